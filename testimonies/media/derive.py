"""The pictures that the public gets: oriented, covered, in sRGB, on a new canvas, without metadata."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from secrets import SystemRandom

from PIL import Image

from testimonies.media.check import check
from testimonies.media.cover import cover
from testimonies.media.develop import develop
from testimonies.media.facts import Derivative, Facts, Format
from testimonies.media.inspect import inspect, refusing
from testimonies.media.limits import LIMITS, Limits
from testimonies.media.regions import Region

WIDTHS = (480, 960, 1920)

# WebP's sides end at 16,383 pixels, and a reader's telephone long before.
_TALLEST = 8192
# Even a picture that would fit is made smaller and cut a little at its edges, by a random amount: pixels that no longer
# lie where the sensor's did are hard to compare with it (docs/adr/0040).
_ALWAYS_SMALLER = 0.95
_CUT = 0.004
_RANDOM = SystemRandom()


def load() -> None:
    """Load the decoders now, so that a process without files can use them later."""
    Image.init()


def admit(data: bytes, limits: Limits = LIMITS) -> Facts:
    """Decode the whole file. The facts, with width and height as the picture is shown. Refused: as the limits say."""
    facts = inspect(data, limits)
    width, height = develop(data, limits).size
    return replace(facts, width=width, height=height)


def derive(data: bytes, regions: Sequence[Region] = (), limits: Limits = LIMITS) -> tuple[Derivative, ...]:
    """The public pictures, smallest first, each width as WebP and as JPEG. Never wider than the original."""
    image = develop(data, limits)
    with refusing():
        cover(image, regions)
        found: list[Derivative] = []
        for sized in _in_widths(image):
            found = [_written(sized, "webp"), _written(sized, "jpeg"), *found]
    return tuple(found)


def preview(data: bytes, regions: Sequence[Region], width: int, limits: Limits = LIMITS) -> bytes:
    """A JPEG at most `width` pixels wide, covered as the public one will be. For staff."""
    image = develop(data, limits)
    with refusing():
        cover(image, regions)
        return _written(_scaled(image, min(width, image.width)), "jpeg").data


def picture_for_staff(data: bytes, width: int, limits: Limits = LIMITS) -> bytes:
    """A JPEG at most `width` pixels wide, uncovered, oriented, without metadata: what staff draw on."""
    return preview(data, (), width, limits)


def _in_widths(image: Image.Image) -> Iterator[Image.Image]:
    """The picture in each width, largest first, each made from the one before."""
    largest = min(WIDTHS[-1], int(image.width * _ALWAYS_SMALLER))
    image = _scaled(image, largest, _edges_cut(image.size))
    yield image
    for width in reversed(WIDTHS):
        if width < image.width * _ALWAYS_SMALLER:
            image = _scaled(image, width)
            yield image


def _edges_cut(size: tuple[int, int]) -> tuple[float, float, float, float]:
    left, top, right, bottom = (_RANDOM.uniform(0, _CUT * side) for side in (*size, *size))
    return left, top, size[0] - right, size[1] - bottom


def _scaled(image: Image.Image, width: int, box: tuple[float, float, float, float] | None = None) -> Image.Image:
    """At `width` pixels, or narrower where it would be too tall, on a new canvas: `resize` hands on what is known."""
    left, top, right, bottom = box or (0, 0, *image.size)
    ratio = (bottom - top) / (right - left)
    width = max(1, min(width, int(_TALLEST / ratio)))
    size = (width, max(1, round(width * ratio)))
    scaled = image.resize(size, Image.Resampling.LANCZOS, (left, top, right, bottom), reducing_gap=2.0)
    canvas = Image.new("RGB", size)
    canvas.paste(scaled)
    return canvas


def _written(image: Image.Image, form: Format) -> Derivative:
    to = io.BytesIO()
    if form == "webp":
        image.save(to, "WEBP", quality=78, method=4)
    else:
        image.save(to, "JPEG", quality=80, optimize=True, progressive=True)
    derivative = Derivative(form, image.width, image.height, to.getvalue())
    check(form, derivative.data, image.size)
    return derivative
