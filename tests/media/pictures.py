"""Pictures for the tests, drawn here: small, in every kind, and with words planted wherever a file can hold words."""

import io
from typing import Any

import pillow_heif
from PIL import Image

pillow_heif.register_heif_opener()
FORMATS = {"JPEG": "JPEG", "PNG": "PNG", "WebP": "WEBP", "HEIC": "HEIF", "AVIF": "AVIF", "TIFF": "TIFF"}
RED, GREEN, BLUE, YELLOW = (220, 30, 30), (30, 160, 30), (30, 30, 220), (220, 220, 30)


def quarters(width: int = 160, height: int = 96) -> Image.Image:
    """Red above green on the left, blue above yellow on the right: any turn of it can be told."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (width // 2, 0, width, height // 2))
    image.paste(GREEN, (0, height // 2, width // 2, height))
    image.paste(YELLOW, (width // 2, height // 2, width, height))
    return image


def noise(width: int = 160, height: int = 96, seed: int = 1) -> Image.Image:
    """A picture in which no two pixels are alike, so that nothing compresses away."""
    state, values = seed, bytearray()
    for _ in range(width * height * 3):
        state = (state * 1103515245 + 12345) & 0x7FFFFFFF
        values.append(state >> 16 & 255)
    return Image.frombytes("RGB", (width, height), bytes(values))


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    """The file of `image` in one of `FORMATS`."""
    to = io.BytesIO()
    if kind == "AVIF":
        options = {"speed": 10, **options}
    if kind == "WebP":
        options = {"method": 0, **options}
    image.save(to, FORMATS[kind], **options)
    return to.getvalue()


def read(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def corners(image: Image.Image) -> list[tuple[int, int, int]]:
    """The colours near the four corners: top left, top right, bottom left, bottom right."""
    across, down = image.width // 8, image.height // 8
    places = [(x, y) for y in (down, image.height - down) for x in (across, image.width - across)]
    return [image.convert("RGB").getpixel(place) for place in places]  # type: ignore[misc]


def alike(one: tuple[int, ...], other: tuple[int, ...], within: int = 45) -> bool:
    return all(abs(a - b) <= within for a, b in zip(one, other, strict=True))
