"""A second opinion on clean pictures: ExifTool names all the metadata that it finds in them.

The pictures reach it through the memory of this process (Linux's memfd), so that none is written to a disk.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from testimonies.media.limits import Reason, Refused

# What the structure of a JPEG or WebP says by itself. Tags, not groups: `File:Comment` is in the group of the first.
_STRUCTURE = {
    "ExifTool:ExifToolVersion",
    "File:BitsPerSample",
    "File:ColorComponents",
    "File:EncodingProcess",
    "File:FileType",
    "File:FileTypeExtension",
    "File:ImageHeight",
    "File:ImageWidth",
    "File:MIMEType",
    "File:YCbCrSubSampling",
    "JFIF:JFIFVersion",
    "JFIF:ResolutionUnit",
    "JFIF:XResolution",
    "JFIF:YResolution",
    "RIFF:HorizontalScale",
    "RIFF:ImageHeight",
    "RIFF:ImageWidth",
    "RIFF:VP8Version",
    "RIFF:VerticalScale",
    "Composite:ImageSize",
    "Composite:Megapixels",
    "SourceFile",
}
_SECONDS = 60


def installed() -> bool:
    return shutil.which("exiftool") is not None and hasattr(os, "memfd_create")


def second_opinion(pictures: Sequence[bytes]) -> None:
    """Refused: ExifTool finds in one of `pictures` more than structure, or fails. Nothing is asked without ExifTool."""
    if not installed():
        return
    try:
        found = named(pictures)
    except (OSError, ValueError, subprocess.SubprocessError):
        raise Refused(Reason.UNCLEAN) from None
    if any(found):
        raise Refused(Reason.UNCLEAN)


def named(pictures: Sequence[bytes]) -> list[set[str]]:
    """For each picture, "Group:Tag" of whatever is more than structure, from one run of ExifTool.

    ValueError: it did not answer for every picture.
    """
    with _in_memory(pictures) as handles:
        run = subprocess.run(  # noqa: S603 - the arguments are numbers of our own handles
            [
                str(shutil.which("exiftool")),
                *("-config", os.devnull, "-j", "-G1", "-a", "-u", "-U"),
                *(f"/proc/self/fd/{handle}" for handle in handles),
            ],
            pass_fds=handles,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    answers = json.loads(run.stdout)
    if len(answers) != len(pictures):
        raise ValueError("an answer is missing")
    return [{tag for tag in one if tag not in _STRUCTURE and not tag.startswith("System:")} for one in answers]


@contextmanager
def _in_memory(pictures: Sequence[bytes]) -> Iterator[list[int]]:
    handles: list[int] = []
    try:
        for picture in pictures:
            handles.append(os.memfd_create("picture"))
            Path(f"/proc/self/fd/{handles[-1]}").write_bytes(picture)
        yield handles
    finally:
        for handle in handles:
            os.close(handle)
