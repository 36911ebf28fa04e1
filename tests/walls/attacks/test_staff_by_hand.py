# ruff: noqa: S608 (the statements are this file's own)
"""Somebody writes accounts of staff, their roles, or what a role may do into the desk's database: the log names it."""

from __future__ import annotations

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, Permission, User
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from testimonies.desk.models import Decision
from testimonies.desk.moderation.publish import publish
from testimonies.desk.signin.accept import accept
from testimonies.desk.signin.close_account import close_account
from testimonies.desk.signin.invite import invite, invite_again
from testimonies.desk.signin.set_roles import set_roles
from tests.desk.chain.test_chain import behind_its_back, said
from tests.desk.signin.coming_in import code_now, is_in, try_to_sign_in, vouch
from tests.people import EVERY_CHECK, PASSWORD, People, hand_in, make_contributor, make_draft, sign_in
from tests.real_stores import Stores

REVIEWER = "(SELECT id FROM auth_group WHERE name = 'reviewer')"
ARI = "(SELECT id FROM auth_user WHERE username = 'ari')"
APPROVE = "(SELECT id FROM auth_permission WHERE codename = 'approve_testimony')"
BY_HAND = {
    "another role": f"INSERT INTO auth_user_groups (user_id, group_id) VALUES ({ARI}, {REVIEWER})",
    "no role": f"DELETE FROM auth_user_groups WHERE user_id = {ARI}",
    "every right": "UPDATE auth_user SET is_superuser = 1 WHERE username = 'ari'",
    "a single right": f"INSERT INTO auth_user_user_permissions (user_id, permission_id) VALUES ({ARI}, {APPROVE})",
    "shut out": "UPDATE auth_user SET is_active = 0 WHERE username = 'ari'",
    "not of staff": "UPDATE auth_user SET is_staff = 0 WHERE username = 'ari'",
    "open again": "UPDATE auth_user SET is_active = 1 WHERE username = 'cho'",
    "in the clock's name": "UPDATE auth_user SET is_active = 1, is_staff = 1 WHERE username = 'the-server'",
}


def planted(name: str, word: str = "!", **powers: int) -> str:
    flags = {"is_staff": 1, "is_active": 1, "is_superuser": 0, **powers}
    told = f"'{name}', '{word}', '', '', '', '2026-01-01', {', '.join(map(str, flags.values()))}"
    columns = f"username, password, first_name, last_name, email, date_joined, {', '.join(flags)}"
    return f"INSERT INTO auth_user ({columns}) VALUES ({told})"


def test_a_planted_reviewer_is_named_before_and_after_they_sign(people: People, stores: Stores) -> None:
    assert said() == []
    word = "planted by hand, long"
    behind_its_back(
        stores,
        planted("ghost", make_password(word)),
        f"INSERT INTO auth_user_groups (user_id, group_id) SELECT max(id), {REVIEWER} FROM auth_user",
    )
    named = [line for line in said() if "account ghost was put in" in line]
    assert len(named) == 1
    browser = Client()
    try_to_sign_in(browser, "ghost", password=word)
    secret = browser.get(reverse("admin:enrol")).context["secret"].replace(" ", "")
    browser.post(reverse("admin:enrol"), {"code": code_now(secret)})
    assert is_in(browser)
    testimony = make_draft(people.cho, synthetic=True, contributor=make_contributor(basis="synthetic"))
    hand_in(testimony, people.cho)
    address = f"/staff/desk/testimony/{testimony.pk}/approve/"
    shown = browser.get(address).context["preview"].fingerprint
    assert browser.post(address, {"check": EVERY_CHECK, "shown": shown}).status_code == 302
    publish(testimony=testimony, actor=people.cho)
    assert [line for line in said() if "account ghost was put in" in line] == named


@pytest.mark.parametrize("change", BY_HAND)
def test_what_an_account_got_by_hand_is_named(people: People, stores: Stores, change: str) -> None:
    close_account(actor=people.adm, account=people.cho)
    set_roles(actor=people.adm, account=people.ari, roles=Group.objects.filter(name="contributor"))
    assert said() == []
    behind_its_back(stores, BY_HAND[change])
    (line,) = said()
    assert "The account " in line


