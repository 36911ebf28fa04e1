"""What the signed log vouches for: the ledger of publications is rows that a hand may write, and a decision is not."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Max, Q

from testimonies.desk.chain.signed import is_written_here
from testimonies.desk.chain.signing import Signer
from testimonies.desk.models import Decision, Publication
from testimonies.desk.moderation.erase_content import code_hash
from testimonies.desk.moderation.gone import gone_file, read_gone
from testimonies.edition.publish import Snapshot
from testimonies.vocabulary import DecisionVerb

_OUT = (DecisionVerb.WITHDRAW, DecisionVerb.LAPSE)


class NotVouchedFor(Exception):
    """No decision that this archive signed says that these words may be read."""


class Vouched:
    """The log's word for the publications of the `testimonies` (keys), or of all: read once, asked for each."""

    def __init__(self, testimonies: Collection[int] | None = None) -> None:
        self._signer = Signer()
        ends = Decision.objects.filter(Q(verb__in=_OUT) | Q(verb=DecisionVerb.PUBLISH, facts__replaces=True))
        if testimonies is not None:
            ends = ends.filter(testimony__in=testimonies)
        self._ended = dict(ends.order_by().values_list("testimony").annotate(Max("pk")))
        # A file: whoever writes the database alone cannot bring back who left, not even by removing the decision.
        self._gone = {code for code, _act in read_gone([gone_file()])}

    def readable(self, publication: Publication) -> Snapshot:
        """What may be read as this version of its account. Raises `NotVouchedFor`."""
        ended = self._ended.get(publication.testimony_id, 0)
        if publication.decision_id < ended or code_hash(publication.testimony.code) in self._gone:
            raise NotVouchedFor
        return self.written(publication)

    def written(self, publication: Publication) -> Snapshot:
        """What was published then, whether or not it may still be read. Raises `NotVouchedFor`."""
        try:
            snapshot = Snapshot.from_content(publication.content)
        except (KeyError, TypeError, ValueError, AttributeError):
            raise NotVouchedFor from None
        decision = publication.decision
        said = (decision.verb, decision.testimony_id, decision.version, decision.fingerprint)
        held = (DecisionVerb.PUBLISH, publication.testimony_id, publication.version, snapshot.fingerprint)
        if said != held or (snapshot.code, snapshot.version) != (
            publication.testimony.code,
            publication.version,
        ):
            raise NotVouchedFor
        if not is_written_here(decision, self._signer):
            raise NotVouchedFor
        return snapshot


def replaces(publication: Publication) -> bool:
    """Whether nothing before it may be read: as it was decided, or as its row says where decisions did not say yet."""
    return bool(publication.decision.facts.get("replaces", publication.replaces))
