"""Add a decision to the end of the chain: the only way one is stored."""

from __future__ import annotations

import logging
import secrets

from django.db import connection, transaction
from django.utils import timezone

from testimonies.desk.chain.canonical import reason_hash, row_hash
from testimonies.desk.chain.head import Head, HeadForged, read_head, write_head
from testimonies.desk.chain.signing import Signer
from testimonies.desk.models import Decision, Reason
from testimonies.desk.safe.keys import locked

logger = logging.getLogger(__name__)
# Any number that nothing else of this database locks by.
_LOCK = 7_034_662_018


@transaction.atomic
def append(decision: Decision, *, reason: str = "") -> Decision:
    """Number, chain, sign and store `decision`, and its `reason` apart from it and encrypted.

    Costs the same however long the chain is. It never refuses: a withdrawal must not wait until somebody has mended a
    log. Where rows are missing at the end, the new one follows the signed head, and the gap stays to be seen.
    """
    _one_at_a_time()
    signer = Signer()
    last = _last(signer)
    decision.pk, decision.previous, decision.at = last.number + 1, last.hash, timezone.now()
    salt = secrets.token_hex(32)
    decision.reason_hash = reason_hash(salt, reason) if reason else ""
    decision.hash = row_hash(decision)
    decision.signature = signer.sign("decision", decision.hash)
    decision.save(force_insert=True)
    if reason:
        Reason.objects.create(decision=decision, salt=salt, words=reason)
    _move_head_after_commit()
    return decision


def _one_at_a_time() -> None:
    """Until the transaction ends nobody else reads the end of the chain, so two verbs at once cannot fork it.

    SQLite's transactions here begin with the lock on the whole database.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def _last(signer: Signer) -> Head:
    """The end of the chain: the last row, or the signed head where that is further on."""
    stored = _last_stored()
    try:
        head = read_head(signer)
    except HeadForged:
        logger.error("The head of the decision log is not this archive's; run verify_decisions.")
        return stored
    if head is None and not stored.number:
        # Only an empty log begins a head: one that vanished later must be missed.
        head = Head()
        write_head(signer, head)
    return max(stored, head or Head(), key=lambda end: end.number)


def _last_stored() -> Head:
    row = Decision.objects.order_by("-pk").values_list("pk", "hash").first()
    return Head(*row) if row else Head()


def _move_head_after_commit() -> None:
    """Once a transaction, however many decisions it takes. Killed before, the next one moves it."""
    if not any(act is move_head for _, act, *_ in connection.run_on_commit):
        transaction.on_commit(move_head, robust=True)


def move_head() -> None:
    """Sign the last row as the head. Never backwards, and nothing that this archive did not write."""
    with locked("head"):
        signer = Signer()
        row = Decision.objects.order_by("-pk").first()
        head = read_head(signer)
        if row and head and row.pk > head.number and signer.signed("decision", row.hash, row.signature):
            write_head(signer, Head(row.pk, row.hash))