def test_whoever_came_by_the_rules_is_not_named(people: People, stores: Stores) -> None:
    root = User.objects.get(username=_made_at_the_server())
    _, token = invite(actor=root, name="new", roles=Group.objects.filter(name="curator"))
    vouch(people.kim)
    new = accept(token, password=PASSWORD)
    one = Permission.objects.filter(codename="erase_testimony")
    set_roles(actor=root, account=new, roles=[], superuser=True, permissions=one)
    assert said() == []
    close_account(actor=root, account=new)
    assert said() == []
    _, token = invite_again(actor=root, account=new, roles=Group.objects.filter(name="reviewer"))
    vouch(people.kim)
    assert said() == []
    accept(token, password=PASSWORD)
    assert said() == []


def test_whoever_is_all_powerful_by_hand_is_named_and_by_the_server_is_not(people: People, stores: Stores) -> None:
    _made_at_the_server()
    assert said() == []
    behind_its_back(stores, planted("other", is_superuser=1))
    (line,) = said()
    assert "other" in line
    with pytest.raises(CommandError, match="no staff account"):
        call_command("note_staff", "other", "another")
    # Whoever runs the server may answer for it; the log says that it was done there.
    call_command("note_staff", "other")
    assert said() == []
    last = Decision.objects.latest("pk")
    assert (last.actor.username, [one["superuser"] for one in last.facts["staff"]]) == ("the-server", [True])


def _made_at_the_server() -> str:
    call_command("createsuperuser", interactive=False, username="root", email="", verbosity=0)
    return "root"


@pytest.mark.parametrize(
    "statements",
    [
        [f"INSERT INTO auth_group_permissions (group_id, permission_id) SELECT id, {APPROVE} FROM auth_group LIMIT 1"],
        [f"DELETE FROM auth_group_permissions WHERE permission_id = {APPROVE}"],
        ["UPDATE auth_permission SET codename = 'x' WHERE codename = 'approve_testimony'"],
        ["DELETE FROM auth_group_permissions WHERE group_id IN (SELECT id FROM auth_group WHERE name = 'custodian')"],
        [
            "INSERT INTO auth_group (name) VALUES ('helper')",
            f"INSERT INTO auth_group_permissions (group_id, permission_id) SELECT max(id), {APPROVE} FROM auth_group",
        ],
    ],
)
def test_a_role_that_may_do_something_else_is_named(people: People, stores: Stores, statements: list[str]) -> None:
    assert said() == []
    behind_its_back(stores, *statements)
    assert any("may do something else than the program says" in line for line in said())


def test_two_roles_that_change_names_are_named(people: People, stores: Stores) -> None:
    """Each does what its name says, and everybody who had the one has the other."""
    a, b = (Group.objects.get(name=name).pk for name in ("contributor", "reviewer"))
    behind_its_back(
        stores,
        f"UPDATE auth_group SET name = 'x' WHERE id = {a}",
        f"UPDATE auth_group SET name = 'contributor' WHERE id = {b}",
        f"UPDATE auth_group SET name = 'reviewer' WHERE id = {a}",
        f"UPDATE auth_group_permissions SET group_id = -1 WHERE group_id = {a}",
        f"UPDATE auth_group_permissions SET group_id = {a} WHERE group_id = {b}",
        f"UPDATE auth_group_permissions SET group_id = {b} WHERE group_id = -1",
    )
    assert [line.split()[2] for line in said()] == ["ari", "rok"]


def test_signing_in_needs_no_decision(people: People, stores: Stores) -> None:
    """Whoever only comes and goes changes nothing that the log speaks of."""
    assert is_in(sign_in(Client(), people.adm))
    assert said() == []


def test_a_house_whose_people_were_all_made_at_the_server_is_not_blamed_for_it(stores: Stores) -> None:
    """Programs that set an archive up may make them so; from the first whom the log lets in, everybody is asked for."""
    _made_at_the_server()
    User.objects.create_user("ann", is_staff=True)
    assert said() == []
    call_command("note_staff", "ann")
    assert said() == []
    User.objects.create_user("ben", is_staff=True)
    (line,) = said()
    assert "ben" in line
