"""Whoosh itself, unchanged, writes and reads our segments."""

from pathlib import Path

import pytest
from whoosh import fields, index, sorting
from whoosh import query as q
from whoosh.analysis import StemmingAnalyzer

from testimonies.edition.search.engine import Engine, UnsupportedField, writer
from testimonies.edition.search.engine.codec import ArrayCodec
from tests.edition.search.engine import schemas
from tests.edition.search.engine.conftest import Documents


def test_whooshs_writer_and_searcher(tmp_path: Path, documents: Documents) -> None:
    whoosh = index.create_in(tmp_path, schemas.schema(), indexname="MAIN")
    for start in (0, 150):
        with whoosh.writer(codec=ArrayCodec()) as adding:
            for document in documents[start : start + 150]:
                adding.add_document(**document)
            adding.merge = False
    writer.build(tmp_path / "ours", documents, schemas.schema())
    one, other = Engine(tmp_path), Engine(tmp_path / "ours")
    query = q.Or([q.Phrase("body", ["work", "word"]), q.Term("tags", "debt"), q.NumericRange("year", 2000, 2010)])
    facets = ("sector", "tags", "year")
    assert one.search(query, facets=facets, limit=300).codes == other.search(query, facets=facets, limit=300).codes
    assert one.search(query, facets=facets).facets == other.search(query, facets=facets).facets
    with whoosh.searcher() as searcher:
        column = searcher.reader().column_reader("code")
        by_year = searcher.search(query, limit=None, sortedby=sorting.FieldFacet("year"))
        assert {column[hit.docnum] for hit in by_year} == set(one.search(query, limit=300).codes)
        assert searcher.document_number(code="C00100") is not None


def test_whooshs_own_analysers_and_stored_fields(tmp_path: Path) -> None:
    schema = fields.Schema(
        code=fields.ID(unique=True, sortable=True, stored=True),
        body=fields.TEXT(analyzer=StemmingAnalyzer(), stored=True),
    )
    writer.build(tmp_path, [{"code": "A", "body": "They were working and the worker works"}], schema)
    writer.update(tmp_path, [{"code": "B", "body": "Nothing"}])
    writer.update(tmp_path, [], ["B"], safety=True)
    with index.open_dir(tmp_path).searcher() as searcher:
        assert searcher.document(code="A") == {"code": "A", "body": "They were working and the worker works"}
        assert searcher.reader().doc_frequency("body", "work") == 1
    assert Engine(tmp_path).search(q.Phrase("body", ["work", "worker"])).codes == ["A"]
    assert Engine(tmp_path).search(q.Phrase("body", ["worker", "worker"])).count == 0


def test_what_the_segments_cannot_hold_is_refused(tmp_path: Path) -> None:
    schema = fields.Schema(code=fields.ID(sortable=True), body=fields.TEXT(vector=True))
    with pytest.raises(UnsupportedField, match="body"):
        writer.build(tmp_path, [{"code": "A", "body": "x"}], schema)
