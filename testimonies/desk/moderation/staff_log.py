"""What the log says each account of staff may do, replayed decision by decision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from testimonies.desk.models import Decision
from testimonies.vocabulary import DecisionVerb

HELD = ("active", "roles", "names", "superuser", "permissions")
_INVITED = (DecisionVerb.INVITE, DecisionVerb.RESET_SIGN_IN)
_VERBS = (*_INVITED, DecisionVerb.ACCEPT, DecisionVerb.SET_ROLES, DecisionVerb.CLOSE, DecisionVerb.RESTORE)
_NOTHING: Mapping[str, Any] = {"superuser": False, "permissions": []}
_CLOSED: Mapping[str, Any] = {"active": False, "roles": [], "names": [], **_NOTHING}

Accounts = dict[int, dict[str, Any]]


def staff_by_the_log() -> Accounts:
    """By number of the account, whatever of `HELD` is known of it: decisions did not always say all of it."""
    accounts: Accounts = {}
    invited: dict[object, Mapping[str, Any]] = {}
    for row in Decision.objects.filter(verb__in=_VERBS).order_by("pk"):
        if row.verb in _INVITED:
            invited[row.facts.get("invitation")] = row.facts
        elif row.verb == DecisionVerb.ACCEPT:
            _accept(accounts, row, invited.get(row.facts.get("invitation"), {}))
        elif row.verb == DecisionVerb.CLOSE:
            accounts[row.facts.get("account", 0)] = dict(_CLOSED)
        elif row.verb == DecisionVerb.RESTORE and "staff" not in row.facts:
            # It closed or narrowed them, and did not say yet which.
            accounts = {number: {} for number in accounts}
        else:
            for one in row.facts.get("staff", [row.facts]):
                _learn(accounts.setdefault(one.get("account", 0), {}), one)
    return accounts


def _accept(accounts: Accounts, row: Decision, invitation: Mapping[str, Any]) -> None:
    new = {} if "account" in invitation else dict(_NOTHING)
    known = accounts.setdefault(row.actor_id, new)
    _learn(known, {"active": True, **invitation})
    _learn(known, row.facts)


def _learn(known: dict[str, Any], facts: Mapping[str, Any]) -> None:
    if "roles" in facts:
        known.pop("names", None)
    known.update({name: facts[name] for name in HELD if name in facts})
