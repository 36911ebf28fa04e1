"""The archive's own engine, with the texts of the page fetched by code from SQLite as the site does."""

# ruff: noqa: S608  (the only texts put into statements are this file's own)

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from whoosh import query as q

from benchmarks.bench_schema import Stemming, document, schema
from benchmarks.peers.base import FACETS, PAGE, TITLE_WEIGHT, FirstPage, Question, title_and_body
from testimonies.edition.search.engine import Engine, Ranking, writer

_WORD = re.compile(r"\w+")
_WINDOW = 250


class Archive:
    name = "archive"

    def __init__(self, processes: int | None = None) -> None:
        self._processes = processes

    def build(self, folder: Path, records: Iterable[dict[str, Any]]) -> None:
        writer.build(folder / "index", map(document, records), schema(), processes=self._processes)

    def keep_texts(self, folder: Path, records: Iterable[dict[str, Any]]) -> None:
        """The table the site has anyway: the texts by code. Not part of the index or of its time."""
        base = sqlite3.connect(folder / "texts.sqlite3")
        with base:
            base.execute("CREATE TABLE text (code TEXT PRIMARY KEY, body TEXT) WITHOUT ROWID")
            rows = ((record["code"], title_and_body(record)[1]) for record in records)
            base.executemany("INSERT INTO text VALUES (?, ?)", rows)
        base.close()

    def open(self, folder: Path) -> None:
        ranking = Ranking(weights={f"title_{language}": TITLE_WEIGHT for language in ("en", "ko", "ru")})
        self.engine = Engine(folder / "index", ranking=ranking)
        self._texts = sqlite3.connect(folder / "texts.sqlite3")
        self._stemmer = Stemming("english")

    def first_page(self, question: Question) -> FirstPage:
        self.engine.refresh()
        filters = {"sector": {question.sector}} if question.sector else {}
        page = self.engine.search(self._query(question), filters=filters, facets=FACETS, limit=PAGE)
        marks = ",".join("?" * len(page.codes))
        texts = dict(self._texts.execute(f"SELECT code, body FROM text WHERE code IN ({marks})", page.codes).fetchall())
        stems = frozenset(page.matched_terms.get("text_en", ()))
        snippets = [self._snippet(texts[code], stems) for code in page.codes]
        return FirstPage(page.count, page.codes, snippets, {name: dict(counts) for name, counts in page.facets.items()})

    def _query(self, question: Question) -> q.Query:
        if question.mode == "phrase":
            words = self._stemmer.terms(" ".join(question.words))
            return q.Or([q.Phrase(field, words) for field in ("title_en", "text_en")])
        if question.mode == "prefix":
            return q.Or([q.Prefix(field, question.words[0]) for field in ("title_en", "text_en")])
        words = self._stemmer.terms(" ".join(question.words))
        either = [q.Or([q.Term(field, word) for field in ("title_en", "text_en")]) for word in words]
        return q.Or(either) if question.mode == "any" else q.And(either)

    def _snippet(self, text: str, stems: frozenset[str]) -> str:
        """The stretch of about 250 letters with most different matched words in it, the words marked."""
        found = sorted(self._occurrences(text, stems))
        best = _fullest(found)
        first = max(0, text.rfind(" ", 0, max(best - 40, 0)) + 1)
        last = first + _WINDOW
        made, at = [], first
        for start, end, _stem in found:
            if first <= start and end <= last:
                made.append(f"{escape(text[at:start])}<mark>{escape(text[start:end])}</mark>")
                at = end
        return "".join(made) + escape(text[at:last])

    def _occurrences(self, text: str, stems: frozenset[str]) -> Iterator[tuple[int, int, str]]:
        """Words whose stem matched: found by the letters every form of the word shares, then stemmed to be sure."""
        low = text.lower()
        stem_of = self._stemmer._stems
        for shared in {stem[: max(len(stem) - 1, 1)] for stem in list(stems)[:40]}:
            at = low.find(shared)
            while at >= 0:
                end = at + len(shared)
                if not at or not low[at - 1].isalnum():
                    end = _WORD.match(low, at).end()  # type: ignore[union-attr]
                    own = stem_of[low[at:end]]
                    if own in stems:
                        yield at, end, own
                at = low.find(shared, end)


def _fullest(found: list[tuple[int, int, str]]) -> int:
    """Where the stretch begins that holds most different stems; one pass with two ends."""
    inside: Counter[str] = Counter()
    best = most = tail = 0
    for start, _end, stem in found:
        inside[stem] += 1
        while found[tail][0] + _WINDOW < start:
            gone = found[tail][2]
            inside[gone] -= 1
            if not inside[gone]:
                del inside[gone]
            tail += 1
        if len(inside) > most:
            most, best = len(inside), found[tail][0]
    return best
