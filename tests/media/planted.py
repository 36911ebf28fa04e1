"""Words planted wherever a file of each kind can hold words: one generator of at least 300 pictures."""

import io
import struct
import zlib
from collections.abc import Callable, Iterator
from typing import Any

from PIL import ExifTags, Image, ImageCms, PngImagePlugin, TiffImagePlugin

from tests.media.pictures import noise, quarters, saved

WORD = "Planted7Word"
_WORD = WORD.encode()
# What to look for in an output: as it is, in two bytes a letter both ways round, and in base64 at its three offsets.
MARKS = [
    _WORD,
    WORD.encode("utf-16-le"),
    WORD.encode("utf-16-be"),
    b"UGxhbnRlZDdXb3Jk",
    b"xhbnRlZDdXb3",
    b"GxhbnRlZDdXb3J",
]
_XMP = (
    '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf='
    f'"http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/" '
    f'dc:creator="{WORD}"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
).encode()
Plant = Callable[[Image.Image, str], bytes]


def exif(orientation: int = 1) -> bytes:
    """EXIF with the word in names, comments, a maker note and the place, and a thumbnail with a comment of its own."""
    made = Image.Exif()
    for tag in (ExifTags.Base.Make, ExifTags.Base.Model, ExifTags.Base.Artist, ExifTags.Base.ImageDescription):
        made[tag] = WORD
    made[ExifTags.Base.Orientation] = orientation
    made[ExifTags.Base.XPComment] = WORD.encode("utf-16-le")
    inner = made.get_ifd(ExifTags.IFD.Exif)
    inner[ExifTags.Base.UserComment] = b"ASCII\0\0\0" + _WORD
    inner[ExifTags.Base.MakerNote] = b"Nikon\0\2\0" + _WORD * 3
    inner[ExifTags.Base.BodySerialNumber] = WORD
    inner[ExifTags.Base.LensSerialNumber] = WORD
    place = made.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLatitude] = "N", (43.0, 7.0, 12.5)
    place[ExifTags.GPS.GPSLongitudeRef], place[ExifTags.GPS.GPSLongitude] = "E", (131.0, 53.0, 9.5)
    place[ExifTags.GPS.GPSAreaInformation] = b"ASCII\0\0\0" + _WORD
    return made.tobytes()


def _profile() -> bytes:
    """A working ICC profile with the word among its tags' text."""
    data = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    built_in = "sRGB built-in".encode("utf-16-be")
    assert built_in in data
    return bytes(data.replace(built_in, f"{WORD:.13}".ljust(13).encode("utf-16-be")))


def _segment(marker: int, body: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(body) + 2) + body


def _iptc() -> bytes:
    """Photoshop's resource 0x0404 with an IPTC by-line and a caption."""
    record = b"".join(b"\x1c\x02" + bytes([tag]) + struct.pack(">H", len(_WORD)) + _WORD for tag in (80, 120, 90))
    record += b"\0" * (len(record) % 2)
    return b"Photoshop 3.0\x008BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record


def _jpeg_with(*segments: bytes) -> Plant:
    def plant(image: Image.Image, kind: str) -> bytes:
        data = saved(image, kind)
        return data[:2] + b"".join(segments) + data[2:]

    return plant


def _with(**options: Any) -> Plant:
    return lambda image, kind: saved(image, kind, **{name: made() for name, made in options.items()})


def _thumbnail(image: Image.Image, kind: str) -> bytes:
    """An EXIF whose second directory is a JPEG thumbnail, which says the word in a comment."""
    small = saved(quarters(32, 24), "JPEG", comment=_WORD)
    head = b"Exif\0\0II*\0\x08\0\0\0"
    first = struct.pack("<HHHIII", 1, 0x0112, 3, 1, 1, 26)
    at = 26 + 2 + 3 * 12 + 4
    rows = [(0x0103, 3, 1, 6), (0x0201, 4, 1, at), (0x0202, 4, 1, len(small))]
    second = struct.pack("<H", len(rows)) + b"".join(struct.pack("<HHII", *row) for row in rows) + b"\0\0\0\0"
    return saved(image, kind, exif=head + first + second + small)


