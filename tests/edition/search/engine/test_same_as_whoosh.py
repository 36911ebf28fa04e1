"""The array evaluator and Whoosh's own searcher give the same documents, scores and counts."""

from pathlib import Path

import numpy as np
import pytest
from whoosh.query import Query

from testimonies.edition.search.engine import Engine, Limits, Ranking, writer
from tests.edition.search.engine import schemas, trees

pytestmark = pytest.mark.long

TREES = 800


def _engine(path: Path, seed: int, parts: int, removed: int) -> Engine:
    rng = schemas.seeded(seed)
    made = [schemas.document(number, rng) for number in range(240)]
    share = len(made) // parts
    writer.build(path, made[:share], schemas.schema())
    for start in range(share, len(made), share):
        writer.update(path, made[start : start + share])
    writer.update(path, [], [one["code"] for one in rng.sample(made, removed)])
    ranking = Ranking(weights={"title": 2.5}, field_b={"title": 0.4})
    return Engine(path, ranking=ranking, limits=Limits(seconds=60))


@pytest.mark.parametrize(("seed", "parts", "removed"), [(1, 1, 0), (2, 1, 30), (3, 4, 0), (4, 6, 40)])
def test_random_trees(tmp_path: Path, seed: int, parts: int, removed: int) -> None:
    engine = _engine(tmp_path, seed, parts, removed)
    rng = schemas.seeded(seed * 101)
    answered = 0
    for _ in range(TREES):
        query = trees.tree(rng)
        expected = _by_whoosh(engine, query)
        page = engine.search(query, limit=1000)
        found = dict(zip(page.codes, page.scores, strict=True))
        assert page.count == len(page.codes) == len(expected), query
        assert found.keys() == expected.keys(), query
        assert np.allclose(page.scores, [expected[code] for code in page.codes], rtol=1e-4, atol=1e-4), query
        ordered = [(-score, code) for code, score in found.items()]
        assert ordered == sorted(ordered), query
        unscored = engine.search(query, limit=1000, sort=("year", False))
        assert set(unscored.codes) == found.keys(), query
        answered += bool(expected)
    assert answered > TREES / 2


def _by_whoosh(engine: Engine, query: Query) -> dict[str, float]:
    searcher = engine._snapshot.searcher
    results = searcher.search(trees.settled(query), limit=None)
    column = searcher.reader().column_reader("code")
    gone = searcher.reader().is_deleted  # Whoosh's Not lets a deleted document through after its last exclusion.
    return {column[document]: score for score, document in results.top_n if not gone(document)}
