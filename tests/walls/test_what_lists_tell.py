"""A list of the desk is narrowed by what it offers and nothing else; no address fails a page, or fills a form in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.admin.sites import site
from django.contrib.auth.models import User
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from testimonies.desk import models
from testimonies.desk.roles import ROLES
from tests.people import People, make_draft, make_people, make_testimony, sign_in
from tests.real_stores import Stores, stores
from tests.walls.deny import MARK

__all__ = ["stores"]
LOOKUPS = ("", "__exact", "__isnull", "__startswith", "__regex", "__range", "__in", "__gt")
NONSENSE = ("x", "", "-1", "9" * 30, "%00", "(", "None", "1,x")
# Who works here and may read one list or another.
EVERYBODY = ["superuser", *ROLES]


@pytest.fixture
def people(stores: Stores) -> People:
    people = make_people()
    account = make_testimony(people, "published")
    models.CorrectionRequest.objects.create(testimony=account, token="a" * 32, words="w", asked_on="2024-01-01")
    make_draft(people.ari)
    return people


def browser_of(people: People, who: str) -> Client:
    person = User.objects.create_superuser("root") if who == "superuser" else people.by_role[who]
    return sign_in(Client(raise_request_exception=False), person)


def lists(browser: Client) -> Iterator[tuple[type[Model], str]]:
    """The lists that this person may read, each with its address."""
    for model in site._registry:
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        if browser.get(address).status_code == 200:
            yield model, address


def offered(model: type[Model]) -> set[str]:
    """The parameters of the links that Django's filters make."""
    found: set[str] = set()
    filters: Any = site._registry[model].list_filter
    for each in filters:
        name = each if isinstance(each, str) else each[0]
        related = model._meta.get_field(name).is_relation
        endings = ("id__exact", "isnull") if related else ("exact", "isnull")
        found |= {f"{name}__{ending}" for ending in (endings if each == name else ("isempty",))}
    return found


def paths(model: type[Model]) -> Iterator[str]:
    """Every column and relation of `model`, and every column and relation of what it leads to."""
    for field in model._meta.get_fields():
        yield field.name
        if field.is_relation and isinstance(field.related_model, type):
            yield from (f"{field.name}__{beyond.name}" for beyond in field.related_model._meta.get_fields())


@pytest.mark.parametrize("who", EVERYBODY)
def test_a_list_is_asked_for_nothing_that_it_does_not_offer(people: People, who: str) -> None:
    browser, tried, told = browser_of(people, who), 0, []
    for model, address in lists(browser):
        for asked in {f"{field.name}__isnull" for field in model._meta.get_fields()} - offered(model):
            answer = browser.get(f"{address}?{asked}=1")
            back = answer.status_code == 302 and answer.headers["Location"].endswith("?e=1")
            tried += 1
            if not back and answer.status_code not in {400, 403}:
                told.append((address, asked, answer.status_code))
    assert not told
    assert tried > 10, "somebody in this role reads no list at all, so nothing was tried"


def test_no_column_of_any_table_is_reached_by_any_lookup(people: People) -> None:
    """All that the pages answer by, asked directly: the product is too large for requests."""
    for model, desk in site._registry.items():
        asked = {f"{path}{lookup}" for path in paths(model) for lookup in LOOKUPS} - offered(model)
        assert {path for path in asked if desk.lookup_allowed(path, "1", None)} == set(), model  # type: ignore[arg-type]


def test_what_a_list_offers_still_narrows_it(people: People) -> None:
    browser = browser_of(people, "superuser")
    address = reverse("admin:desk_testimony_changelist")
    assert browser.get(address).context["cl"].result_count == 2
    assert browser.get(f"{address}?status__exact=draft").context["cl"].result_count == 1
    account = reverse("admin:auth_user_changelist")
    role = people.ari.groups.get().pk
    assert browser.get(f"{account}?groups__id__exact={role}").context["cl"].result_count == 1
    corrections = reverse("admin:desk_correctionrequest_changelist")
    assert browser.get(f"{corrections}?settled_at__isempty=1").context["cl"].result_count == 1
    assert browser.get(f"{corrections}?settled_at__isempty=0").context["cl"].result_count == 0


def test_every_link_that_a_list_makes_leads_somewhere(people: People) -> None:
    browser, followed = browser_of(people, "superuser"), 0
    for _model, address in lists(browser):
        listing = browser.get(address).context["cl"]
        for spec in listing.filter_specs:
            for choice in spec.choices(listing):
                followed += 1
                assert browser.get(address + choice["query_string"]).status_code == 200, (address, choice)
    assert followed > 20


def test_nonsense_in_what_a_list_offers_is_no_error(people: People) -> None:
    browser = browser_of(people, "superuser")
    failed = [
        (address, name, value)
        for model, address in lists(browser)
        for name in sorted(offered(model))
        for value in NONSENSE
        if browser.get(f"{address}?{name}={value}").status_code >= 500
    ]
    assert not failed


@pytest.mark.parametrize("value", ["%00", "9" * 30, "x", MARK])
def test_an_address_fills_no_form_in(people: People, value: str) -> None:
    browser, tried = browser_of(people, "superuser"), 0
    for model in site._registry:
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_add")
        if browser.get(address).status_code != 200:
            continue
        tried += 1
        asked = "&".join(f"{field.name}={value}" for field in model._meta.get_fields())
        answer = browser.get(f"{address}?{asked}")
        assert answer.status_code == 200, address
        assert MARK not in answer.content.decode(), address
    assert tried > 5
