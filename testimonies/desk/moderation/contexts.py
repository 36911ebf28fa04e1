"""The facts of accounts, as coarse as the public reads them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from testimonies.deidentify.population import Context, known_of
from testimonies.desk.models import VocabularyTerm
from testimonies.desk.models.risk import CONTEXT
from testimonies.desk.moderation.population import Fields
from testimonies.edition.publish import Snapshot
from testimonies.vocabulary import Exit, TermKind

_UNSAID = {"place": "russia-not-stated", "sector": "not-disclosed", "exit": Exit.UNKNOWN.value}


class Contexts:
    """Reads contexts by the places of the vocabulary: built once, for any number of accounts."""

    def __init__(self) -> None:
        places = VocabularyTerm.objects.of(TermKind.PLACE)
        self.parents = {term.slug: term.parent for term in places}
        self._public = {term.slug for term in places if term.public}
        self._read: dict[Fields, Context] = {}

    def of(self, snapshot: Snapshot) -> Context:
        """The facts that a reader joins with what they know."""
        original = next(text for text in snapshot.texts if text.original)
        fields = {name: getattr(snapshot, name) for name in CONTEXT if name not in {"source", "language"}}
        return self.coarse(**fields, source=snapshot.source_kind, language=original.language)

    def of_all(self, versions: Iterable[Context]) -> Context:
        """What versions of one account together tell, the oldest first."""
        return known_of(list(versions), self.parents)

    def read(self, said: Fields) -> Context:
        """What the database holds of an account, in the order of `CONTEXT`."""
        # The same facts are met thousands of times.
        context = self._read.get(said)
        if context is None:
            context = self._read[said] = self.coarse(**dict(zip(CONTEXT, said, strict=True)))
        return context

    def coarse(self, **fields: Any) -> Context:
        while fields["place"] and fields["place"] not in self._public:
            fields["place"] = self.parents.get(fields["place"], "")
        for name, unsaid in _UNSAID.items():
            if fields[name] == unsaid:
                fields[name] = ""
        first, last = fields["period_from"], fields["period_to"]
        if first is None or last is None or first > last:
            # A draft may hold half a period; it says nothing yet.
            fields["period_from"] = fields["period_to"] = None
        return Context(**fields)
