"""What staff cover in a photograph: data, never pixels, so that the public picture can always be made again."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, get_args

from testimonies.media.limits import Reason, Refused

Shape = Literal["box", "ellipse"]
Cover = Literal["solid", "pixels", "blur"]

MOST = 100
# Fractions that a browser computed may miss an edge by a rounding.
_SLACK = 1e-6


@dataclass(frozen=True)
class Region:
    """A box, or the ellipse inside it, in fractions (0 to 1) of the picture as it is shown, orientation applied.

    Refused: an unknown shape or cover, a number that is none, a region without area or beyond the picture.
    """

    shape: Shape
    left: float
    top: float
    width: float
    height: float
    cover: Cover = "solid"

    def __post_init__(self) -> None:
        if self.shape not in get_args(Shape) or self.cover not in get_args(Cover):
            raise Refused(Reason.REGIONS)
        for start, length in ((self.left, self.width), (self.top, self.height)):
            if not (_is_number(start) and _is_number(length)):
                raise Refused(Reason.REGIONS)
            if not (start >= 0 and length > 0 and start + length <= 1 + _SLACK):
                raise Refused(Reason.REGIONS)


def _is_number(value: object) -> bool:
    """Finite, and no larger than any fraction or a mistake in one can be: Python's integers have no end."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= 1 + _SLACK


def from_json(text: str) -> tuple[Region, ...]:
    """Regions from a JSON list of objects with exactly the names of `Region`. Refused: anything else."""
    try:
        given = json.loads(text)
    except (ValueError, RecursionError):
        raise Refused(Reason.REGIONS) from None
    return from_data(given)


def from_data(given: Any) -> tuple[Region, ...]:
    """As `from_json`, of what is parsed already (a JSON column)."""
    if not isinstance(given, list) or len(given) > MOST:
        raise Refused(Reason.REGIONS)
    names = {field.name for field in fields(Region)}
    if not all(isinstance(one, dict) and set(one) == names for one in given):
        raise Refused(Reason.REGIONS)
    return tuple(Region(**one) for one in given)


def to_data(regions: Sequence[Region]) -> list[dict[str, Any]]:
    return [asdict(region) for region in regions]


def to_json(regions: Sequence[Region]) -> str:
    return json.dumps(to_data(regions))
