"""A damaged file is said to be damaged, or gives an answer; never another exception."""

from pathlib import Path

import pytest
from whoosh import query as q

from testimonies.edition.search.engine import Engine, EngineError, IndexDamaged
from tests.edition.search.engine import schemas, trees


def _segment(index: Path) -> Path:
    return max(index.glob("*.tseg"), key=lambda path: path.stat().st_size)


def test_flipped_bytes(index: Path) -> None:
    rng, path = schemas.seeded(4), _segment(index)
    whole = path.read_bytes()
    named = 0
    for _ in range(120):
        broken = bytearray(whole)
        for _ in range(rng.randint(1, 60)):
            broken[rng.randrange(len(broken))] = rng.randrange(256)
        path.write_bytes(broken)
        try:
            engine = Engine(index)
            for query in (q.Every(), q.Phrase("body", ["work", "word"]), *(trees.tree(rng) for _ in range(4))):
                engine.search(query, facets=("sector", "tags"), sort=rng.choice(("relevance", ("year", True))))
        except EngineError:
            named += 1
    assert named


@pytest.mark.parametrize("kept", [0, 10, 200, 5_000])
def test_a_file_cut_short(index: Path, kept: int) -> None:
    path = _segment(index)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(IndexDamaged):
        Engine(index).search(q.Every())


def test_a_table_of_contents_of_nonsense(index: Path) -> None:
    (toc,) = index.glob("*.toc")
    toc.write_bytes(b"nonsense" * 20)
    with pytest.raises(IndexDamaged):
        Engine(index)
