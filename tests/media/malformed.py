"""Files that are not what they seem: cut, changed by bits, bombs, of other kinds, and of two kinds at once."""

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

from PIL import Image

from tests.media.pictures import FORMATS, noise, quarters, saved

_PAGE = b"<!doctype html><html><script>alert(1)</script></html>"
_SCRIPT = b"*/=1;alert(1);/*"


def _archive() -> bytes:
    to = io.BytesIO()
    with zipfile.ZipFile(to, "w") as archive:
        archive.writestr("page.html", _PAGE)
    return to.getvalue()


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int, height: int, rows: bytes, extra: bytes = b"") -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + extra + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def bombs() -> Iterator[bytes]:
    """Small files that say they are large, or are when they are unpacked."""
    zeros = zlib.compress(bytes(60_000_000), 9)
    yield png(60_000, 60_000, zeros)
    yield png(2**31 - 1, 2**31 - 1, zeros)
    yield png(7_000, 7_000, zeros)
    yield png(64, 64, zlib.compress(bytes(64 * 193)), _chunk(b"zTXt", b"a\0\0" + zeros))
    yield png(64, 64, zlib.compress(bytes(64 * 193)), _chunk(b"iCCP", b"a\0\0" + zeros))
    for kind in ("JPEG", "TIFF", "WebP"):
        yield _said_larger(saved(quarters(), kind), kind)
    # A chain of TIFF directories that leads back to its beginning, and one that claims four milliards of entries.
    yield b"II*\0\x08\0\0\0\x01\0" + struct.pack("<HHII", 256, 4, 1, 64) + struct.pack("<I", 8)
    yield b"II*\0\x08\0\0\0\xff\xff" + bytes(400)
    yield b"II+\0\x08\0\0\0\x10\0\0\0\0\0\0\0" + b"\xff" * 400


def _said_larger(data: bytes, kind: str) -> bytes:
    changed = bytearray(data)
    if kind == "JPEG":
        at = data.index(b"\xff\xc0") + 5
        changed[at : at + 4] = b"\xff\xff\xff\xff"
    elif kind == "WebP":
        changed[26:30] = b"\xff\x3f\xff\x3f"
    else:
        wide = data.index(struct.pack("<HHI", 256, 3, 1)) if struct.pack("<HHI", 256, 3, 1) in data else 8
        changed[wide + 8 : wide + 12] = struct.pack("<I", 65_535)
    return bytes(changed)


def polyglots(chance: random.Random) -> Iterator[bytes]:
    """A picture that is a page, an archive or a script as well: behind it, before it, or in a comment."""
    for kind in FORMATS:
        data = saved(quarters(), kind)
        for other in (_PAGE, _archive(), _SCRIPT, b"%PDF-1.7\n", b"GIF89a" + _SCRIPT, b"\x7fELF"):
            yield data + other
            yield other + data
            at = chance.randrange(4, len(data))
            yield data[:at] + other + data[at:]
            yield data[:12] + other
    jpeg = saved(quarters(), "JPEG")
    for other in (_PAGE, _archive(), _SCRIPT):
        yield jpeg[:2] + b"\xff\xfe" + struct.pack(">H", len(other) + 2) + other + jpeg[2:]


def _wrong(_: random.Random) -> Iterator[bytes]:
    for kind in ("GIF", "BMP", "PPM", "ICO", "PDF", "TGA", "JPEG2000"):
        to = io.BytesIO()
        quarters().save(to, kind)
        yield to.getvalue()
    yield from (
        b"",
        b"\0",
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n",
        b"RIFF\0\0\0\0WEBP",
        b"II*\0",
        b"\0\0\0\x18ftypheic",
        _PAGE,
    )
    for brand in (b"heic", b"avif", b"mif1", b"avis", b"hevc", b"isom", b"qt  "):
        yield struct.pack(">I", 24) + b"ftyp" + brand + bytes(4) + brand * 2 + b"\xff" * 300


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(1, len(data))]


def _flipped(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.choice((1, 2, 8, 64))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def _head_flipped(data: bytes, chance: random.Random) -> bytes:
    """Changed where the structure is: in the first hundred bytes."""
    changed = bytearray(data)
    for _ in range(3):
        changed[chance.randrange(min(100, len(changed)))] = chance.randrange(256)
    return bytes(changed)


def _holed(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes(min(64, len(data) - at)) + data[at + 64 :]


def _without_a_piece(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + data[at + chance.randrange(1, 200) :]


DAMAGE: list[Callable[[bytes, random.Random], bytes]] = [_cut, _flipped, _head_flipped, _holed, _without_a_piece]


def malformed(count: int, seed: int = 7) -> Iterator[tuple[str, bytes]]:
    """`count` files with the name of what was done to each: everything that is made once, then damage by chance."""
    chance = random.Random(seed)  # noqa: S311 - the same files at every run
    made = [("bomb", one) for one in bombs()] + [("polyglot", one) for one in polyglots(chance)]
    made += [("wrong", one) for one in _wrong(chance)]
    yield from made[:count]
    whole = [saved(picture, kind) for kind in FORMATS for picture in (quarters(), noise(96, 64))]
    whole += [saved(noise(96, 64), "JPEG", progressive=True), saved(noise(96, 64), "TIFF", compression="jpeg")]
    whole += [saved(noise(96, 64), "TIFF", compression="tiff_lzw"), saved(noise(96, 64), "WebP", lossless=True)]
    for number in range(count - len(made)):
        damage = DAMAGE[number % len(DAMAGE)]
        yield damage.__name__.strip("_"), damage(chance.choice(whole), chance)


def decodes_whole(data: bytes) -> bool:
    """What Pillow says when it is asked strictly, apart from the room's own reading."""
    try:
        Image.open(io.BytesIO(data)).verify()
        Image.open(io.BytesIO(data)).load()
    except Exception:  # noqa: BLE001 - decoders raise anything
        return False
    return True
