"""Every address of the staff desk, found from the URL conf: closed to whoever has no role, and empty without reason."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.admin.sites import site
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse
from django.utils import translation

from testimonies.desk import models
from testimonies.desk.roles import ROLES
from tests.people import People, make_contributor, make_testimony, sign_in
from tests.pictures import bare_photo
from tests.walls.deny import MARK, client, everything


def patterns(resolver: URLResolver, above: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address below `resolver`, with its name."""
    for part in resolver.url_patterns:
        if isinstance(part, URLResolver):
            yield from patterns(part, above)
        else:
            yield f"{part.name}", part


def staff_addresses(testimony: models.Testimony) -> dict[str, str]:
    """One real address for every pattern of the admin's URL conf; fails for a pattern it cannot fill."""
    rows = {model: model._default_manager.first() for model in site._registry}
    filled = {}
    for name, pattern in patterns(get_resolver(None).namespace_dict["admin"][1]):
        arguments = pattern.pattern.converters
        model = next((m for m in rows if name.startswith(f"{m._meta.app_label}_{m._meta.model_name}_")), None)
        row = testimony if model is models.Testimony else rows.get(model) if model else None
        key = str(row.pk) if row else "1"
        photo = models.Photo.objects.filter(testimony=testimony).first()
        known = {
            "name": photo.name if photo else "x",
            "object_id": key,
            "pk": key,
            "id": key,
            "app_label": "desk",
            "content_type_id": "1",
            "url": "x",
        }
        known |= {"token": "made-up", "factor": "app"}
        if name == "None":
            # Django's catch-all, and its redirect from addresses without "change".
            filled["catch-all"] = reverse("admin:index") + "desk/testimony/zaun/könig/"
        elif "app_list" in name:
            filled[name] = reverse("admin:app_list", args=["desk"])
        else:
            given = {argument: known[argument] for argument in arguments}
            given |= {group: known[group] for group in pattern.pattern.regex.groupindex if group not in given}
            filled[name] = reverse(f"admin:{name}", kwargs=given)
    assert len(filled) > 40
    return filled


# What whoever may sign in needs: the front page without content, the password, the way out, the scripts' words.
OPEN_TO_STAFF = {"index", "logout", "password_change", "password_change_done", "jsi18n", "login"} | {
    *("enrol", "passkey_options", "passkey_new", "account", "account_codes"),
}
OPEN_TO_ALL = {"login", "logout", "jsi18n", "passkey_options", "accept"}


@pytest.fixture
def testimony(people: People) -> models.Testimony:
    """A public account of ari's, beside one in the queue; what is private of both has the mark."""
    make_testimony(people, "submitted", contributor=make_contributor(MARK))
    account = make_testimony(people, "published", contributor=make_contributor(MARK), body=f"{MARK}.\n\nTwo.")
    bare_photo(account).texts.create(language="en", alt=MARK)
    return account


def showing(browser: Client, people: People, testimony: models.Testimony) -> list[str]:
    """The names of the addresses at which `browser` sees anything of an account of ari's."""
    codes = models.Testimony.objects.filter(author=people.ari).values_list("code", flat=True)
    found = []
    for name, address in staff_addresses(testimony).items():
        body = browser.get(address).content.decode()
        if any(word in body for word in (MARK, *codes)):
            found.append(name)
    return found


