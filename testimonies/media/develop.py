"""From a file to its pixels: decoded whole, upright, in sRGB, with nothing hidden under transparency."""

import io
from typing import Any

from PIL import Image, ImageCms, ImageOps

from testimonies.media.inspect import opened, refusing
from testimonies.media.kinds import Kind
from testimonies.media.limits import Limits

_SRGB = ImageCms.createProfile("sRGB")
_DEEP_GREY = {"I;16", "I;16B", "I;16L", "I;16N", "I"}
_WHITE = (255, 255, 255)


def develop(data: bytes, limits: Limits) -> Image.Image:
    """The upright picture in mode RGB. Refused: as the limits say, or damaged."""
    with refusing():
        image, facts = opened(data, limits)
        if facts.kind is Kind.PNG:
            # Pillow decodes past a wrong checksum; `verify` does not, and uses the picture up.
            image.verify()
            image, _ = opened(data, limits)
        image.load()
        image = ImageOps.exif_transpose(image)
        return to_srgb(image)


def to_srgb(image: Image.Image) -> Image.Image:
    """The picture in sRGB, eight bits, opaque.

    What is transparent becomes white: the pixels stored under it (a face "erased" in an editor is often still there)
    must not come back, as `convert("RGB")` alone would bring them.
    """
    profile = image.info.get("icc_profile")
    if image.mode in _DEEP_GREY:
        image = _eight_bits(image)
    if image.has_transparency_data:
        image = _on_white(image)
    if image.mode in {"P", "1", "YCbCr", "HSV"}:
        image = image.convert("RGB")
    if image.mode == "F":
        raise ValueError("measurements are no photograph")
    managed = _managed(image, profile)
    return managed if managed.mode == "RGB" else managed.convert("RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    """Grey of 16 bits as 8. A file read as "I" holds 16 bits as well, unless it uses eight only."""
    if image.mode == "I":
        deepest = image.getextrema()[1]
        return image.point(lambda grey: grey * (1 / 256 if deepest > 255 else 1)).convert("L")  # type: ignore[operator]
    return image.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")


def _on_white(image: Image.Image) -> Image.Image:
    layer = image.convert("RGBA")
    canvas = Image.new("RGB", layer.size, _WHITE)
    canvas.paste(layer, mask=layer.getchannel("A"))
    return canvas


def _managed(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Colours as the file's own profile means them. One that is broken or of another mode is no reason to refuse."""
    try:
        if image.mode == "LAB":
            return _through(image, ImageCms.createProfile("LAB"))
        if profile and image.mode in {"RGB", "L", "CMYK"}:
            return _through(image, ImageCms.ImageCmsProfile(io.BytesIO(profile)))
    except (ImageCms.PyCMSError, OSError):
        pass
    return image


def _through(image: Image.Image, source: Any) -> Image.Image:
    result = ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGB")
    if result is None:
        raise ImageCms.PyCMSError("nothing came back")
    return result
