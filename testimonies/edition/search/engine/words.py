"""The index's own words: for suggestions and corrections, never from what was removed."""

import numpy as np
from whoosh import query as q

from testimonies.edition.search.engine import postings
from testimonies.edition.search.engine.expand import expand
from testimonies.edition.search.engine.snapshot import Snapshot


def as_text(snapshot: Snapshot, matched: dict[str, set[bytes]]) -> dict[str, list[str]]:
    """Terms as the field's readers see them, sorted."""
    return {
        name: sorted(str(snapshot.schema[name].from_bytes(text)) for text in texts) for name, texts in matched.items()
    }


def live_frequency(snapshot: Snapshot, name: str, text: bytes) -> int:
    """Documents that have the term and are not deleted."""
    documents = postings.documents(snapshot, name, text)
    if snapshot.deleted is not None:
        return int(np.count_nonzero(~snapshot.deleted[documents]))
    return len(documents)


def _counted(snapshot: Snapshot, pattern: q.Query, limit: int) -> list[tuple[str, int]]:
    field = snapshot.schema[pattern.field()]
    counted = []
    for text in expand(snapshot, pattern, limit).terms:
        frequency = live_frequency(snapshot, pattern.field(), text)
        if frequency:
            counted.append((str(field.from_bytes(text)), frequency))
    return sorted(counted, key=lambda pair: (-pair[1], pair[0]))


def lexicon(snapshot: Snapshot, name: str, prefix: str, limit: int) -> list[tuple[str, int]]:
    return _counted(snapshot, q.Prefix(name, prefix), limit)


def nearby(snapshot: Snapshot, name: str, word: str, distance: int, shared: int) -> list[tuple[str, int]]:
    return _counted(snapshot, q.FuzzyTerm(name, word, maxdist=distance, prefixlength=shared), 1_000)
