"""Where faces may be: suggestions for a person to accept, never applied by themselves."""

from testimonies.media.limits import LIMITS, Limits
from testimonies.media.regions import Region


def available() -> bool:
    """Whether the optional packages with the model are installed (requirements-faces.txt). Cheap, decodes nothing."""
    raise NotImplementedError


def suggest(data: bytes, limits: Limits = LIMITS) -> tuple[Region, ...]:
    """Ellipses with a margin around what the model takes for faces, surest first. Refused: no model, or as `admit`."""
    raise NotImplementedError
