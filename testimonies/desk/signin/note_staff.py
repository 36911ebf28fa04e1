"""Say in the log what accounts may do that came to it at the server, and by nobody's act at the desk."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import transaction

from testimonies.desk.chain.append import append
from testimonies.desk.models import Decision
from testimonies.desk.signin.held import held
from testimonies.desk.stand_in import SERVER, stand_in
from testimonies.vocabulary import DecisionVerb


@transaction.atomic
def note_staff(accounts: Iterable[User]) -> Decision:
    """One decision, signed, in the name of the server: who could only write rows cannot take it."""
    facts = {"staff": [held(account) for account in accounts]}
    return append(Decision(verb=DecisionVerb.SET_ROLES, actor=stand_in(SERVER), facts=facts))
