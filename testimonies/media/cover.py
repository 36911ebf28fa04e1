"""Covering regions of a picture at its full size, before anything is scaled, so that no covered pixel can bleed out.

* solid: black. Nothing of the original is left.
* blur: coarse random colours, drawn smoothly. It looks like a blur and contains no pixel of the original.
* pixels: blocks of grey. At most four along the longer side of the region, none smaller than a fiftieth of the
  picture's longer side; each is the mean of what it covers, plus secret noise, in four shades. A block tells at most
  two bits, and a region at most thirty-two: too little to tell one face or one word from the others, and the noise
  keeps anybody from covering a guess in the same way and comparing. Solid tells nothing at all.
"""

import math
import os
from collections.abc import Sequence

from PIL import Image, ImageChops, ImageDraw

from testimonies.media.limits import Reason, Refused
from testimonies.media.regions import Region

BLOCKS = 4
SMALLEST_BLOCK = 1 / 50
SHADES = 4
_NOISE = 48  # either way, of 255: three quarters of a shade
_CLOUDS = 5  # random colours along each side of what looks blurred
_BLACK = (0, 0, 0)

Box = tuple[int, int, int, int]


def cover(image: Image.Image, regions: Sequence[Region]) -> None:
    """Cover the regions in place, in their order. Refused: nothing of the picture is left uncovered."""
    if not regions:
        return
    covered = Image.new("1", image.size)
    for region in regions:
        box = _outward(region, image.size)
        mask = _mask(region, box)
        image.paste(_patch(image, region, box), box[:2], mask)
        covered.paste(1, box[:2], mask)
    if ImageChops.invert(covered).getbbox() is None:
        raise Refused(Reason.NOTHING_LEFT)


def _outward(region: Region, size: tuple[int, int]) -> Box:
    """The region in whole pixels: every pixel that it touches, and one more."""
    wide, high = size
    return (
        max(0, math.floor(region.left * wide) - 1),
        max(0, math.floor(region.top * high) - 1),
        min(wide, math.ceil((region.left + region.width) * wide) + 1),
        min(high, math.ceil((region.top + region.height) * high) + 1),
    )


def _mask(region: Region, box: Box) -> Image.Image:
    """What of the box is covered. No half-covered edge: a pixel is covered or it is not."""
    wide, high = box[2] - box[0], box[3] - box[1]
    if region.shape == "box":
        return Image.new("1", (wide, high), 1)
    mask = Image.new("1", (wide, high))
    # One pixel beyond the box, so that the drawing's rounding never goes inward.
    ImageDraw.Draw(mask).ellipse((-1, -1, wide, high), fill=1)
    return mask


def _patch(image: Image.Image, region: Region, box: Box) -> Image.Image:
    size = (box[2] - box[0], box[3] - box[1])
    if region.cover == "pixels":
        return _mosaic(image.crop(box), max(image.size))
    if region.cover == "blur":
        clouds = Image.frombytes("RGB", (_CLOUDS, _CLOUDS), os.urandom(3 * _CLOUDS * _CLOUDS))
        return clouds.resize(size, Image.Resampling.BICUBIC)
    return Image.new("RGB", size, _BLACK)


def _mosaic(part: Image.Image, longest: int) -> Image.Image:
    block = max(math.ceil(max(part.size) / BLOCKS), math.ceil(longest * SMALLEST_BLOCK))
    grid = (max(1, part.width // block), max(1, part.height // block))
    means = part.convert("L").resize(grid, Image.Resampling.BOX).tobytes()
    return (
        Image.frombytes("L", grid, bytes(map(_shade, means, os.urandom(len(means)))))
        .convert("RGB")
        .resize(part.size, 0)
    )


def _shade(mean: int, random: int) -> int:
    """One of four shades for a mean, after noise of up to three quarters of a shade either way."""
    noisy = min(255, max(0, mean + round((random / 255 * 2 - 1) * _NOISE)))
    return (noisy * SHADES // 256) * (255 // (SHADES - 1))
