"""What the room says of a photograph and what it makes of one, as plain values. Knows no Pillow."""

from dataclasses import dataclass
from typing import Literal

from testimonies.media.kinds import Kind

# Public pictures: format names as they are used in file names and media types (`image/webp`, `image/jpeg`).
Format = Literal["webp", "jpeg"]


@dataclass(frozen=True)
class Facts:
    """Width and height in pixels; `frames` counts pictures, thumbnails and previews left out."""

    kind: Kind
    width: int
    height: int
    frames: int


@dataclass(frozen=True)
class Derivative:
    """One public picture: its format, its size in pixels, its bytes."""

    format: Format
    width: int
    height: int
    data: bytes
