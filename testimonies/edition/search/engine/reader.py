"""The engine: opened once per process on a folder, asked many times."""

from collections.abc import Hashable, Sequence, Set
from dataclasses import replace
from pathlib import Path

import numpy as np
from whoosh.fields import Schema
from whoosh.query import Query

from testimonies.edition.search.engine import arrays, folder, narrowing, tree, words
from testimonies.edition.search.engine.answers import RELEVANCE, Answer, Page, Sort, places
from testimonies.edition.search.engine.cache import ByteCache
from testimonies.edition.search.engine.container import Array
from testimonies.edition.search.engine.errors import IndexMissing, damage_named
from testimonies.edition.search.engine.evaluate import evaluator
from testimonies.edition.search.engine.facets import Facet, bitmap
from testimonies.edition.search.engine.names import HASH, KEY
from testimonies.edition.search.engine.narrowing import Filters, Narrowing, Ranges
from testimonies.edition.search.engine.scoring import Ranking
from testimonies.edition.search.engine.snapshot import Snapshot, open_latest
from testimonies.edition.search.engine.tree import Limits


class Engine:
    """Reads an index folder. Never writes, never creates. One per process; safe between threads."""

    def __init__(
        self,
        path: Path | str,
        *,
        ranking: Ranking | None = None,
        limits: Limits | None = None,
        cache_bytes: int = 96 * 2**20,
    ) -> None:
        """Opens the newest generation. Raises IndexMissing, IndexDamaged."""
        self.path = Path(path)
        self.limits = limits or Limits()
        self._ranking = ranking or Ranking()
        self._cache_bytes = cache_bytes
        self._answers = ByteCache(cache_bytes // 4)
        self._snapshot = open_latest(self.path, self._ranking, cache_bytes)

    @property
    def generation(self) -> int:
        return self._snapshot.generation

    @property
    def schema(self) -> Schema:
        return self._snapshot.schema

    @property
    def count(self) -> int:
        """Documents that can be found."""
        return self._snapshot.live_count

    def refresh(self) -> bool:
        """Takes up the newest generation if there is one; a folder listing when there is not. Raises IndexMissing."""
        newest = folder.state(self.path)
        if newest == self._snapshot.state:
            return False
        if newest == (-1,) and folder.generation(self.path) < 0:
            raise IndexMissing("the index folder holds no index")
        snapshot = open_latest(self.path, self._ranking, self._cache_bytes, self._snapshot)
        self._answers = ByteCache(self._cache_bytes // 4)
        self._snapshot = snapshot
        return True

    def search(
        self,
        query: Query,
        *,
        filters: Filters | None = None,
        ranges: Ranges | None = None,
        exclude: Set[str] = frozenset(),
        facets: Sequence[str] = (),
        sort: Sort = RELEVANCE,
        offset: int = 0,
        limit: int = 20,
        seconds: float | None = None,
    ) -> Page:
        """One page of the documents that match.

        `sort` is "relevance" or (column, descending); equals stand in the order of their codes, documents without a
        value come last. `exclude` are codes to leave out of the page, the count and the facets. `seconds` of the
        processor are all there are, where that is less than the limits allow. Raises TooComplex, TooCostly,
        IndexDamaged; KeyError for a filter, facet or sort field the schema does not have.
        """
        snapshot = self._snapshot
        with damage_named():
            narrowed = Narrowing(filters or {}, ranges or {}, exclude)
            answer = self._answer(snapshot, query, narrowed, scored=sort == RELEVANCE, seconds=seconds)
            self._count_facets(snapshot, answer, facets)
            shown = places(snapshot, answer, sort, max(offset, 0), max(limit, 0))
            return self._page(snapshot, answer, shown, facets)

    def _page(self, snapshot: Snapshot, answer: Answer, shown: Array, facets: Sequence[str]) -> Page:
        documents = answer.hits.documents[shown].tolist()
        scores = answer.hits.scores
        return Page(
            count=len(answer.hits),
            codes=[snapshot.string_at(KEY, document).decode() for document in documents],
            scores=[] if scores is None else scores[shown].tolist(),
            facets={name: answer.facets[name] for name in facets},
            notices=answer.notices,
            matched_terms=answer.matched,
            generation=snapshot.generation,
            hashes=[snapshot.string_at(HASH, document).decode() for document in documents],
        )

    def _answer(
        self, snapshot: Snapshot, query: Query, narrowed: Narrowing, *, scored: bool, seconds: float | None
    ) -> Answer:
        tree.measure(query, self.limits)
        named = tree.key(query)
        key: Hashable = (snapshot.serial, named, narrowing.key(*narrowed), scored)
        cached = self._answers.get(key) if named is not None else None
        if cached is not None:
            return cached
        allowed = self.limits if seconds is None else replace(self.limits, seconds=min(seconds, self.limits.seconds))
        evaluation = evaluator(snapshot, allowed)
        hits = evaluation.run(query, scored)
        mask = narrowing.allowed(snapshot, *narrowed)
        if mask is not None and len(hits):
            hits = arrays.keep(hits, mask[hits.documents])
        answer = Answer(hits, evaluation.notices, words.as_text(snapshot, evaluation.matched))
        if named is not None:
            self._answers.put(key, answer, answer.nbytes)
        return answer

    def _count_facets(self, snapshot: Snapshot, answer: Answer, names: Sequence[str]) -> None:
        wanted = [name for name in names if name not in answer.facets]
        if not wanted:
            return
        documents = answer.hits.documents
        bits = bitmap(documents, snapshot.count)
        for name in wanted:
            answer.facets[name] = self._facet(snapshot, name).count(documents, bits)

    def _facet(self, snapshot: Snapshot, name: str) -> Facet:
        facet = snapshot.cache.get(("facet", name))
        if facet is None:
            facet = Facet(snapshot, name)
            snapshot.cache.put(("facet", name), facet, facet.nbytes)
        return facet

    def forget_answers(self) -> None:
        """Drops the kept results, so that the next search is worked out again; for measuring."""
        self._answers = ByteCache(self._cache_bytes // 4)

    def codes(self) -> dict[str, str]:
        """code -> content hash (the columns `code` and `hash`) of every document that can be found."""
        snapshot = self._snapshot
        live = np.ones(snapshot.count, bool) if snapshot.deleted is None else ~snapshot.deleted
        codes = snapshot.strings(KEY)[live].tolist()
        hashes = snapshot.strings(HASH)[live].tolist()
        return {code.decode(): value.decode() for code, value in zip(codes, hashes, strict=True)}

    def held(self, codes: Set[str]) -> int:
        """How many of the documents that can be found have one of the codes."""
        with damage_named():
            return narrowing.held(self._snapshot, codes)

    def lexicon(self, name: str, prefix: str = "", limit: int = 1_000) -> list[tuple[str, int]]:
        """(term, documents that have it) for the most frequent terms with the prefix, most first; no deleted document
        counts, and a term only deleted documents hold is not there."""
        return words.lexicon(self._snapshot, name, prefix, limit)

    def nearby(self, name: str, word: str, distance: int = 2, shared: int = 1) -> list[tuple[str, int]]:
        """(term, documents that have it) within `distance` edits of `word` sharing its first `shared` letters."""
        return words.nearby(self._snapshot, name, word, distance, shared)

    def doc_frequency(self, name: str, term: str) -> int:
        """Documents that can be found and have the term."""
        return words.live_frequency(self._snapshot, name, self.schema[name].to_bytes(term))
