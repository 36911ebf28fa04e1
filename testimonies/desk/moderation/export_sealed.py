"""Export what is sealed: as it lies here, closed, for a custodian to open elsewhere."""

import json
from base64 import b64encode

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from testimonies.desk.models import Testimony
from testimonies.desk.moderation.begin import begin
from testimonies.desk.moderation.decide import decide
from testimonies.desk.moderation.refusals import Issue, Unmet
from testimonies.desk.unseal import BUNDLE
from testimonies.vocabulary import DecisionVerb


@transaction.atomic
def export_sealed(*, testimony: Testimony, actor: User) -> bytes:
    """The bundle of every sealed field of `testimony`. That it was asked for is a decision, whatever becomes of it.

    Raises `NotPermitted`, or `Unmet` where nothing is sealed.
    """
    locked = begin(DecisionVerb.EXPORT_SEALED, testimony, actor)
    entries = list(locked.sealed.order_by("pk"))
    if not entries:
        raise Unmet([Issue("sealed", _("Nothing of this testimony is sealed."))])
    facts = {"fields": len(entries), "keys": sorted({entry.key for entry in entries})}
    decide(DecisionVerb.EXPORT_SEALED, locked, actor, facts=facts)
    sealed = [
        {"field": entry.field, "key": entry.key, "ciphertext": b64encode(bytes(entry.ciphertext)).decode()}
        for entry in entries
    ]
    return json.dumps({"format": BUNDLE, "code": locked.code, "entries": sealed}, indent=1).encode()
