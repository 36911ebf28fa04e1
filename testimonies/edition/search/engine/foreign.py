"""Query classes only Whoosh can run: its own matchers over the same segments, read out into arrays."""

import time

import numpy as np
from whoosh import query as q
from whoosh.query.qcore import QueryError
from whoosh.reading import TermNotFound

from testimonies.edition.search.engine.errors import TooComplex, TooCostly
from testimonies.edition.search.engine.postings import NOTHING, Hits
from testimonies.edition.search.engine.snapshot import Snapshot

_LOOK_EVERY = 256


def hits(snapshot: Snapshot, query: q.Query, deadline: float) -> Hits:
    """The documents and scores Whoosh's matcher of `query` gives, segment by segment. Raises TooCostly, TooComplex."""
    documents: list[int] = []
    scores: list[float] = []
    searcher = snapshot.searcher
    try:
        for leaf, base in searcher.leaf_searchers():
            matcher = query.matcher(leaf, leaf.context())
            while matcher.is_active():
                documents.append(matcher.id() + base)
                scores.append(matcher.score())
                matcher.next()
                if not len(documents) % _LOOK_EVERY and time.thread_time() > deadline:
                    raise TooCostly("the query takes too long")
    except TooCostly:
        raise
    except (TermNotFound, QueryError):
        return NOTHING
    except Exception as error:
        # Whoosh's classes fail each in its own way: a pattern that is none, a tree too deep.
        raise TooComplex("the query has a part that cannot be run") from error
    return Hits(np.array(documents, dtype=np.intp), np.array(scores, dtype=np.float32))
