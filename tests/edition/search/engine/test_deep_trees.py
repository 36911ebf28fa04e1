"""Trees deeper than any page of the archive makes, drawn by chance: an answer, or a refusal with a name."""

import pytest

from testimonies.edition.search.engine import Engine, EngineError
from tests.edition.search.engine import schemas, trees
from tests.edition.search.engine.test_bounds import engine

__all__ = ["engine"]

pytestmark = pytest.mark.long


def test_random_deep_trees(engine: Engine) -> None:
    rng = schemas.seeded(11)
    for _ in range(150):
        query = trees.tree(rng, depth=rng.randint(4, 7))
        try:
            engine.search(query, facets=("tags",))
        except EngineError:
            continue
