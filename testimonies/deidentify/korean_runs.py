"""Korean full names in Latin and Cyrillic letters: Kim Chol-su, KIM Chol Su, Чхоль Су Ким."""

from collections.abc import Iterator, Sequence
from typing import Protocol


class Word(Protocol):
    """A word that knows what it may be."""

    @property
    def text(self) -> str: ...

    @property
    def opening(self) -> bool: ...

    def has(self, *any_of: str) -> bool: ...


def claims(run: Sequence[Word]) -> Iterator[tuple[int, int, float]]:
    """First word, word after the last, and confidence of each Korean full name in the run."""
    at = 0
    while at < len(run):
        found = _best(run, at)
        if found is None:
            at += 1
        else:
            yield at, at + found[0], found[1]
            at += found[0]


def _best(run: Sequence[Word], at: int) -> tuple[int, float] | None:
    surname_first = _after_surname(run, at)
    # У Пак Сун Ок, An Kim Chol Su: a small word that could be a surname gives way to a surer one behind it.
    if (
        surname_first
        and _doubtful(run[at])
        and at + 1 < len(run)
        and not _doubtful(run[at + 1])
        and (_after_surname(run, at + 1) or (0, 0))[0] >= surname_first[0]
    ):
        return None
    return surname_first or _before_surname(run, at)


def _doubtful(word: Word) -> bool:
    return word.has("ordinary", "ambiguous", "place") or len(word.text) == 1


def _after_surname(run: Sequence[Word], at: int) -> tuple[int, float] | None:
    if not run[at].has("ksurname"):
        return None
    size = _given(run, at + 1)
    if not size:
        return None
    if size == 1 and not run[at + 1].has("k2", "hyphen"):
        western = run[at + 1].has("given", "surname", "ending", "patronymic")
        return (2, 0.8) if not _doubtful(run[at]) and not western else None
    if size == 1 and _doubtful(run[at]) and not run[at + 1].has("hyphen", "distinct"):
        return None
    return 1 + size, 0.75 if _doubtful(run[at]) else 0.95


def _given(run: Sequence[Word], at: int) -> int:
    """How many of the words from `at` on make a Korean given name."""
    pair = run[at : at + 2]
    if pair and (pair[0].has("hyphen") or (pair[0].has("k2") and not pair[0].has("k1"))):
        return 1 if not pair[0].has("ordinary", "place", "title") else 0
    if (
        len(pair) == 2
        and all(word.has("k1") and (word.has("cyrillic") or not word.has("title")) for word in pair)
        and not all(map(_small, pair))
    ):
        return 2
    return 1 if pair and pair[0].has("k1", "k2") and not pair[0].has("title", "place") and not _small(pair[0]) else 0


def _small(word: Word) -> bool:
    """A word that is no part of a name: Нам, In or So are, where nothing else gives them their capital."""
    return word.has("ordinary") and (word.opening or not word.has("k1"))


def _before_surname(run: Sequence[Word], at: int) -> tuple[int, float] | None:
    """Given name first, as Western papers and passports of South Korea have it."""
    for size in (1, 2):
        given, last = run[at : at + size], run[at + size : at + size + 1]
        if not last or not last[0].has("ksurname") or _doubtful(last[0]):
            continue
        if size == 1 and given[0].has("hyphen", "k2") and not given[0].has("ordinary", "place", "title", "ksurname"):
            return 2, 0.9
        if (
            size == 2
            and all(word.has("k1") and not word.has("ordinary", "title") for word in given)
            and not given[0].opening
        ):
            return 3, 0.85
    return None
