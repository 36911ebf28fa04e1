"""The pictures that the public gets: oriented, covered, in sRGB, on a new canvas, without metadata."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from testimonies.media.inspect import Facts
from testimonies.media.limits import LIMITS, Limits
from testimonies.media.regions import Region

# Public pictures: format names as they are used in file names and media types (`image/webp`, `image/jpeg`).
Format = Literal["webp", "jpeg"]
WIDTHS = (480, 960, 1920)


@dataclass(frozen=True)
class Derivative:
    """One public picture: its format, its size in pixels, its bytes."""

    format: Format
    width: int
    height: int
    data: bytes


def admit(data: bytes, limits: Limits = LIMITS) -> Facts:
    """Decode the whole file. The facts, with width and height as the picture is shown. Refused: as the limits say."""
    raise NotImplementedError


def derive(data: bytes, regions: Sequence[Region] = (), limits: Limits = LIMITS) -> tuple[Derivative, ...]:
    """The public pictures, smallest first, each width as WebP and as JPEG. Never wider than the original."""
    raise NotImplementedError


def preview(data: bytes, regions: Sequence[Region], width: int, limits: Limits = LIMITS) -> bytes:
    """A JPEG at most `width` pixels wide, covered as the public one will be. For staff."""
    raise NotImplementedError


def picture_for_staff(data: bytes, width: int, limits: Limits = LIMITS) -> bytes:
    """A JPEG at most `width` pixels wide, uncovered, oriented, without metadata: what staff draw on."""
    raise NotImplementedError
