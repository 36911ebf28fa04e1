# ruff: noqa: S608 (the statements are this file's own)
"""An invitation changed or put in by hand lets nobody in, and `verify_decisions` names it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from testimonies.desk.models import Invitation
from testimonies.desk.signin.accept import accept
from testimonies.desk.signin.invite import invite, token_hash
from testimonies.desk.signin.reset_sign_in import reset_sign_in
from testimonies.desk.stand_in import SERVER, stand_in
from tests.desk.chain.test_chain import behind_its_back, said
from tests.desk.signin.coming_in import vouch
from tests.people import PASSWORD, People, make_person
from tests.real_stores import Stores

CHANGES = {
    "a link of one's own": f"UPDATE desk_invitation SET token_hash = '{token_hash('mine')}'",
    "another account": "UPDATE desk_invitation SET account_id = (SELECT id FROM auth_user WHERE username = 'rok')",
    "another name": "UPDATE desk_invitation SET name = 'other'",
    "a later end": "UPDATE desk_invitation SET expires_at = '2099-01-01 00:00:00'",
    "another role": "UPDATE desk_invitation_roles SET group_id = (SELECT id FROM auth_group WHERE name = 'custodian')",
    "made by another": "UPDATE desk_invitation SET made_by_id = (SELECT id FROM auth_user WHERE username = 'root')",
}


def opens(token: str) -> bool:
    return Client().get(reverse("admin:accept", args=[token])).status_code == 200


def invited(people: People) -> tuple[Invitation, str]:
    return invite(actor=people.adm, name="ghost", roles=Group.objects.filter(name="reviewer"))


def test_a_confirmation_by_hand_opens_nothing_and_is_named(people: People, stores: Stores) -> None:
    _, token = invited(people)
    assert said() == []
    behind_its_back(stores, f"UPDATE desk_invitation SET confirmed_by_id = {people.kim.pk}, confirmed_at = made_at")
    assert not opens(token)
    assert any("invitation" in line.lower() for line in said())


@pytest.mark.parametrize("change", CHANGES)
def test_a_confirmed_invitation_changed_by_hand_opens_nothing_and_is_named(
    people: People, stores: Stores, change: str
) -> None:
    make_person("root", "administrator")
    _, token = invited(people)
    vouch(people.kim)
    assert opens(token)
    assert said() == []
    behind_its_back(stores, CHANGES[change])
    assert not opens(token)
    assert not opens("mine")
    assert any("invitation" in line.lower() for line in said())


def test_a_link_that_was_used_is_used_whatever_its_row_says(people: People, stores: Stores) -> None:
    _, token = invited(people)
    vouch(people.kim)
    accept(token, password=PASSWORD)
    assert said() == []
    behind_its_back(
        stores, "UPDATE desk_invitation SET accepted_at = NULL, account_id = (SELECT max(id) FROM auth_user)"
    )
    assert not opens(token)
    assert any("invitation" in line.lower() for line in said())


def test_nobody_is_let_in_in_the_name_of_the_server(people: People, stores: Stores) -> None:
    server = stand_in(SERVER)
    _, real = reset_sign_in(people.cho)
    assert opens(real)
    assert said() == []
    planted = (
        "INSERT INTO desk_invitation (name, display_name, account_id, token_hash, made_by_id, made_at, expires_at) "
        f"VALUES ('rok', '', {people.rok.pk}, '{token_hash('mine')}', {server.pk}, '2026-01-01', '2099-01-01 00:00:00')"
    )
    behind_its_back(stores, planted)
    assert not opens("mine")
    assert any("invitation" in line.lower() for line in said())
