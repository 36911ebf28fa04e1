"""From any spelling of a Korean name to its hangul, and from hangul to every other spelling."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from testimonies.edition.search.analysis import Analyser, Span
from testimonies.edition.search.analysis.words import fold, is_cyrillic, is_hangul, is_latin, without_accents
from testimonies.edition.search.names.inventory import ALONE, FIRST, LAST, ORDINARY, STILL_NAMES, SURNAMES, TELLING
from testimonies.edition.search.names.transcription import SYSTEMS, syllable_spellings, write

# Readings of one spelling, and spellings of one reading, that are taken at most.
READINGS = 4
SPELLINGS = 16

# The law of initials in names: 리 and 이, 림 and 임, 룡 and 용 are one name in the North and the South.
_PAIRS = ("리이", "림임", "류유", "로노", "라나", "량양", "려여", "렴염", "룡용", "련연", "령영")
_TWINS = {a: b for pair in _PAIRS for a, b in (tuple(pair), tuple(pair[::-1]))}


@cache
def _readings_of_syllables() -> dict[str, list[str]]:
    """Spelling to the syllables it can be, surnames' own spellings first."""
    found: dict[str, dict[str, None]] = {}
    for syllable, habits in SURNAMES.items():
        for spelling in habits:
            found.setdefault(spelling, {}).setdefault(syllable)
    for syllable in [*SURNAMES, *sorted(TELLING | FIRST | LAST)]:
        for spelling in syllable_spellings(syllable):
            found.setdefault(spelling, {}).setdefault(syllable)
    return {spelling: list(syllables) for spelling, syllables in found.items()}


def _alone(word: str) -> list[str]:
    return [s for s in _readings_of_syllables().get(word, ()) if s in SURNAMES or s in ALONE]


def _is_given(left: str, right: str) -> bool:
    if left in TELLING:
        return right in TELLING or right in LAST
    return left in FIRST and right in TELLING


def _given(word: str) -> list[str]:
    """Readings of a word as a given name of two syllables."""
    table = _readings_of_syllables()
    found: list[tuple[int, str]] = []
    for at in range(1, len(word)):
        lefts, rights = table.get(word[:at], ()), table.get(word[at:], ())
        for i, left in enumerate(lefts):
            for j, right in enumerate(rights):
                if _is_given(left, right):
                    found.append((i + j, left + right))
    return [name for _, name in sorted(found)]


@lru_cache(maxsize=4096)
def hangul_of(word: str, *, ordinary: bool = False) -> tuple[str, ...]:
    """What a folded word can be as a Korean name, the likeliest first; empty when it can be none.

    ``ordinary`` lets words through that are everyday words as well: right where only names stand, as in a pseudonym.
    """
    word = without_accents(word).replace("'", "")
    if not word or len(word) > 12 or (word in ORDINARY and not ordinary):
        return ()
    if is_hangul(word):
        name = len(word) == 1 and (word in SURNAMES or word in ALONE)
        return (word,) if name or (len(word) == 2 and _is_given(*word)) else ()
    if not (is_latin(word) or is_cyrillic(word)):
        return ()
    readings = _alone(word) or _given(word)
    return tuple(dict.fromkeys(readings[:READINGS]))


@lru_cache(maxsize=4096)
def hangul_of_pair(left: str, right: str, *, ordinary: bool = False) -> tuple[str, ...]:
    """What two folded words can be as one given name of two syllables: Chol Su, Chol-su."""
    left, right = without_accents(left).replace("'", ""), without_accents(right).replace("'", "")
    if not ordinary and {left, right} & ORDINARY:
        return ()
    table = _readings_of_syllables()
    readings = [a + b for a in table.get(left, ()) for b in table.get(right, ()) if _is_given(a, b)]
    return tuple(dict.fromkeys(readings[:READINGS]))


def spellings_of_pair(left: str, right: str) -> tuple[str, ...]:
    """The other spellings of a given name that is typed as two words, in one word and in two."""
    readings = hangul_of_pair(left, right)
    found = dict.fromkeys(readings)
    for hangul in readings[:2]:
        found.update(dict.fromkeys(_forms(hangul)))
    found.pop(f"{left} {right}", None)
    return tuple(found)[:SPELLINGS]


def _forms(hangul: str) -> Iterable[str]:
    if len(hangul) == 1:
        yield from SURNAMES.get(hangul, ())
        if hangul in _TWINS:
            yield _TWINS[hangul]
        yield from syllable_spellings(hangul)
        return
    for system in SYSTEMS:
        yield write(hangul, system)
    for system in SYSTEMS:
        yield " ".join(write(syllable, system) for syllable in hangul)


@lru_cache(maxsize=4096)
def spellings_of(word: str) -> tuple[str, ...]:
    """The other spellings of a folded word that can be a Korean name, hangul first; never an everyday word."""
    readings = hangul_of(word)
    if not readings:
        return ()
    found = dict.fromkeys(readings)
    for hangul in readings[:2]:
        found.update(
            dict.fromkeys(form for form in _forms(hangul) if form and (form not in ORDINARY or form in STILL_NAMES))
        )
    found.pop(word, None)
    return tuple(found)[:SPELLINGS]


class NameAnalyser(Analyser):
    """Pseudonyms: each word's own terms, then the hangul it can be, so that all spellings of a name share a term."""

    def terms(self, text: str) -> list[str]:
        return [term for term, _, _ in self.spans(text)]

    def positions(self, text: str) -> tuple[list[str], Sequence[int]]:
        terms = self.terms(text)
        return terms, range(len(terms))

    def spans(self, text: str) -> list[Span]:
        found: list[Span] = []
        before: Span | None = None
        for span in super().spans(text):
            term, start, end = span
            found.append(span)
            readings = hangul_of(fold(text[start:end]), ordinary=True)
            found.extend((reading, start, end) for reading in readings if reading != term)
            if before is not None:
                pair = hangul_of_pair(fold(text[before[1] : before[2]]), fold(text[start:end]), ordinary=True)
                found.extend((reading, before[1], end) for reading in pair)
            before = span
        return found
