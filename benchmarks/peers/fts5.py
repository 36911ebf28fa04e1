"""SQLite FTS5, used well: matched and ranked once into a temporary table, counted from there, 20 snippets drawn."""

# ruff: noqa: S608  (the only texts put into statements are this file's own)

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.peers.base import FACETS, PAGE, TITLE_WEIGHT, FirstPage, Question, title_and_body


class Fts5:
    name = "SQLite FTS5"

    def build(self, folder: Path, records: Iterable[dict[str, Any]]) -> None:
        base = sqlite3.connect(folder / "fts5.sqlite3")
        base.executescript(
            """
            PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;
            CREATE TABLE account (id INTEGER PRIMARY KEY, code TEXT UNIQUE, sector TEXT, place TEXT);
            CREATE TABLE abuse (account INTEGER, term TEXT, PRIMARY KEY (account, term)) WITHOUT ROWID;
            CREATE VIRTUAL TABLE words USING fts5(title, body, tokenize='porter unicode61');
            """
        )
        with base:
            for number, record in enumerate(records, 1):
                base.execute(
                    "INSERT INTO account VALUES (?, ?, ?, ?)",
                    (number, record["code"], record["sector"], record["place"]),
                )
                base.executemany("INSERT INTO abuse VALUES (?, ?)", [(number, tag["term"]) for tag in record["tags"]])
                base.execute(
                    "INSERT INTO words(rowid, title, body) VALUES (?, ?, ?)", (number, *title_and_body(record))
                )
        base.execute("INSERT INTO words(words) VALUES ('optimize')")
        base.commit()
        base.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        base.close()

    def open(self, folder: Path) -> None:
        self._base = sqlite3.connect(folder / "fts5.sqlite3", isolation_level=None)
        self._base.executescript(
            "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=1073741824; PRAGMA cache_size=-65536;"
            "CREATE TEMP TABLE hit (id INTEGER PRIMARY KEY, score REAL);"
        )

    def first_page(self, question: Question) -> FirstPage:
        match, base = _match(question), self._base
        base.execute("BEGIN")
        base.execute("DELETE FROM temp.hit")
        rank = f"bm25(words, {TITLE_WEIGHT}, 1.0)"
        if question.sector:
            base.execute(
                f"INSERT INTO temp.hit SELECT words.rowid, {rank} FROM words JOIN account ON account.id = words.rowid "
                "WHERE words MATCH ? AND account.sector = ?",
                (match, question.sector),
            )
        else:
            base.execute(f"INSERT INTO temp.hit SELECT rowid, {rank} FROM words WHERE words MATCH ?", (match,))
        (count,) = base.execute("SELECT count(*) FROM temp.hit").fetchone()
        facets = {name: dict(base.execute(_COUNTS[name]).fetchall()) for name in FACETS}
        top = base.execute(
            "SELECT hit.id, code FROM temp.hit JOIN account USING (id) ORDER BY score, code LIMIT ?", (PAGE,)
        ).fetchall()
        snippets = [
            base.execute(
                "SELECT snippet(words, 1, '<mark>', '</mark>', '…', 40) FROM words WHERE words MATCH ? AND rowid = ?",
                (match, number),
            ).fetchone()[0]
            for number, _code in top
        ]
        base.execute("COMMIT")
        return FirstPage(count, [code for _number, code in top], snippets, facets)


_COUNTS = {
    "abuse": "SELECT term, count(*) FROM temp.hit JOIN abuse ON abuse.account = hit.id GROUP BY term",
    "sector": "SELECT sector, count(*) FROM temp.hit JOIN account USING (id) GROUP BY sector",
    "place": "SELECT place, count(*) FROM temp.hit JOIN account USING (id) GROUP BY place",
}


def _match(question: Question) -> str:
    words = [f'"{word}"' for word in question.words]
    if question.mode == "phrase":
        return f'"{" ".join(question.words)}"'
    if question.mode == "prefix":
        return " ".join(f"{word}*" for word in question.words)
    return (" OR " if question.mode == "any" else " AND ").join(words)
