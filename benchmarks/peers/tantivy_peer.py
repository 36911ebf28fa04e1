"""Tantivy through its Python package: one search, one aggregation for the facets, its own snippets."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tantivy

from benchmarks.peers.base import FACETS, PAGE, TITLE_WEIGHT, FirstPage, Question, title_and_body


class Tantivy:
    name = "Tantivy"

    def _schema(self) -> tantivy.Schema:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("code", stored=True, tokenizer_name="raw", index_option="basic")
        for name in FACETS:
            builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("title", stored=True, tokenizer_name="en_stem")
        builder.add_text_field("body", stored=True, tokenizer_name="en_stem")
        return builder.build()

    def build(self, folder: Path, records: Iterable[dict[str, Any]]) -> None:
        index = tantivy.Index(self._schema(), path=str(folder))
        writer = index.writer(heap_size=256_000_000, num_threads=2)
        for record in records:
            title, body = title_and_body(record)
            writer.add_document(
                tantivy.Document(
                    code=record["code"],
                    title=title,
                    body=body,
                    sector=record["sector"],
                    place=record["place"],
                    abuse=[tag["term"] for tag in record["tags"]],
                )
            )
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> None:
        self._index = tantivy.Index.open(str(folder))
        self._index.reload()
        self._searcher = self._index.searcher()
        self._asked = {name: {"terms": {"field": name, "size": 100}} for name in FACETS}

    def first_page(self, question: Question) -> FirstPage:
        query = self._query(question)
        found = self._searcher.search(query, PAGE, count=True)
        counted = self._searcher.aggregate(query, self._asked)
        facets = {name: {b["key"]: b["doc_count"] for b in counted[name]["buckets"]} for name in FACETS}
        maker = tantivy.SnippetGenerator.create(self._searcher, query, self._index.schema, "body")
        maker.set_max_num_chars(250)
        documents = [self._searcher.doc(address) for _score, address in found.hits]
        snippets = [maker.snippet_from_doc(document).to_html() for document in documents]
        return FirstPage(
            found.count,  # type: ignore[attr-defined]  # not in its stubs
            [document["code"][0] for document in documents],
            snippets,
            facets,
        )

    def _query(self, question: Question) -> tantivy.Query:
        words = [f'"{word}"' for word in question.words]
        if question.mode == "phrase":
            text = f'"{" ".join(question.words)}"'
        elif question.mode == "prefix":
            schema = self._index.schema
            either = [
                (tantivy.Occur.Should, tantivy.Query.regex_query(schema, field, f"{question.words[0]}.*"))
                for field in ("title", "body")
            ]
            return tantivy.Query.boolean_query(either)
        else:
            text = (" OR " if question.mode == "any" else " AND ").join(words)
        query = self._index.parse_query(text, ["title", "body"], field_boosts={"title": TITLE_WEIGHT})
        if question.sector is None:
            return query
        sector = tantivy.Query.term_query(self._index.schema, "sector", question.sector)
        must = tantivy.Occur.Must
        return tantivy.Query.boolean_query([(must, query), (must, tantivy.Query.const_score_query(sector, 0.0))])
