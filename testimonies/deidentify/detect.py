"""Read a text for everything that may say who somebody is."""

from collections.abc import Iterable

from testimonies.deidentify import (
    ages,
    circumstances,
    contacts,
    dates,
    documents,
    incidents,
    names,
    organisations,
    places,
    spelled,
    units,
)
from testimonies.deidentify.finding import INDIRECT, Finding, Kind
from testimonies.deidentify.reading import read
from testimonies.deidentify.transliterate import same

# Where two rules want the same words, the one whose sign is plainer wins before the one that is surer.
_PLAIN = (Kind.EMAIL, Kind.HANDLE, Kind.URL, Kind.COORDINATES)


def detect(text: str, language: str, *, known: Iterable[str] = ()) -> list[Finding]:
    """Findings in `text`, in order and without overlap.

    `language` is `en`, `ko` or `ru`; it decides only how doubtful words are read, since every account may hold names
    in every script. `known` are pseudonyms already given: they are findings in no script and in no case.
    """
    if language not in {"en", "ko", "ru"}:
        raise ValueError("The language is en, ko or ru.")
    reading = read(text)
    rooms = (contacts, spelled, documents, dates, ages, places, organisations, units, circumstances, incidents, names)
    found = [finding for room in rooms for finding in room.find(reading.text)]
    pseudonyms = tuple(known)
    settled = [f for f in _settle(found) if not is_pseudonym(reading.text[f.start : f.end], f.kind, pseudonyms)]
    return [Finding(*reading.original(f.start, f.end), f.kind, f.confidence, f.why) for f in settled]


def is_pseudonym(words: str, kind: Kind, pseudonyms: Iterable[str]) -> bool:
    """Whether a name that was found is one of the pseudonyms, in any script and case."""
    return kind in {Kind.NAME, Kind.NICKNAME} and any(same(words, pseudonym) for pseudonym in pseudonyms)


def _settle(found: list[Finding]) -> list[Finding]:
    """Of findings that overlap, keep the plainest, then the surest, then the longest; what it leaves over stays."""
    kept: list[Finding] = []
    for finding in sorted(found, key=_rank):
        clash = [other for other in kept if other.overlaps(finding)]
        if not clash:
            kept.append(finding)
        elif len(clash) == 1 and clash[0].kind == finding.kind:
            kept.remove(clash[0])
            start, end = min(clash[0].start, finding.start), max(clash[0].end, finding.end)
            kept.append(_joined(clash[0], start, end, kept))
    return sorted(kept)


def _joined(finding: Finding, start: int, end: int, kept: list[Finding]) -> Finding:
    """`finding` grown to `start` and `end` unless that would run into another."""
    grown = Finding(start, end, finding.kind, finding.confidence, finding.why)
    return finding if any(grown.overlaps(other) for other in kept) else grown


def _rank(finding: Finding) -> tuple[bool, bool, float, int, int]:
    return (
        finding.kind not in _PLAIN,
        finding.kind in INDIRECT,
        -finding.confidence,
        finding.start - finding.end,
        finding.start,
    )
