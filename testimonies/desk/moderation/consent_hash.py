"""A consent as a hash: what the log keeps of it, so that an answer changed by hand is missed."""

from __future__ import annotations

import hashlib

from django.db.models import Model

from testimonies.desk.chain.canonical import content
from testimonies.desk.models import Consent


def consent_hash(consent: Consent, salt: str) -> str:
    """SHA-256, in hexadecimal, of every column of the consent, of its answers and of its conditions.

    The `salt` is kept beside the decision and erased with the conditions: then the hash confirms no guess at them.
    """
    rows: list[Model] = [consent]
    for beside in (consent.answers, consent.conditions):
        rows += sorted(beside.all(), key=lambda row: row.pk)
    return hashlib.sha256(b"\x1f".join([salt.encode(), *(content(row) for row in rows)])).hexdigest()