def _mpf(image: Image.Image, kind: str) -> bytes:
    """Two pictures in one JPEG, as telephones write previews, the word in the second one's comment."""
    to = io.BytesIO()
    second = Image.open(io.BytesIO(saved(quarters(32, 24), kind, comment=_WORD)))
    image.save(to, "MPO", save_all=True, append_images=[second])
    return to.getvalue() + saved(quarters(32, 24), kind, comment=_WORD)


def _png_text(image: Image.Image, kind: str) -> bytes:
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", WORD)
    text.add_text("Comment", WORD * 20, zip=True)
    text.add_itxt("Description", WORD, "ko", WORD)
    text.add(b"prVt", _WORD)
    return saved(image, kind, pnginfo=text)


def _tiff_tags(image: Image.Image, kind: str) -> bytes:
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    for tag in (269, 270, 285, 305, 315, 316, 33432):  # document, description, page, software, artist, host, copyright
        tags[tag] = WORD
    tags[700], tags.tagtype[700] = _XMP, 1
    tags[33723], tags.tagtype[33723] = _iptc(), 7
    tags[34377], tags.tagtype[34377] = _iptc()[14:], 1
    tags[65000], tags.tagtype[65000] = WORD, 2
    return saved(image, kind, tiffinfo=tags)


def _tiff_thumbnail(image: Image.Image, kind: str) -> bytes:
    """A second, reduced picture in the same file, which says the word."""
    small = quarters(32, 24)
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[254], tags[270] = 1, WORD
    small.encoderinfo = {"tiffinfo": tags}
    return saved(image, kind, save_all=True, append_images=[small])


def _behind(data: bytes) -> Plant:
    return lambda image, kind: saved(image, kind) + data


def _gif() -> bytes:
    to = io.BytesIO()
    quarters(32, 24).save(to, "GIF", comment=_WORD)
    return to.getvalue()


def _chunk(name: bytes, body: bytes) -> Plant:
    """A WebP with a chunk that nobody knows, and its size mended."""

    def plant(image: Image.Image, kind: str) -> bytes:
        data = saved(image, kind, exif=exif()) + name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)
        return data[:4] + struct.pack("<I", len(data) - 8) + data[8:]

    return plant


def _free_box(image: Image.Image, kind: str) -> bytes:
    return saved(image, kind) + struct.pack(">I", 8 + len(_WORD)) + b"free" + _WORD


_ANYWHERE: list[Plant] = [
    _with(exif=exif),
    _with(exif=lambda: exif(6)),
    _with(exif=lambda: exif(3), xmp=lambda: _XMP, icc_profile=_profile),
    _with(xmp=lambda: _XMP),
    _with(icc_profile=_profile),
    _behind(_WORD),
    _behind(b"\n<html><script>alert('" + _WORD + b"')</script></html>"),
    _behind(_gif()),
    _behind(saved(quarters(32, 24), "JPEG", comment=_WORD)),
    _behind(b"PK\x03\x04" + _WORD + zlib.compress(_WORD)),
]
_ONE_KIND: dict[str, list[Plant]] = {
    "JPEG": [
        _with(comment=lambda: _WORD),
        _jpeg_with(*(_segment(0xE0 + number, b"Mine\0" + _WORD) for number in range(1, 16))),
        _jpeg_with(_segment(0xED, _iptc())),
        _jpeg_with(_segment(0xFE, _WORD), _segment(0xFE, _WORD * 50)),
        _jpeg_with(_segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + _WORD)),
        _jpeg_with(_segment(0xE0, b"JFXX\0\x10" + saved(quarters(16, 16), "JPEG", comment=_WORD))),
        _thumbnail,
        _mpf,
    ],
    "PNG": [_png_text, _with(exif=exif, pnginfo=PngImagePlugin.PngInfo)],
    "WebP": [_chunk(b"mine", _WORD), _with(lossless=lambda: True, exif=exif)],
    "HEIC": [_free_box],
    "AVIF": [_free_box],
    "TIFF": [_tiff_tags, _tiff_thumbnail, _with(compression=lambda: "tiff_lzw", artist=lambda: WORD)],
}


def planted() -> Iterator[tuple[str, bytes]]:
    """The kind and the file of every picture of the corpus. Each file holds the word somewhere."""
    pictures = [quarters(64, 48), quarters(48, 64), noise(64, 48), noise(70, 37, seed=2)]
    for kind, special in _ONE_KIND.items():
        for image in pictures:
            for plant in (*_ANYWHERE, *special):
                yield kind, plant(image, kind)
