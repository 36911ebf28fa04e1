"""What kind of picture a file is, by its first bytes. A file's name and its declared type are never asked."""

from enum import StrEnum

from testimonies.media.limits import Reason, Refused

# ISO 14496-12: a box of type `ftyp` names the major brand, then a version, then compatible brands.
_HEIC = {b"heic", b"heix", b"heim", b"heis", b"mif1"}
_AVIF = {b"avif"}
_SEQUENCES = {b"avis", b"hevc", b"hevx", b"msf1"}


class Kind(StrEnum):
    JPEG = "JPEG"
    PNG = "PNG"
    WEBP = "WebP"
    HEIC = "HEIC"
    AVIF = "AVIF"
    TIFF = "TIFF"


def identify(data: bytes) -> Kind:
    """The kind of picture that `data` begins as. Refused: not a photograph of these kinds, or a moving one."""
    if data.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Kind.WEBP
    # Classic TIFF and BigTIFF, in both byte orders.
    if data[:4] in {b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"}:
        return Kind.TIFF
    if data[4:8] == b"ftyp":
        return _by_brands(data)
    raise Refused(Reason.NOT_A_PHOTO)


def _by_brands(data: bytes) -> Kind:
    size = min(int.from_bytes(data[:4], "big"), len(data), 512)
    major = data[8:12]
    brands = {major} | {data[at : at + 4] for at in range(16, size - 3, 4)}
    if major in _SEQUENCES:
        raise Refused(Reason.ANIMATED)
    if brands & _AVIF:
        return Kind.AVIF
    if brands & _HEIC:
        return Kind.HEIC
    raise Refused(Reason.NOT_A_PHOTO)
