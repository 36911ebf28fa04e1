"""Query classes only Whoosh can run: its own matchers over the same segments, read out into arrays."""

import time

import numpy as np
from whoosh import query as q
from whoosh.query.qcore import QueryError
from whoosh.reading import TermNotFound

from .errors import TooComplex, TooCostly
from .postings import NOTHING, Hits
from .snapshot import Snapshot

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
    except (TermNotFound, QueryError):
        return NOTHING
    except RecursionError as error:
        raise TooComplex("the query has too many parts") from error
    return Hits(np.array(documents, dtype=np.intp), np.array(scores, dtype=np.float32))
