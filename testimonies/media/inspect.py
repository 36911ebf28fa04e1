"""What a file says of itself in its headers, before anything of it is decoded."""

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import pillow_heif
from PIL import Image, UnidentifiedImageError

from testimonies.media.facts import Facts
from testimonies.media.kinds import Kind, identify
from testimonies.media.limits import LIMITS, Limits, Reason, Refused

pillow_heif.register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)

# Pillow's names of its readers. A file is read by the reader of the kind that its bytes say, and by no other.
_READERS = {
    Kind.JPEG: "JPEG",
    Kind.PNG: "PNG",
    Kind.WEBP: "WEBP",
    Kind.HEIC: "HEIF",
    Kind.AVIF: "AVIF",
    Kind.TIFF: "TIFF",
}
# TIFF 6.0, section 8: tag 254 (NewSubfileType), bit 0: a reduced version of another picture in this file.
_SUBFILE, _REDUCED = 254, 1
# A strip of a film or a ribbon of noise is no photograph, and scaling it to a width would make it huge.
_LONGEST_RATIO = 20
_SHORTEST_SIDE = 16


@contextmanager
def refusing() -> Iterator[None]:
    """Whatever a decoder raises over a file becomes a refusal, and its message (it may quote the file) is dropped."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Refused:
        raise
    except MemoryError:
        raise Refused(Reason.TOO_HUNGRY) from None
    except Image.DecompressionBombError:
        raise Refused(Reason.TOO_MANY_PIXELS) from None
    except UnidentifiedImageError:
        raise Refused(Reason.DAMAGED) from None
    except Exception:  # noqa: BLE001 - decoders raise anything over a hostile file, and none of it may pass
        raise Refused(Reason.DAMAGED) from None


def inspect(data: bytes, limits: Limits = LIMITS) -> Facts:
    """The facts as the headers give them, before orientation. Refused: too big, too many pixels or pictures, damaged.

    Bytes behind the picture (an archive, a page, a second photograph) do not refuse it: nothing but pixels is ever
    taken from a file, and the original is shown to nobody as it came.
    """
    with refusing():
        return opened(data, limits)[1]


def opened(data: bytes, limits: Limits) -> tuple[Image.Image, Facts]:
    """Pillow's picture with nothing decoded yet, within the limits. Raises what Pillow raises: use in `refusing`."""
    if len(data) > limits.bytes:
        raise Refused(Reason.TOO_BIG)
    kind = identify(data)
    image = Image.open(io.BytesIO(data), formats=(_READERS[kind],))
    width, height = image.size
    if width * height > limits.pixels:
        raise Refused(Reason.TOO_MANY_PIXELS)
    facts = Facts(kind, width, height, _frames(image, kind, limits.frames + 1))
    if facts.frames > limits.frames:
        raise Refused(Reason.ANIMATED)
    if min(width, height) < _SHORTEST_SIDE:
        raise Refused(Reason.NOTHING_LEFT)
    if max(width, height) > _LONGEST_RATIO * min(width, height):
        raise Refused(Reason.NOT_A_PHOTO)
    return image, facts


def _frames(image: Image.Image, kind: Kind, enough: int) -> int:
    """How many pictures there are, counted up to `enough`; telephones put previews and depth maps behind a JPEG."""
    if kind is Kind.JPEG:
        return 1
    if kind is Kind.TIFF:
        return _pages(image, enough)
    return int(getattr(image, "n_frames", 1))


def _pages(image: Image.Image, enough: int) -> int:
    found = 0
    # A chain of reduced pictures without end is not walked to its end.
    for number in range(enough + 8):
        try:
            image.seek(number)
        except EOFError:
            break
        found += not int(image.tag_v2.get(_SUBFILE, 0)) & _REDUCED  # type: ignore[attr-defined]
        if found >= enough:
            break
    else:
        found = enough
    image.seek(0)
    return found
