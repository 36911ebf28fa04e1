"""May the accounts of staff do what the log says, and the roles what the program says? Both are rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from django.contrib.auth.models import Group, User
from django.db.models import Q

from testimonies.desk.moderation.staff_log import staff_by_the_log
from testimonies.desk.roles import ROLES
from testimonies.desk.signin.held import held

# Where the names in the table of roles are looked for.
_OURS = ("auth", "desk")
_WORDS = {
    "active": "opens the desk, or does not, as",
    "roles": "has other roles than",
    "names": "has other roles than",
    "superuser": "is all-powerful, or is not, as",
    "permissions": "has other single permissions than",
}


def staff() -> Iterator[str]:
    """One sentence for each account that opens the desk by no decision, or may do something else than decisions say.

    An account that is closed or not of staff, and of which no decision ever spoke, opens nothing and is not named: such
    are those that stand for the clock, the server and the demonstration. Where all were made at the server, and the log
    let in nobody but the all-powerful who began the house, it has no word on the others yet, and none of them is named.
    """
    said = staff_by_the_log()
    lets_in = any(not powers.get("superuser") for powers in said.values())
    opening = Q(is_active=True, is_staff=True)
    for account in User.objects.filter(opening | Q(pk__in=said)).order_by("pk"):
        name = f"The account {account.get_username()}"
        if account.pk not in said and lets_in:
            yield f"{name} was put in: no decision says who let it in. If it was made at the server, see `note_staff`."
        holds = held(account)
        wrong = {_WORDS[fact] for fact, value in said.get(account.pk, {}).items() if holds[fact] != value}
        yield from (f"{name} {words} the log says." for words in sorted(wrong))


def roles() -> Iterator[str]:
    """One sentence for each role that may do something else than the table in the program says."""
    may: dict[str, set[tuple[str, str]]] = defaultdict(set)
    rows = Group.objects.values_list("name", "permissions__content_type__app_label", "permissions__codename")
    for name, app, codename in rows:
        may[name] |= {("" if app in _OURS else app, codename)} if codename else set()
    for name in sorted(ROLES.keys() | may.keys()):
        if may.get(name, set()) != {("", codename) for codename in ROLES.get(name, ())}:
            yield f"The role {name} may do something else than the program says."
