"""The schema the speed benchmark indexes with: the site's fields, with the site's analysers where they are there."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import Stemmer
from whoosh import columns, fields
from whoosh.analysis import Analyzer, Token

_WORD = re.compile(r"\w+")


class _Stems(dict[str, str]):
    """Word -> stem, each worked out once. Bounded: a text of nonsense must not grow it without end."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._stem = Stemmer.Stemmer(language, 0).stemWord

    def __missing__(self, word: str) -> str:
        if len(self) > 500_000:
            self.clear()
        stem = self[word] = self._stem(word)
        return stem


class Stemming(Analyzer):
    """Lower case, words, Snowball stems."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._stems = _Stems(language)

    def __getstate__(self) -> dict[str, Any]:
        return {"language": self.language}

    def __setstate__(self, state: dict[str, Any]) -> None:
        self.__init__(state["language"])  # type: ignore[misc]

    def terms(self, text: str) -> list[str]:
        return list(map(self._stems.__getitem__, _WORD.findall(text.lower())))

    def __call__(self, value: str, **_options: Any) -> Iterator[Token]:
        token = Token(positions=True)
        token.boost, token.stopped = 1.0, False
        for position, text in enumerate(self.terms(value)):
            token.text, token.pos = text, position
            yield token


class Pairs(Analyzer):
    """Korean words as overlapping pairs of letters; a pair's position is its place."""

    def terms(self, text: str) -> list[str]:
        found: list[str] = []
        for word in _WORD.findall(text):
            found.extend([word] if len(word) < 2 else map("".join, pairwise(word)))
        return found

    __call__ = Stemming.__call__


def schema() -> fields.Schema:
    def text(analyser: Analyzer) -> fields.TEXT:
        return fields.TEXT(analyzer=analyser)

    return fields.Schema(
        code=fields.ID(unique=True, sortable=True),
        hash=fields.COLUMN(columns.VarBytesColumn()),
        title_en=text(Stemming("english")),
        text_en=text(Stemming("english")),
        title_ko=text(Pairs()),
        text_ko=text(Pairs()),
        title_ru=text(Stemming("russian")),
        text_ru=text(Stemming("russian")),
        abuse=fields.KEYWORD(commas=True),
        sector=fields.ID(),
        place=fields.ID(),
        source=fields.ID(),
        language=fields.KEYWORD(),
        year_from=fields.NUMERIC(int, 16, sortable=True),
        year_to=fields.NUMERIC(int, 16, sortable=True),
    )


def document(record: dict[str, Any]) -> dict[str, Any]:
    """One record of the import format as the fields above."""
    made: dict[str, Any] = {
        "code": record["code"],
        "hash": record["code"].encode() * 4,
        "abuse": [tag["term"] for tag in record["tags"]],
        "sector": record["sector"],
        "place": record["place"],
        "source": record["source"]["kind"],
        "language": [text["language"] for text in record["texts"]],
        "year_from": record["period"][0],
        "year_to": record["period"][1],
    }
    for text in record["texts"]:
        made[f"title_{text['language']}"] = text["title"]
        made[f"text_{text['language']}"] = f"{text['summary']}\n\n{text['body']}"
    return made
