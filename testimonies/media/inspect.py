"""What a file says of itself in its headers, before anything of it is decoded."""

from dataclasses import dataclass

from testimonies.media.kinds import Kind
from testimonies.media.limits import LIMITS, Limits


@dataclass(frozen=True)
class Facts:
    """Width and height in pixels; `frames` counts pictures, thumbnails and previews left out."""

    kind: Kind
    width: int
    height: int
    frames: int


def inspect(data: bytes, limits: Limits = LIMITS) -> Facts:
    """The facts as the headers give them, before orientation. Refused: too big, too many pixels or pictures, damaged.

    Bytes behind the picture (an archive, a page, a second photograph) do not refuse it: nothing but pixels is ever
    taken from a file, and the original is shown to nobody as it came.
    """
    raise NotImplementedError
