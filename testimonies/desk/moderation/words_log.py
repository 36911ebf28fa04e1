"""What the signed log says of open words: which were confirmed, and who entered which."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from testimonies.desk.chain.signed import is_written_here
from testimonies.desk.chain.signing import Signer
from testimonies.desk.models import Decision, ReportedFigure, VocabularyTerm
from testimonies.desk.models.open_words import OpenWords
from testimonies.vocabulary import DecisionVerb

VERBS = (DecisionVerb.ENTER_OPEN_WORDS, DecisionVerb.CONFIRM_OPEN_WORDS)


class WordsLog:
    """Read once, asked for each row. Of a row the newest decision counts: what was replaced does not come back."""

    def __init__(self) -> None:
        self._confirmed: dict[str, str] = {}
        self._entered: dict[str, tuple[str, int]] = {}
        signer = Signer()
        for row in Decision.objects.filter(verb__in=VERBS).order_by("pk"):
            # First of all: only facts that this archive signed have a shape to rely on.
            if not is_written_here(row, signer):
                continue
            for named, fingerprint in row.facts["words"].items():
                if row.verb == DecisionVerb.CONFIRM_OPEN_WORDS:
                    self._confirmed[named] = fingerprint
                else:
                    self._entered[named] = fingerprint, row.actor_id

    def confirms(self, row: OpenWords) -> bool:
        """Whether what `row` says now may be read."""
        return self._confirmed.get(row.named) == row.fingerprint

    def entered_by(self, row: OpenWords) -> int | None:
        """Who entered what `row` says now (key); None where nobody is on record."""
        fingerprint, actor = self._entered.get(row.named, ("", 0))
        return actor if fingerprint == row.fingerprint else None

    def explains(self, row: OpenWords) -> bool:
        """Whether a decision says where its words come from."""
        return self.confirms(row) or self.entered_by(row) is not None


def all_open_words() -> Iterator[OpenWords]:
    return chain(VocabularyTerm.objects.order_by("pk"), ReportedFigure.objects.order_by("pk"))
