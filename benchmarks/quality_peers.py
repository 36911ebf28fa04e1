"""The same judged sets through what a user would pick instead: SQLite FTS5 and Tantivy, each used well.

    python -m benchmarks.quality_peers DIR...

Both search title and text together and take any of the question's words, best first by BM25; asked for all words,
both find next to nothing for a whole question. FTS5 stems English (porter) and folds Russian accents; Tantivy stems
English and Russian. Neither has anything for Korean but words.
"""

from __future__ import annotations

import argparse
import sqlite3
from collections.abc import Callable
from pathlib import Path

import tantivy

from benchmarks.quality import judgements, lines, ndcg, recall
from testimonies.edition.search.analysis.words import WORD, fold

Search = Callable[[str], list[str]]


def fts5(folder: Path) -> Search:
    """An index in memory with the porter stemmer; the title counts twice."""
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE accounts USING fts5(code UNINDEXED, title, text, tokenize='porter unicode61')")
    rows = ((row["id"], row["title"], row["text"]) for row in lines(folder / "corpus.jsonl"))
    base.executemany("INSERT INTO accounts VALUES (?, ?, ?)", rows)

    def search(text: str) -> list[str]:
        words = " OR ".join(f'"{word}"' for word in dict.fromkeys(WORD.findall(fold(text))))
        asked = "SELECT code FROM accounts WHERE accounts MATCH ? ORDER BY bm25(accounts, 0, 2, 1) LIMIT 100"
        return [code for (code,) in base.execute(asked, (words,))] if words else []

    return search


def tantivy_index(folder: Path) -> Search:
    """An index in memory with the stemmer of the set's language, title and text as two fields."""
    language = next(lines(folder / "corpus.jsonl")).get("lang", "en")
    stemmer = {"en": "english", "ru": "russian"}.get(language)
    chain = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple()).filter(tantivy.Filter.lowercase())
    if stemmer:
        chain = chain.filter(tantivy.Filter.stemmer(stemmer))
    fields = tantivy.SchemaBuilder().add_text_field("code", stored=True, tokenizer_name="raw")
    for name in ("title", "text"):
        fields.add_text_field(name, tokenizer_name="own")
    index = tantivy.Index(fields.build())
    index.register_tokenizer("own", chain.build())
    writer = index.writer(50_000_000, 1)
    for row in lines(folder / "corpus.jsonl"):
        writer.add_document(tantivy.Document(code=row["id"], title=row["title"], text=row["text"]))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def search(text: str) -> list[str]:
        words = " ".join(dict.fromkeys(WORD.findall(fold(text)))).replace("'", " ")
        hits = searcher.search(index.parse_query(words, ["title", "text"]), 100).hits if words else []
        return [searcher.doc(address)["code"][0] for _, address in hits]

    return search


def judge(folder: Path, search: Search) -> tuple[float, float]:
    """Mean nDCG@10 and recall@100."""
    judged = judgements(folder / "qrels.tsv")
    asked = [(row["text"], judged[row["id"]]) for row in lines(folder / "queries.jsonl") if row["id"] in judged]
    answers = [(search(text), wanted) for text, wanted in asked]
    return (
        sum(ndcg(found, wanted) for found, wanted in answers) / len(answers),
        sum(recall(found, wanted) for found, wanted in answers) / len(answers),
    )


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("folders", nargs="+", type=Path)
    for folder in reader.parse_args().folders:
        for name, build in (("FTS5", fts5), ("Tantivy", tantivy_index)):
            gain, found = judge(folder, build(folder))
            print(f"{folder.name:14} {name:8} nDCG@10 {gain:.4f}  recall@100 {found:.4f}")


if __name__ == "__main__":
    main()
