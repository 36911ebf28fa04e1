"""The last look: nothing that was generalised stands in anything that will be public, however it is written."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from testimonies.deidentify.finding import Kind
from testimonies.deidentify.hearing import NAMED, is_heard
from testimonies.deidentify.reading import read
from testimonies.deidentify.rules import either
from testimonies.deidentify.subjects import Subject
from testimonies.deidentify.traits import traits
from testimonies.deidentify.transliterate import bases, hangul, keys
from testimonies.deidentify.variants import pattern

_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")


@dataclass(frozen=True, order=True)
class Residue:
    """An original that remains: in which public thing, and of which kind. It never says what it is."""

    where: str
    kind: Kind


class OriginalsRemain(Exception):
    """Something generalised would have become public. Names the places and the kinds, never the words."""

    def __init__(self, residues: Iterable[Residue]) -> None:
        self.residues = tuple(residues)
        super().__init__("; ".join(f"{residue.where}: {residue.kind}" for residue in self.residues))


def find_residue(
    public: Mapping[str, str | bytes], subjects: Iterable[Subject], *, kept: Iterable[Subject] = ()
) -> list[Residue]:
    """Which generalised originals stand in the public strings or bytes: texts, titles, tags, slugs, notes, file names.

    Each is looked at as it is and with the escapes of addresses, HTML and JSON taken away. The marked phrases
    themselves are no residue, nor is what was kept: a minister's full name may stand though a worker shared his
    surname.
    """
    generalised, may_stand = list(subjects), list(kept)
    marked = either({phrase for subject in generalised for phrase in subject.phrases.values()})
    found = set()
    for where, content in public.items():
        for text in _readings(content):
            bare = _without(may_stand, re.sub(marked, "⟨⟩", text) if marked else text, generalised)
            found |= {Residue(where, subject.kind) for subject in generalised if _stands(subject, bare)}
    return sorted(found)


def check(public: Mapping[str, str | bytes], subjects: Iterable[Subject], *, kept: Iterable[Subject] = ()) -> None:
    """Raise OriginalsRemain if `find_residue` finds anything."""
    if found := find_residue(public, subjects, kept=kept):
        raise OriginalsRemain(found)


def _without(kept: list[Subject], text: str, generalised: list[Subject]) -> str:
    """`text` without what was kept, except where that is a part of something that was not."""
    barred = _spans(generalised, text) if kept else set()
    for start, end in sorted(_spans(kept, text), reverse=True):
        if not any(first <= start and end <= last for first, last in barred):
            text = f"{text[:start]}⟨⟩{text[end:]}"
    return text


def _spans(subjects: Iterable[Subject], text: str) -> set[tuple[int, int]]:
    patterns = (pattern(form, subject.kind) for subject in subjects for form in subject.forms)
    return {match.span() for each in patterns if each is not None for match in each.finditer(text)}


def _readings(content: str | bytes) -> Iterator[str]:
    """A content as text, in every way a reader's program might decode it, each way once."""
    texts = [content] if isinstance(content, str) else _decoded(content)
    ways = {way for text in texts for way in (text, unquote(text), html.unescape(text), _unescape(text))}
    yield from sorted({read(way).text for way in ways})


def _decoded(content: bytes) -> list[str]:
    found = [content.decode("utf-8", errors="replace")]
    if b"\x00" in content:
        found += [
            content[shift:].decode(code, errors="replace") for code in ("utf-16-le", "utf-16-be") for shift in (0, 1)
        ]
    return found


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda match: chr(int(match[1] or match[2], 16)), text)


def _stands(subject: Subject, text: str) -> bool:
    forms = {part for form in subject.forms for part in _parts(form, subject.kind)}
    if any(variants.search(text) for form in forms if (variants := pattern(form, subject.kind)) is not None):
        return True
    if subject.kind is Kind.NAME:
        return any(_sounds_in(form, text) for form in subject.forms)
    return subject.kind in NAMED and any(is_heard(form, text) for form in subject.forms)


def _parts(form: str, kind: Kind) -> Iterator[str]:
    """The form, and of a name every part that could be nobody else's."""
    yield form
    if kind is Kind.NAME:
        for part in re.findall(r"[^\W\d_]+(?:['-][^\W\d_]+)*", form):
            if len(part) > 4 and not traits(part) & {"ambiguous", "ordinary", "title", "place", "given"}:
                yield part


def _sounds_in(form: str, text: str) -> bool:
    """Whether the name stands in another script, as it does in slugs and file names."""
    mine = {reading for reading in hangul(form) if len(reading) > 2}
    if any(variants.search(text) for reading in mine if (variants := pattern(reading, Kind.NAME)) is not None):
        return True
    words = [word for word in re.findall(r"[^\W\d_]+", text) if not re.search("[가-힣]", word)]
    if mine and any(
        mine & hangul(" ".join(words[at : at + size])) for size in (1, 2, 3) for at in range(len(words) - size + 1)
    ):
        return True
    return bool(_roots(part for part in form.split() if "given" not in traits(part)) & _roots(words))


def _roots(words: Iterable[str]) -> set[str]:
    """Sounds of the longer words without the vowels that cases add, in Latin letters too: Volkova, Volkovu."""
    found = {key.rstrip("aeiou") for word in words if len(word) > 5 for base in bases(word) for key in keys(base)}
    return {root for root in found if len(root) > 5}
