"""What a photograph may cost, and the closed set of reasons for which one is refused."""

from dataclasses import dataclass
from enum import StrEnum

MEGABYTE = 1024 * 1024


class Reason(StrEnum):
    """Why a file is not taken. The desk makes the sentences; nothing of the file is in a reason."""

    TOO_BIG = "too-big"  # more bytes than the limit
    TOO_MANY_PIXELS = "too-many-pixels"
    NOT_A_PHOTO = "not-a-photo"  # not one of the kinds, whatever its name says
    ANIMATED = "animated"  # several pictures in one file: an animation, a scan of many pages
    DAMAGED = "damaged"  # it does not decode whole
    TOO_SLOW = "too-slow"  # it took longer than the limit
    TOO_HUNGRY = "too-hungry"  # it needed more memory than the limit
    REGIONS = "regions"  # the covered regions are not written as regions are
    NOTHING_LEFT = "nothing-left"  # too small, or covered from edge to edge
    UNCLEAN = "unclean"  # what was made of it did not pass the check for metadata
    UNAVAILABLE = "unavailable"  # this installation cannot do it (no model of faces, no child process)


class Refused(Exception):
    """A photograph is not taken. Carries a reason and nothing else: no name, no byte, no size."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True)
class Limits:
    """Bytes of the file, pixels of the picture, pictures in the file, seconds and bytes of memory for one job.

    50 megapixels is what telephones make in their largest mode (8064 x 6048). `memory` is what the child may hold in
    all, its programs included.
    """

    bytes: int = 40 * MEGABYTE
    pixels: int = 50_000_000
    frames: int = 1
    seconds: float = 20
    memory: int = 512 * MEGABYTE


LIMITS = Limits()
