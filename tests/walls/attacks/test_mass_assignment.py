"""Fields that no form shows, sent all the same: each form of the desk, as each role, with every column and more."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.sites import site
from django.contrib.auth.models import User
from django.db import models as columns
from django.test import Client
from django.urls import reverse

from testimonies.desk import models
from testimonies.desk.models import Decision, Publication
from testimonies.desk.roles import ROLES
from testimonies.vocabulary import DecisionVerb
from tests.people import People, make_person, make_testimony, sign_in
from tests.real_stores import close_the_gate
from tests.walls.forms import form_of

# Names that no table has, and that somebody may have hoped for.
HOPED_FOR = [
    *("approved_by", "submitted_by", "custodian", "publish", "version", "role", "groups", "is_superuser"),
    *("user_permissions", "decisions", "approval", "lapsed", "sealed-0-field", "sealed-0-ciphertext"),
]
FIGURE = {language: {"value": "1", "counts": "people", "caveat": ""} for language in ("en", "ko", "ru")}


def invented(field: columns.Field) -> str:
    """A value for `field` that it does not hold now."""
    if field.choices:
        return str(list(field.choices)[-1][0])
    if isinstance(field, columns.BooleanField):
        return "on"
    if isinstance(field, columns.DateField):
        return "1999-01-01"
    if isinstance(field, columns.IntegerField | columns.ForeignKey | columns.AutoField):
        return "2"
    return "published" if field.name == "status" else "Invented"


def pages(people: People, who: str) -> dict[str, columns.Model | None]:
    """The address of every form that this role may open, with the row it is about."""
    found: dict[str, columns.Model | None] = {}
    browser = Client()
    sign_in(browser, people.by_role[who])
    for model in site._registry:
        label = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        rows: list[columns.Model | None] = [*model._default_manager.all()[:2], None]
        for row in rows:
            address = reverse(f"{label}_change", args=[row.pk]) if row else reverse(f"{label}_add")
            answer = browser.get(address)
            if answer.status_code == 200 and 'name="_save"' in answer.content.decode():
                found[address] = row
    return found


def shown(sent: dict[str, Any]) -> set[str]:
    """The columns that a form has; a moment has two controls, for day and time."""
    return {name.removesuffix("_0").removesuffix("_1") for name in sent}


def send(browser: Client, address: str, model: type[columns.Model]) -> int:
    """Send the form at `address` as it stands, with everything that it does not have."""
    sent = form_of(browser.get(address).content.decode())
    assert "csrfmiddlewaretoken" in sent, address
    own = shown(sent)
    extra = {field.name: invented(field) for field in model._meta.concrete_fields if field.name not in own}
    extra |= {f"{name}_id": "2" for name in extra} | {name: "1" for name in HOPED_FOR if name not in own}
    return browser.post(address, {**extra, **sent}).status_code


def values(row: columns.Model, own: set[str]) -> dict[str, Any]:
    """What `row` holds now in the columns that its form does not show, but for the time it was changed."""
    fields = [field for field in row._meta.concrete_fields if field.name not in own and field.name != "changed_at"]
    return type(row)._default_manager.filter(pk=row.pk).values(*[field.attname for field in fields]).get()


@pytest.fixture
def desk(people: People) -> list[models.Testimony]:
    """A row in every table that has forms; testimonies where their authors may still change them."""
    models.KnownOutside.objects.create(citation="A press report", entered_by=people.ari)
    models.ReportedFigure.objects.create(slug="n", position=1, texts=FIGURE, source="A report")
    make_person("second", "contributor")
    # A limit that the form takes.
    close_the_gate()
    return [make_testimony(people, status) for status in ("draft", "submitted")]


@pytest.mark.parametrize("who", ROLES)
def test_a_form_changes_what_it_shows_and_nothing_else(people: People, desk: list[models.Testimony], who: str) -> None:
    opened = pages(people, who)
    # A reviewer and a custodian decide by buttons; the others write.
    assert bool(opened) is (who not in {"reviewer", "custodian"})
    browser = Client()
    sign_in(browser, people.by_role[who])
    for address, row in opened.items():
        model = next(m for m in site._registry if f"/{m._meta.app_label}/{m._meta.model_name}/" in address)
        if row is None:
            before = set(model._default_manager.values_list("pk", flat=True))
            send(browser, address, model)
            for made in model._default_manager.exclude(pk__in=before):
                assert getattr(made, "author", people.by_role[who]) == people.by_role[who], address
                assert getattr(made, "status", "draft") == "draft", address
            continue
        own = shown(form_of(browser.get(address).content.decode()))
        kept = values(row, own)
        assert kept
        assert send(browser, address, model) == 302, f"{address}: the form was not even taken"
        assert values(row, own) == kept, address
    assert not Publication.objects.exists()
    assert not Decision.objects.filter(verb__in=["approve", "publish", "override"]).exists()
    assert not User.objects.filter(is_superuser=True).exists()


def test_a_verbs_page_takes_its_own_answers_only(people: People) -> None:
    testimony = make_testimony(people, "submitted")
    browser = Client()
    sign_in(browser, people.rok)
    extra = {"status": "published", "public_version": "1", "approved_by": people.cho.pk, "actor": people.cho.pk}
    extra |= {"submitted_by": people.rok.pk, "verb": "publish", "pk": "1", "testimony": "1", "to_status": "published"}
    browser.post(
        reverse(f"admin:desk_testimony_{DecisionVerb.RETURN.value}", args=[testimony.pk]),
        {"reason": "Look again.", **extra},
    )
    testimony.refresh_from_db()
    assert (testimony.status, testimony.public_version) == ("draft", None)
    last = testimony.decisions.last()
    assert last
    assert (last.verb, last.actor) == (DecisionVerb.RETURN, people.rok)
    assert not Publication.objects.exists()
