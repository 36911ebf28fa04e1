"""What is made of a photograph shows what the photograph shows: upright, in its colours, never larger."""

import io
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageOps

from testimonies.media.derive import admit, derive, picture_for_staff
from testimonies.media.limits import Reason, Refused
from tests.media.pictures import BLUE, FORMATS, GREEN, RED, YELLOW, alike, corners, noise, quarters, read, saved

TURNED_BACK = {
    1: (RED, BLUE, GREEN, YELLOW),
    2: (BLUE, RED, YELLOW, GREEN),
    3: (YELLOW, GREEN, BLUE, RED),
    4: (GREEN, YELLOW, RED, BLUE),
    5: (RED, GREEN, BLUE, YELLOW),
    6: (GREEN, RED, YELLOW, BLUE),
    7: (YELLOW, BLUE, GREEN, RED),
    8: (BLUE, YELLOW, RED, GREEN),
}


def shows(data: bytes, expected: tuple[tuple[int, int, int], ...], within: int = 45) -> bool:
    return all(alike(*pair, within) for pair in zip(corners(read(data)), expected, strict=True))


@pytest.mark.parametrize("orientation", TURNED_BACK)
@pytest.mark.parametrize("kind", FORMATS)
def test_pictures_are_upright(kind: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = saved(quarters(160, 96), kind, exif=exif.tobytes())
    facts = admit(data)
    assert (facts.width, facts.height) == ((160, 96) if orientation < 5 else (96, 160))
    for one in derive(data):
        assert shows(one.data, TURNED_BACK[orientation])
        assert (one.width > one.height) == (orientation < 5)


def test_widths_are_three_and_never_larger_than_the_photo() -> None:
    def sizes(width: int, height: int) -> list[tuple[int, int]]:
        return [(one.width, one.height) for one in derive(saved(quarters(width, height), "JPEG"))[::2]]

    large = sizes(4000, 3000)
    assert [width for width, _ in large] == [480, 960, 1920]
    assert [width for width, _ in sizes(1000, 600)] == [480, 950]
    assert [width for width, _ in sizes(480, 300)] == [456]
    assert sizes(16, 16) == [(15, 15)]
    # A long strip of a conversation stays a strip, and no side goes beyond what a format can hold.
    assert max(side for size in sizes(2000, 20_000) for side in size) <= 8192
    for width, height in large:
        assert width * 0.74 <= height <= width * 0.76


def test_a_picture_that_would_fit_is_sampled_anew_and_cut_by_chance() -> None:
    data = saved(noise(160, 96), "PNG")
    one, other = derive(data)[1], derive(data)[1]
    assert one.width == 152
    assert one.data != other.data


@pytest.mark.parametrize("mode", ["L", "P", "1", "CMYK", "LA", "RGBA", "PA", "I;16", "I", "YCbCr", "LAB"])
def test_every_mode_of_pixels_shows_the_same(mode: str) -> None:
    light, dark = ((255,) * 3, (0,) * 3) if mode == "1" else ((230,) * 3, (20,) * 3)
    image = Image.new("L", (160, 96), 230)
    image.paste(20, (80, 0, 160, 96))
    kind, source = "TIFF", image
    if mode in {"I;16", "I"}:
        source = Image.frombytes("I;16", image.size, b"".join(bytes([0, grey]) for grey in image.tobytes()))
        source, kind = (source, "PNG") if mode == "I;16" else (source.convert("I"), "TIFF")
    elif mode == "LAB":
        lab = ImageCms.createProfile("LAB")
        source = image.convert("RGB")
        made = ImageCms.profileToProfile(source, ImageCms.createProfile("sRGB"), lab, outputMode="LAB")
        assert made
        source = made
    else:
        palette, plain = Image.Palette.ADAPTIVE, Image.Dither.NONE
        source = image.convert("RGB").convert(mode, dither=plain, palette=palette)
        kind = "PNG" if mode in {"P", "PA", "LA"} else "TIFF"
        source = source.convert("LA") if mode == "PA" else source
    for one in derive(saved(source, kind)):
        assert shows(one.data, (light, dark, light, dark), within=30)


def _swapped_profile() -> bytes:
    """sRGB with its red and green exchanged, so that a reader who ignores the profile sees the wrong colours."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = data.index(b"rXYZ"), data.index(b"gXYZ")
    data[red : red + 4], data[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(data)


@pytest.mark.parametrize("kind", FORMATS)
def test_colours_are_as_the_profile_means_them(kind: str) -> None:
    data = saved(quarters(), kind, icc_profile=_swapped_profile())
    assert "icc_profile" in read(data).info
    for one in derive(data):
        # Red's numbers under this profile mean the green of the picture, and the other way round.
        top, bottom = corners(read(one.data))[0], corners(read(one.data))[2]
        assert top[1] > top[0] + 60
        assert bottom[0] > bottom[1] + 60


def test_a_broken_profile_does_not_refuse_a_photo() -> None:
    assert shows(derive(saved(quarters(), "JPEG", icc_profile=b"broken" * 40))[1].data, TURNED_BACK[1])


def _hidden(mode: str) -> dict[str, Any]:
    """A picture whose right half is invisible, and under it a colour that must not come back."""
    image = quarters().convert("RGBA")
    alpha = Image.new("L", image.size, 255)
    alpha.paste(0, (80, 0, 160, 96))
    image.putalpha(alpha)
    if mode == "colour":
        flat = quarters()
        flat.paste((1, 2, 3), (80, 0, 160, 96))
        return {"image": flat, "transparency": (1, 2, 3)}
    if mode == "LA":
        return {"image": image.convert("LA")}
    if mode == "P":
        flat = quarters().quantize(8)
        return {"image": flat, "transparency": bytes(0 if n in _right(flat) else 255 for n in range(8))}
    return {"image": image}


def _right(image: Image.Image) -> set[int]:
    return set(image.crop((90, 10, 150, 90)).tobytes())


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "RGBA"), ("PNG", "LA"), ("PNG", "P"), ("PNG", "colour"), ("TIFF", "RGBA"), ("WebP", "RGBA"),
     ("AVIF", "RGBA"), ("HEIC", "RGBA")],
)  # fmt: skip
def test_what_was_hidden_under_transparency_stays_hidden(kind: str, mode: str) -> None:
    options: dict[str, Any] = {"exact": True, "lossless": True} if kind == "WebP" else {}
    data = saved(**_hidden(mode), kind=kind, **options)
    for picture in (*(one.data for one in derive(data)), picture_for_staff(data, 100)):
        for corner in corners(read(picture))[1::2]:
            assert alike(corner, (255, 255, 255), within=12)


def test_nothing_is_left_of_a_sliver_or_a_dot() -> None:
    for size, reason in (
        ((15, 400), Reason.NOTHING_LEFT),
        ((1, 1), Reason.NOTHING_LEFT),
        ((20, 401), Reason.NOT_A_PHOTO),
    ):
        with pytest.raises(Refused) as refused:
            derive(saved(Image.new("RGB", size), "PNG"))
        assert refused.value.reason is reason


@pytest.mark.parametrize("kind", ["PNG", "WebP", "TIFF", "AVIF", "HEIC"])
def test_several_pictures_in_one_file_are_refused(kind: str) -> None:
    frames = [quarters(), ImageOps.mirror(quarters())]
    data = saved(frames[0], kind, save_all=True, append_images=frames[1:])
    with pytest.raises(Refused) as refused:
        derive(data)
    assert refused.value.reason is Reason.ANIMATED


@pytest.mark.parametrize("kind", ["GIF", "BMP", "PPM", "ICO", "JPEG2000", "PDF", "TGA"])
def test_other_kinds_are_no_photos_whatever_they_are_called(kind: str) -> None:
    to = io.BytesIO()
    quarters().save(to, kind)
    for data in (to.getvalue(), b"<html>" + saved(quarters(), "JPEG"), b"", b"\0" * 64):
        with pytest.raises(Refused) as refused:
            admit(data)
        assert refused.value.reason is Reason.NOT_A_PHOTO
