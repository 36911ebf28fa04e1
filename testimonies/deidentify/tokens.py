"""Words with a capital letter, where they stand, and what each may be."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from testimonies.deidentify.traits import traits

_TOKEN = re.compile(
    r"[A-ZÀ-ÞĀ-ŽẠ-Ỹ](?:[a-zA-ZÀ-žơưẠ-ỹ]|['-](?=[a-zA-ZÀ-žẠ-ỹ]))*\.?|[А-ЯЁ](?:[а-яёА-ЯЁ]|['-](?=[а-яёА-ЯЁ]))*\.?"
)
_JOIN = re.compile(r" ?|  ")
_OPENING = re.compile(r"(?:^|[.!?…;\n«\"(]|\s-)[\s\"'«(\[*_-]*$")


@dataclass(frozen=True)
class Token:
    """A word with a capital; `opening` if it would have had one anyway, at the beginning of a sentence."""

    start: int
    end: int
    text: str
    opening: bool
    traits: frozenset[str]

    def has(self, *any_of: str) -> bool:
        return not self.traits.isdisjoint(any_of)


def runs(text: str) -> Iterator[list[Token]]:
    """Words with a capital that stand side by side."""
    run: list[Token] = []
    for match in _TOKEN.finditer(text):
        if match.start() and text[match.start() - 1].isalnum():
            continue
        token = _token(text, match)
        if run and not _JOIN.fullmatch(text[run[-1].end : token.start]):
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _token(text: str, match: re.Match[str]) -> Token:
    word, end = match[0], match.end()
    initial = (len(word) == 2 and word.endswith(".")) or word == "Дж."
    if word.endswith(".") and not initial:
        word, end = (
            (word, end)
            if word[:-1] in {"Mr", "Mrs", "Ms", "Dr", "Prof", "Rev", "Lt", "Sgt", "Capt", "Maj", "Col", "Gen", "St"}
            else (word[:-1], end - 1)
        )
    found = frozenset({"initial"}) if initial else traits(word.rstrip("."))
    shout = frozenset({"shout"}) if word.isupper() and len(word) > 1 and not initial else frozenset()
    before = text[max(0, match.start() - 12) : match.start()]
    opening = _OPENING.search(before) is not None and not re.search(
        r"(?:^|\s)(?:[A-ZА-Я]|Mr|Mrs|Ms|Dr|St|тов|г|гр)\.\s?$", before
    )
    return Token(match.start(), end, word, opening, found | shout)
