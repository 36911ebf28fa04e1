"""Who tries, on what, and what of it may have changed: the common part of every test that somebody is refused."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import connections
from django.db.models import Model
from django.test import Client

from testimonies.desk import models
from testimonies.desk.models import Decision
from testimonies.desk.moderation.return_to_author import return_to_author
from testimonies.desk.moderation.transitions import PERMISSION
from testimonies.desk.roles import ROLES
from testimonies.vocabulary import DecisionVerb, Status
from tests.people import People, advance, change_words, make_draft, make_people, make_testimony, sign_in
from tests.shelf import Shelf

# In place of a role: signed in without one; signed in and not staff; staff once, and no more; not signed in.
ROLELESS = ["nobody", "not staff", "inactive", "anonymous"]
EVERYBODY = [*ROLES, "author of another", *ROLELESS]
MARK = "Zaunkönig"


# An account that is being revised is public at once: its record stands in one of these states.
REVISED = [Status.DRAFT, Status.SUBMITTED, Status.APPROVED]
STANDS = [*((status, False) for status in Status), *((status, True) for status in REVISED)]


def make(people: People, status: str, *, revised: bool) -> models.Testimony:
    """A testimony whose record is `status`, and of which an earlier version is public where it is `revised`."""
    if not revised:
        return make_testimony(people, status)
    testimony = make_testimony(people, Status.PUBLISHED)
    change_words(testimony, people.ari, title="A little different")
    if status == Status.DRAFT:
        return_to_author(testimony=testimony, actor=people.rok, reason="Look again.")
        testimony.refresh_from_db()
        return testimony
    return advance(testimony, people, status)


def account(shelf: Shelf, status: str, *, revised: bool = False) -> tuple[People, models.Testimony]:
    """The people, and nothing but an account of ari's that is `status`, in stores of their own."""

    def prepare() -> tuple[People, models.Testimony]:
        people = make_people()
        return people, make(people, status, revised=revised)

    return shelf.take(f"an account {status}{', revised' * revised}", prepare)


def person(people: People, who: str) -> User:
    """The one who tries; ari, the contributor, is the author of what is tried on."""
    if who == "reviewer":
        # Another than rok, who approved what is tried on and may therefore not publish it.
        other = User.objects.create_user("lee", is_staff=True)
        other.groups.set(people.rok.groups.all())
        return other
    if who in ROLES:
        return people.by_role[who]
    if who == "author of another":
        other = User.objects.create_user("ora", is_staff=True)
        other.groups.set(people.ari.groups.all())
        make_draft(other)
        return other
    someone = User.objects.create_user("someone", is_staff=who != "not staff", is_active=who != "inactive")
    if who in {"not staff", "inactive"}:
        someone.groups.set([*people.rok.groups.all(), *people.cho.groups.all()])
    return someone if who != "nobody" else people.nobody


def permitted(verb: DecisionVerb, who: str) -> bool:
    return who in ROLES and PERMISSION[verb].removeprefix("desk.") in ROLES[who] and sees(who)


def sees(who: str) -> bool:
    return who in ROLES and ("view_every_testimony" in ROLES[who] or who == "contributor")


# What the pages of one's own account write about nobody but who asks them; `tests/desk/signin` is about those.
_OF_ONESELF = (models.StaffSession, models.AuthenticatorApp, models.RecoveryCodes, models.Attempts)


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of the desk, the edition and the receipts as it is stored, but for how who asks signs in, and for the
    note that something was refused."""
    rooms = {"desk": "default", "edition": "edition", "receipts": "receipts"}
    tables: list[tuple[str, type[Model]]] = [("default", LogEntry)]
    tables += [(store, table) for room, store in rooms.items() for table in apps.get_app_config(room).get_models()]
    assert len(tables) > 40, "no room is missed because it was renamed"
    return {table._meta.label: rows(store, table) for store, table in tables if table not in _OF_ONESELF}


def rows(store: str, model: type[Model]) -> list[tuple[Any, ...]]:
    """Every row of a table, past whatever makes objects of them; of decisions, all but what was noted as refused."""
    but = f"WHERE verb <> '{DecisionVerb.REFUSED.value}'" if model is Decision else ""
    with connections[store].cursor() as cursor:
        cursor.execute(f"SELECT * FROM {model._meta.db_table} {but} ORDER BY 1")  # noqa: S608 (a table of our own)
        return list(cursor.fetchall())


def refusals() -> list[tuple[str, str, str]]:
    """Who was refused what, and why, as the log has it."""
    noted = Decision.objects.filter(verb=DecisionVerb.REFUSED).order_by("pk")
    return [(row.actor.get_username(), row.facts["verb"], row.facts["why"]) for row in noted.select_related("actor")]


def client(people: People, who: str) -> Client:
    browser = Client()
    if who != "anonymous":
        sign_in(browser, person(people, who))
    return browser


def change_form(testimony: models.Testimony, **changes: Any) -> dict[str, Any]:
    """What the change form sends for `testimony` as it stands, with `changes`."""
    text, tag = testimony.texts.get(), testimony.tags.get()
    plain = ("contributor", "sector", "place", "period_from", "period_to", "recruitment", "exit", "source_kind")
    sent = {name: testimony.__dict__.get(name, "") or "" for name in (*plain, "citation", "source_url", "standing")}
    sent["contributor"] = testimony.contributor_id
    for prefix, count in (("texts", 1), ("tags", 1), ("sealed", 0)):
        sent |= {f"{prefix}-TOTAL_FORMS": count, f"{prefix}-INITIAL_FORMS": count}
    for name in ("id", "language", "title", "summary", "body"):
        sent[f"texts-0-{name}"] = getattr(text, name)
    sent |= {"texts-0-original": "on", "texts-0-testimony": testimony.pk, "tags-0-testimony": testimony.pk}
    sent |= {"tags-0-id": tag.pk, "tags-0-term": tag.term, "tags-0-paragraphs": "2", "tags-0-strength": tag.strength}
    return {**sent, **changes}
