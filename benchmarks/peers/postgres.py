"""PostgreSQL's full text, where BENCH_POSTGRES_URL names a server to use (its tables are dropped and made anew)."""

# ruff: noqa: S608  (the only texts put into statements are this file's own)

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.peers.base import FACETS, PAGE, FirstPage, Question, title_and_body

SERVER = os.environ.get("BENCH_POSTGRES_URL", "")

_OPTIONS = "StartSel=<mark>, StopSel=</mark>, MaxWords=40, MinWords=20"


class Postgres:
    name = "PostgreSQL"

    def build(self, folder: Path, records: Iterable[dict[str, Any]]) -> None:
        with psycopg.connect(SERVER) as base:
            base.execute("DROP TABLE IF EXISTS bench_account")
            base.execute(
                "CREATE TABLE bench_account (id bigserial PRIMARY KEY, code text, sector text, place text, "
                "abuse text[], body text, words tsvector)"
            )
            with base.cursor().copy("COPY bench_account (code, sector, place, abuse, body) FROM STDIN") as copy:
                for record in records:
                    abuse = [tag["term"] for tag in record["tags"]]
                    body = "\n\n".join(title_and_body(record))
                    copy.write_row((record["code"], record["sector"], record["place"], abuse, body))
            base.execute("UPDATE bench_account SET words = to_tsvector('english', body)")
            base.execute("CREATE INDEX ON bench_account USING gin (words)")
        with psycopg.connect(SERVER, autocommit=True) as base:
            base.execute("VACUUM FULL ANALYZE bench_account")

    def bytes_used(self) -> int:
        """Size of the table with its index; it does not lie in the benchmark's folder."""
        with psycopg.connect(SERVER) as base:
            row = base.execute("SELECT pg_total_relation_size('bench_account')").fetchone()
        return int(row[0]) if row else 0

    def open(self, folder: Path) -> None:
        self._base = psycopg.connect(SERVER, autocommit=True)

    def first_page(self, question: Question) -> FirstPage:
        text = {"phrase": " <-> ", "any": " | "}.get(question.mode, " & ").join(question.words)
        text += ":*" if question.mode == "prefix" else ""
        self._base.execute("DROP TABLE IF EXISTS hit")
        narrowed = "AND sector = %s" if question.sector else ""
        values = [text, *([question.sector] if question.sector else [])]
        self._base.execute(
            "CREATE TEMP TABLE hit AS SELECT id, code, sector, place, abuse, ts_rank_cd(words, asked) AS score "
            f"FROM bench_account, to_tsquery('english', %s) AS asked WHERE words @@ asked {narrowed}",
            values,
        )
        row = self._base.execute("SELECT count(*) FROM hit").fetchone()
        facets: dict[str, dict[str, int]] = {}
        for name in FACETS:
            source = "unnest(abuse)" if name == "abuse" else name
            rows = self._base.execute(f"SELECT {source} AS value, count(*) FROM hit GROUP BY value").fetchall()
            facets[name] = dict(rows)
        top = self._base.execute(
            "SELECT top.code, ts_headline('english', body, to_tsquery('english', %s), %s) "
            "FROM (SELECT id, code, score FROM hit ORDER BY score DESC, code LIMIT %s) AS top "
            "JOIN bench_account USING (id) ORDER BY score DESC, top.code",
            (text, _OPTIONS, PAGE),
        ).fetchall()
        return FirstPage(row[0] if row else 0, [code for code, _ in top], [snippet for _, snippet in top], facets)