@pytest.mark.parametrize("who", ["anonymous", "not staff", "inactive"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_every_address_sends_whoever_is_no_staff_to_sign_in(
    people: People, testimony: models.Testimony, who: str, method: str
) -> None:
    before, browser = everything(), client(people, who)
    for name, address in staff_addresses(testimony).items():
        answer: HttpResponse = getattr(browser, method)(address)
        assert MARK not in answer.content.decode(), f"{who}: {method} {address}"
        if name not in OPEN_TO_ALL:
            assert answer.status_code == 302, f"{who}: {method} {address}"
            assert "/login/" in answer.headers["Location"], f"{who}: {method} {address}"
    assert everything() == before


@pytest.mark.parametrize("method", ["get", "post"])
def test_no_address_is_open_to_staff_without_a_role(people: People, testimony: models.Testimony, method: str) -> None:
    before = everything()
    for name, address in staff_addresses(testimony).items():
        browser = Client()
        sign_in(browser, people.nobody)
        answer: HttpResponse = getattr(browser, method)(address)
        if name not in OPEN_TO_STAFF:
            assert answer.status_code in {302, 403, 404, 405}, f"nobody: {method} {address}"
    assert everything() == before


def test_those_whose_task_it_is_see_accounts(people: People, testimony: models.Testimony) -> None:
    """Or the tests below would look at nothing."""
    browser = Client()
    sign_in(browser, people.cho)
    assert len(showing(browser, people, testimony)) > 8


@pytest.mark.parametrize("role", [role for role in ROLES if "view_testimony" not in ROLES[role]])
def test_a_role_that_reads_no_testimony_reads_none_anywhere(
    people: People, testimony: models.Testimony, role: str
) -> None:
    browser = Client()
    sign_in(browser, people.by_role[role])
    assert showing(browser, people, testimony) == []


@pytest.mark.parametrize("who", ["nobody", "author of another"])
def test_whoever_has_no_part_in_an_account_sees_nothing_of_it(
    people: People, testimony: models.Testimony, who: str
) -> None:
    assert showing(client(people, who), people, testimony) == []


def test_an_author_who_lost_the_role_sees_nothing_of_their_own_accounts(
    people: People, testimony: models.Testimony
) -> None:
    people.ari.groups.clear()
    browser = Client()
    sign_in(browser, people.ari)
    assert showing(browser, people, testimony) == []


@pytest.mark.parametrize("who", [*ROLES])
def test_nobody_deletes_and_no_list_has_actions(people: People, who: str) -> None:
    testimony = make_testimony(people, "submitted")
    before = everything()
    people.by_role[who].user_permissions.clear()
    browser = Client()
    sign_in(browser, people.by_role[who])
    for model in site._registry:
        label = f"{model._meta.app_label}_{model._meta.model_name}"
        row = model._default_manager.first()
        if row:
            deletion = reverse(f"admin:{label}_delete", args=[row.pk])
            assert browser.post(deletion, {"post": "yes"}).status_code in {302, 403, 404}, deletion
        listing = reverse(f"admin:{label}_changelist")
        browser.post(listing, {"action": "delete_selected", "_selected_action": [testimony.pk], "post": "yes"})
        assert model._default_manager.count() or row is None
    assert everything() == before


@pytest.mark.parametrize("key", ["0", "999999999", "9" * 30, "9" * 5000, "-1", "x", "1_2F", "%00", "1;drop"])
@pytest.mark.parametrize("page", ["change/", "history/", "delete/", "submit/", "approve/"])
def test_a_made_up_key_is_an_answer_and_not_a_fault(people: People, key: str, page: str) -> None:
    browser = Client()
    sign_in(browser, people.cho)
    answer = browser.get(f"{reverse('admin:desk_testimony_changelist')}{key}/{page}")
    assert answer.status_code in {302, 403, 404}


def test_another_language_of_the_desk_is_no_other_desk(people: People) -> None:
    testimony = make_testimony(people, "submitted")
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            address = reverse("admin:desk_testimony_approve", args=[testimony.pk])
            assert resolve(address).app_names == ["admin"]
        assert Client().post(address).status_code == 302
        nobody = Client()
        sign_in(nobody, people.nobody)
        assert nobody.post(address).status_code == 404
    testimony.refresh_from_db()
    assert testimony.status == "submitted"


def test_a_forged_request_from_another_site_changes_nothing(people: People) -> None:
    testimony = make_testimony(people, "submitted")
    browser = Client(enforce_csrf_checks=True)
    sign_in(browser, people.rok)
    assert browser.post(reverse("admin:desk_testimony_withdraw", args=[testimony.pk])).status_code == 403
    testimony.refresh_from_db()
    assert testimony.status == "submitted"
