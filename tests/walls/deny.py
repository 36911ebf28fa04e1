"""Who tries, on what, and what of it may have changed: the common part of every test that somebody is refused."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client

from testimonies.desk import models
from testimonies.desk.models import Decision
from testimonies.desk.moderation.transitions import PERMISSION
from testimonies.desk.roles import ROLES
from testimonies.vocabulary import DecisionVerb
from tests.people import People, make_draft, sign_in

# In place of a role: signed in without one; signed in and not staff; staff once, and no more; not signed in.
ROLELESS = ["nobody", "not staff", "inactive", "anonymous"]
EVERYBODY = [*ROLES, "author of another", *ROLELESS]
MARK = "Zaunkönig"


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


def everything() -> dict[str, list[dict[str, Any]]]:
    """Every row of the desk and of the edition, but for the session itself and the note that something was refused."""
    rooms = ("desk", "edition", "receipts")
    tables: list[type[Model]] = [LogEntry]
    tables += [table for room in rooms for table in apps.get_app_config(room).get_models()]
    assert len(tables) > 40, "no room is missed because it was renamed"
    return {
        table._meta.label: list(table._default_manager.exclude(**_noted(table)).order_by("pk").values())
        for table in tables
        if table is not models.StaffSession
    }


def _noted(table: type[Model]) -> dict[str, Any]:
    return {"verb": DecisionVerb.REFUSED} if table is Decision else {"pk": None}


def refusals() -> list[tuple[str, str, str]]:
    """Who was refused what, and why, as the log has it."""
    rows = Decision.objects.filter(verb=DecisionVerb.REFUSED).order_by("pk")
    return [(row.actor.get_username(), row.facts["verb"], row.facts["why"]) for row in rows.select_related("actor")]


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
