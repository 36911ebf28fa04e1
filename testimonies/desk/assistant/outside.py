"""What no field of an account may hold, and nobody can let stand: ways to reach a person."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from testimonies.deidentify import contacts
from testimonies.deidentify.finding import Finding, Kind
from testimonies.deidentify.residue import Residue
from testimonies.deidentify.subjects import Passage
from testimonies.desk.assistant.passages import script_of
from testimonies.desk.assistant.reading import read_passage
from testimonies.desk.models import Testimony

NEVER = frozenset({Kind.PHONE, Kind.EMAIL, Kind.HANDLE, Kind.PASSPORT, Kind.COORDINATES})
# An address has numbers of its own, which look like telephones and papers.
_IN_AN_ADDRESS = frozenset({Kind.EMAIL, Kind.HANDLE, Kind.COORDINATES})
_SURE = 0.9


def is_never_public(finding: Finding) -> bool:
    """Whether the finding surely reaches a person at once."""
    return finding.kind in NEVER and finding.confidence >= _SURE


def outside_the_texts(testimony: Testimony) -> Iterator[Residue]:
    """Where the pseudonym or the address of the source reaches a person, by field, and of which kind; never which."""
    pseudonym = testimony.contributor.pseudonym
    for finding in read_passage(Passage("pseudonym", script_of(pseudonym), pseudonym)):
        if is_never_public(finding):
            yield Residue("pseudonym", finding.kind)
    for finding in contacts.find(unquote(testimony.source_url)):
        if is_never_public(finding) and finding.kind in _IN_AN_ADDRESS:
            yield Residue("source_url", finding.kind)
