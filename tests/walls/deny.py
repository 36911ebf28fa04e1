"""Who tries, on what, and what of it may have changed: the common part of every test that somebody is refused."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db import connections
from django.db.models import Model
from django.test import Client

from testimonies.desk import models
from testimonies.desk.models import Decision, Owed, Publication
from testimonies.desk.moderation.transitions import PERMISSION
from testimonies.desk.roles import ROLES
from testimonies.edition.models import Change, PublishedTestimony, PublishedText, Withdrawal
from testimonies.vocabulary import DecisionVerb
from tests.people import People, make_draft, make_people, make_testimony, sign_in
from tests.shelf import Shelf

# In place of a role: signed in without one; signed in and not staff; staff once, and no more; not signed in.
ROLELESS = ["nobody", "not staff", "inactive", "anonymous"]
EVERYBODY = [*ROLES, "author of another", *ROLELESS]
MARK = "Zaunkönig"


def account(shelf: Shelf, status: str) -> tuple[People, models.Testimony]:
    """The people, and nothing but an account of ari's that is `status`, in stores of their own."""

    def prepare() -> tuple[People, models.Testimony]:
        people = make_people()
        return people, make_testimony(people, status)

    return shelf.take(f"an account {status}", prepare)


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


def everything() -> list[Any]:
    """All that a verb may change, as it is stored: the record, its words, its decisions, what is owed, the edition."""
    tables = (models.Testimony, models.Text, models.Tag, Decision, Publication, Owed, models.Consent)
    public = (PublishedTestimony, PublishedText, Withdrawal, Change)
    return [rows("default", table) for table in tables] + [rows("edition", table) for table in public]


def rows(store: str, model: type[Model]) -> list[tuple[Any, ...]]:
    """Every row of a table, past whatever makes objects of them."""
    with connections[store].cursor() as cursor:
        cursor.execute(f"SELECT * FROM {model._meta.db_table} ORDER BY 1")  # noqa: S608 (a table of our own)
        return list(cursor.fetchall())


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
