"""Whether a picture that was made holds pixels and nothing else. Reads the bytes itself and decodes nothing.

What is allowed is listed; a segment or chunk that is not on the list refuses the picture, whatever it is. `exiftool.py`
asks ExifTool as well, where it is installed: it knows hundreds of places for metadata.
"""

import re
from collections.abc import Callable

from testimonies.media.limits import Reason, Refused

# JFIF 1.01, no density, no thumbnail: the one header that Pillow writes when it is told nothing.
_JFIF = b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"
_DQT, _DHT, _SOS, _EOI = 0xDB, 0xC4, 0xDA, 0xD9
_FRAMES = {0xC0, 0xC2}  # baseline, progressive
# In a scan 0xFF is followed by 0 or by a restart marker; anything else ends it.
_END_OF_SCAN = re.compile(rb"\xff[^\0\xd0-\xd7]")

Size = tuple[int, int]


def check(form: str, data: bytes, size: Size) -> None:
    """Refused: `data` is not a bare picture of this format ("jpeg" or "webp") and of this size in pixels."""
    try:
        clean = _CHECKS[form](data) == size
    except (IndexError, KeyError, ValueError):
        clean = False
    if not clean:
        raise Refused(Reason.UNCLEAN)


def jpeg_size(data: bytes) -> Size:
    """The size of a JPEG that is a JFIF header, tables, one frame and its scans. ValueError: it holds more or less."""
    size, at = None, 2
    _demand(data[:2] == b"\xff\xd8")
    while True:
        _demand(data[at] == 0xFF)
        marker = data[at + 1]
        if marker == _EOI:
            _demand(at + 2 == len(data) and size is not None)
            return size or (0, 0)
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        body = data[at + 4 : at + 2 + length]
        _demand(len(body) == length - 2)
        if marker in _FRAMES:
            _demand(size is None and length == 8 + 3 * body[5])
            size = (int.from_bytes(body[3:5], "big"), int.from_bytes(body[1:3], "big"))
        else:
            _demand(_ALLOWED[marker](body))
        at += 2 + length
        if marker == _SOS:
            at = _end_of_scan(data, at)


def _end_of_scan(data: bytes, at: int) -> int:
    found = _END_OF_SCAN.search(data, at)
    if found is None:
        raise ValueError
    return found.start()


def webp_size(data: bytes) -> Size:
    """The size of a WebP that is one lossy picture and no other chunk. ValueError: it holds more or less."""
    _demand(data[:4] == b"RIFF" and int.from_bytes(data[4:8], "little") == len(data) - 8)
    _demand(data[8:16] == b"WEBPVP8 ")
    length = int.from_bytes(data[16:20], "little")
    _demand(20 + length + length % 2 == len(data) and not (length % 2 and data[-1]))
    _demand(not data[20] & 1 and data[23:26] == b"\x9d\x01\x2a")
    across, down = int.from_bytes(data[26:28], "little"), int.from_bytes(data[28:30], "little")
    _demand(across < 1 << 14 and down < 1 << 14)
    return across, down


def _demand(fulfilled: bool) -> None:
    if not fulfilled:
        raise ValueError


def _huffman_tables_only(body: bytes) -> bool:
    at = 0
    while at < len(body):
        at += 17 + sum(body[at + 1 : at + 17])
    return at == len(body)


_ALLOWED: dict[int, Callable[[bytes], bool]] = {
    0xE0: lambda body: body == _JFIF,
    _DQT: lambda body: len(body) % 65 == 0,
    _DHT: _huffman_tables_only,
    _SOS: lambda body: len(body) == 4 + 2 * body[0],
}
_CHECKS: dict[str, Callable[[bytes], Size]] = {"jpeg": jpeg_size, "webp": webp_size}
