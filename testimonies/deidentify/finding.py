"""What a reading of a text finds: where, of what kind, how surely and why."""

from dataclasses import dataclass
from enum import StrEnum

# What a process that runs for months keeps of words it read: enough for one account, and no more.
REMEMBERED = 50_000


class Kind(StrEnum):
    """Everything in an account that may say who somebody is."""

    NAME = "name"
    PHONE = "phone"
    EMAIL = "email"
    HANDLE = "handle"
    PASSPORT = "passport"
    ADDRESS = "address"
    PLACE = "place"
    COORDINATES = "coordinates"
    URL = "url"
    BIRTH_DATE = "birth_date"
    AGE = "age"
    DATE = "date"
    UNIT = "unit"
    SHIP = "ship"
    EMPLOYER = "employer"
    SITE = "site"
    RANK = "rank"
    FAMILY = "family"
    INJURY = "injury"
    EVENT = "event"
    NICKNAME = "nickname"


# These do not name anybody alone; together with what a neighbour or a guard knows they do.
INDIRECT = frozenset({Kind.RANK, Kind.FAMILY, Kind.INJURY, Kind.EVENT, Kind.NICKNAME})


@dataclass(frozen=True, order=True)
class Finding:
    """A stretch of a text, `text[start:end]` in code points; `confidence` from 0 to 1; `why` for a person to read."""

    start: int
    end: int
    kind: Kind
    confidence: float
    why: str

    def overlaps(self, other: "Finding") -> bool:
        return self.start < other.end and other.start < self.end
