"""The check of what was made knows a bare picture from one with anything in it, before it or behind it."""

import struct
from collections.abc import Callable

import pytest

from testimonies.media import exiftool
from testimonies.media.check import check
from testimonies.media.derive import derive
from testimonies.media.limits import Reason, Refused
from tests.media.pictures import noise, quarters, saved

WEBP, JPEG = derive(saved(noise(160, 96), "PNG"))
SIZE = (JPEG.width, JPEG.height)


def _refused(form: str, data: bytes, size: tuple[int, int] = SIZE) -> bool:
    try:
        check(form, data, size)
    except Refused as refused:
        return refused.reason is Reason.UNCLEAN
    return False


def _webp(chunks: bytes) -> bytes:
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WEBP" + chunks


def test_what_is_made_passes() -> None:
    check("jpeg", JPEG.data, SIZE)
    check("webp", WEBP.data, SIZE)


@pytest.mark.parametrize("marker", [*range(0xE0, 0xF0), 0xFE, 0xDC, 0xC8, 0xDD])
def test_a_segment_more_is_noticed_wherever_it_stands(marker: int) -> None:
    segment = bytes([0xFF, marker, 0, 8]) + b"hidden"
    scan = JPEG.data.index(b"\xff\xda")
    for at in (2, 20, scan, len(JPEG.data) - 2):
        assert _refused("jpeg", JPEG.data[:at] + segment + JPEG.data[at:])


def _second_picture(data: bytes) -> bytes:
    return data + data


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data + b"\0",
        lambda data: b"\0" + data,
        lambda data: data[:-1],
        lambda data: data[:-2],
        lambda data: data[:12],
        lambda data: b"",
        _second_picture,
        lambda data: data + b"<html>",
    ],
)
def test_a_byte_before_or_behind_or_too_few_are_noticed(spoil: Callable[[bytes], bytes]) -> None:
    assert _refused("jpeg", spoil(JPEG.data))
    assert _refused("webp", spoil(WEBP.data))


def test_a_header_with_a_thumbnail_is_noticed() -> None:
    assert _refused("jpeg", JPEG.data.replace(b"\x00\x01\x00\x01\x00\x00\xff", b"\x00\x01\x00\x01\x00\x01\xff", 1))
    assert _refused("jpeg", saved(quarters(*SIZE), "JPEG", dpi=(300, 300)))
    assert _refused("jpeg", saved(quarters(*SIZE), "JPEG", comment=b"hidden"))


def test_a_chunk_more_is_noticed_also_where_the_size_says_so() -> None:
    chunk = b"EXIF" + struct.pack("<I", 6) + b"hidden"
    assert _refused("webp", _webp(WEBP.data[12:] + chunk))
    assert _refused("webp", _webp(chunk + WEBP.data[12:]))
    assert _refused("webp", saved(quarters(*SIZE), "WebP", exif=b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0"))
    assert _refused("webp", saved(quarters(*SIZE), "WebP", lossless=True))


def test_another_size_or_another_format_is_noticed() -> None:
    assert _refused("jpeg", JPEG.data, (SIZE[0] + 1, SIZE[1]))
    assert _refused("webp", WEBP.data, (SIZE[0], SIZE[1] + 1))
    assert _refused("webp", JPEG.data)
    assert _refused("png", saved(quarters(*SIZE), "PNG"))


def test_exiftool_sees_nothing_in_a_bare_picture_and_a_comment_in_another() -> None:
    commented = saved(quarters(), "JPEG", comment=b"hidden")
    assert exiftool.named([WEBP.data, JPEG.data, commented]) == [set(), set(), {"File:Comment"}]
    exiftool.second_opinion([WEBP.data, JPEG.data])
    with pytest.raises(Refused):
        exiftool.second_opinion([JPEG.data, commented])
    with pytest.raises(Refused):
        exiftool.second_opinion([b"no picture"])
