"""Who may do what: the groups of the database are the table in the code, and nobody can give themselves more."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from testimonies.desk.roles import ROLES
from tests.people import People, make_person, sign_in
from tests.walls.roles_table import roles_table

# In words, so that a change of the table is a change of this sentence too.
ALONE = {
    "approve_testimony": {"reviewer"},
    "return_testimony": {"reviewer"},
    "review_testimony": {"reviewer"},
    "override_testimony": {"custodian"},
    "add_knownoutside": {"curator"},
    "change_knownoutside": {"curator"},
    "confirm_knownoutside": {"curator", "reviewer"},
    "change_vocabularyterm": {"curator"},
    "change_reportedfigure": {"curator"},
    "confirm_open_words": {"curator", "reviewer"},
    "change_houserules": {"administrator"},
    "publish_testimony": {"curator", "reviewer"},
    "withdraw_testimony": {"curator", "reviewer", "custodian"},
    "submit_testimony": {"contributor", "curator"},
    "add_testimony": {"contributor", "curator"},
    "change_testimony": {"contributor", "curator"},
    "view_every_testimony": {"curator", "reviewer", "custodian"},
    "view_sealedentry": {"custodian"},
    "change_user": {"administrator"},
    "add_user": set(),
    "add_invitation": {"administrator"},
    "confirm_invitation": {"custodian", "administrator"},
    "close_account": {"administrator"},
}


def test_the_groups_are_the_table(people: People) -> None:
    groups = {group.name: {p.codename for p in group.permissions.all()} for group in Group.objects.all()}
    assert groups == {role: set(codenames) for role, codenames in ROLES.items()}


def test_who_may_do_what_in_words() -> None:
    assert {codename: {role for role in ROLES if codename in ROLES[role]} for codename in ALONE} == ALONE


def test_no_role_may_erase_history_or_grant_permissions() -> None:
    for role, codenames in ROLES.items():
        erasing = {codename for codename in codenames if codename.startswith("delete_")}
        assert erasing <= {"delete_text", "delete_tag"}, role
        assert not codenames & {"add_group", "change_group", "add_permission", "change_permission"}, role
        assert not codenames & {"add_decision", "change_decision", "change_sealedentry", "change_publication"}, role


def _form(person: User, **changes: object) -> dict[str, object]:
    """What the form of a staff account sends."""
    sent = {name: getattr(person, name) for name in ("username", "first_name", "last_name", "email")}
    return {
        **sent,
        "is_active": "on",
        "is_staff": "on",
        "groups": list(person.groups.values_list("pk", flat=True)),
        **changes,
    }


@pytest.mark.parametrize("whom", ["self", "another"])
def test_an_administrator_makes_nobody_a_superuser(people: People, whom: str) -> None:
    target = people.adm if whom == "self" else people.nobody
    everything = Permission.objects.values_list("pk", flat=True)
    browser = Client()
    sign_in(browser, people.adm)
    answer = browser.post(
        reverse("admin:auth_user_change", args=[target.pk]),
        _form(target, first_name="Changed", is_superuser="on", user_permissions=list(everything)),
    )
    target.refresh_from_db()
    assert answer.status_code == 302
    assert target.first_name == "Changed"
    assert target.is_superuser is False
    assert not target.user_permissions.exists()


def test_nobody_adds_an_account_or_sets_another_password(people: People) -> None:
    """People are invited, and choose their own; see tests/desk/signin/test_invitations.py."""
    word, before = "correct horse battery", User.objects.filter(pk=people.cho.pk).values().get()
    sent = {"username": "new", "password1": word, "password2": word, "usable_password": "true", "is_superuser": "on"}
    root = User.objects.create_superuser("root", password=word)
    for person in (people.adm, root):
        browser = sign_in(Client(), person)
        assert browser.post(reverse("admin:auth_user_add"), sent).status_code == 403
        assert browser.post(reverse("admin:auth_user_password_change", args=[people.cho.pk]), sent).status_code == 403
    assert not User.objects.filter(username="new").exists()
    assert User.objects.filter(pk=people.cho.pk).values().get() == before


@pytest.mark.parametrize("page", ["auth_user_change", "auth_user_password_change", "auth_user_delete"])
def test_an_administrator_cannot_touch_a_superuser(people: People, page: str) -> None:
    root = User.objects.create_superuser("root", password="a long enough password")
    before = User.objects.filter(pk=root.pk).values().get()
    browser = Client()
    sign_in(browser, people.adm)
    word = "another long password"
    sent = _form(root, password1=word, password2=word, usable_password="true", post="yes", is_active="")
    assert browser.post(reverse(f"admin:{page}", args=[root.pk]), sent).status_code in {302, 403}
    assert User.objects.filter(pk=root.pk).values().get() == before


@pytest.mark.parametrize("role", [role for role in ROLES if role != "administrator"])
def test_no_other_role_sees_or_changes_accounts(people: People, role: str) -> None:
    browser = Client()
    sign_in(browser, people.by_role[role])
    for page, arguments in (("changelist", []), ("add", []), ("change", [people.nobody.pk])):
        assert browser.get(reverse(f"admin:auth_user_{page}", args=arguments)).status_code == 403, page
    assert browser.get(reverse("admin:auth_group_changelist")).status_code == 403


def test_an_inactive_person_may_do_nothing(people: People) -> None:
    person = make_person("left", *ROLES)
    person.is_active = False
    person.save()
    assert User.objects.get(username="left").get_all_permissions() == set()


def test_the_documentation_prints_the_table() -> None:
    page = (Path(__file__).parents[2] / "docs" / "roles.md").read_text()
    assert roles_table() in page, "print roles_table() into docs/roles.md"
