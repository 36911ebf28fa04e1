"""What an account may do is given by one verb, as the log says, and somebody is always left to look after accounts."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from testimonies.desk.chain.verify import findings
from testimonies.desk.models import Decision
from testimonies.desk.moderation.refusals import NotPermitted
from testimonies.desk.signin.invite import invite
from testimonies.desk.signin.set_roles import set_roles
from tests.desk.signin.coming_in import vouch
from tests.people import People, sign_in
from tests.real_stores import close_the_gate


@pytest.fixture
def root(people: People) -> User:
    return User.objects.create_superuser("root")


def save(browser: Client, account: User, **changes: Any) -> Any:
    """What the page of `account` sends, with `changes`."""
    held = list(account.groups.values_list("pk", flat=True))
    sent = {"username": account.username, "first_name": account.first_name, "groups": held, **changes}
    return browser.post(reverse("admin:auth_user_change", args=[account.pk]), sent)


def test_whoever_is_made_all_powerful_stands_in_the_log(people: People, root: User) -> None:
    one = Permission.objects.get(codename="erase_testimony")
    save(sign_in(Client(), root), people.cho, is_superuser="on", user_permissions=[one.pk])
    people.cho.refresh_from_db()
    assert (people.cho.is_superuser, list(people.cho.user_permissions.all())) == (True, [one])
    said = Decision.objects.order_by("-pk")[0]
    assert (said.verb, said.actor, said.facts) == (
        "set_roles",
        root,
        {
            "account": people.cho.pk,
            "active": True,
            "roles": [people.cho.groups.get().pk],
            "names": ["curator"],
            "superuser": True,
            "permissions": [one.pk],
        },
    )
    save(sign_in(Client(), root), people.cho)
    people.cho.refresh_from_db()
    assert (people.cho.is_superuser, people.cho.user_permissions.count()) == (False, 0)
    assert Decision.objects.order_by("-pk")[0].facts["superuser"] is False
    close_the_gate()
    assert list(findings()) == []


def test_only_the_all_powerful_give_more_than_a_role(people: People) -> None:
    held = list(people.cho.groups.all())
    with pytest.raises(NotPermitted):
        set_roles(actor=people.adm, account=people.cho, roles=held, superuser=True)
    with pytest.raises(NotPermitted):
        set_roles(actor=people.adm, account=people.cho, roles=held, permissions=Permission.objects.all())
    set_roles(actor=people.adm, account=people.cho, roles=held)
    assert Decision.objects.order_by("-pk")[0].facts["superuser"] is False


def test_a_name_stays_with_its_decisions(people: People, root: User) -> None:
    """Of two who changed names each would have decided what the other did."""
    for person in (people.adm, root):
        save(sign_in(Client(), person), people.cho, username="rok2", first_name="Cho the curator")
        people.cho.refresh_from_db()
        assert (people.cho.username, people.cho.first_name) == ("cho", "Cho the curator")


@pytest.mark.parametrize("account", ["superuser", "administrator"])
def test_the_last_who_invites_cannot_take_it_from_themselves(people: People, root: User, account: str) -> None:
    if account == "superuser":
        set_roles(actor=root, account=people.adm, roles=[])
        last = root
    else:
        # All-powerful by role and more, so that the page lets them change their own roles.
        User.objects.filter(pk=root.pk).update(is_superuser=False)
        last = people.adm
        User.objects.filter(pk=last.pk).update(is_superuser=True)
        last.refresh_from_db()
    before = Decision.objects.count()
    answer = save(sign_in(Client(), last), last, groups=[], first_name="Changed")
    assert answer.status_code == 302
    last = User.objects.get(pk=last.pk)
    assert last.is_superuser
    assert last.has_perm("desk.add_invitation")
    assert last.first_name == ""
    assert Decision.objects.count() == before


def test_a_demoted_administrators_links_open_nothing(people: People, root: User) -> None:
    invitation, token = invite(actor=people.adm, name="sock", roles=Group.objects.all())
    vouch(people.kim)
    set_roles(actor=root, account=people.adm, roles=[])
    invitation.refresh_from_db()
    assert invitation.revoked_at
    assert Client().get(reverse("admin:accept", args=[token])).status_code == 404


def test_a_link_is_worth_no_more_than_who_gave_it(people: People, root: User) -> None:
    """And than who vouched for it. Whatever took the role away: also a hand in the database."""
    _, token = invite(actor=people.adm, name="sock", roles=Group.objects.all())
    vouch(people.kim)
    link = reverse("admin:accept", args=[token])
    for person in (people.kim, people.adm):
        held = list(person.groups.all())
        assert Client().get(link).status_code == 200
        person.groups.clear()
        assert Client().get(link).status_code == 404
        person.groups.set(held if person == people.kim else [])
    sent = {"new_password1": "a password of one's own", "new_password2": "a password of one's own"}
    assert Client().post(link, sent).status_code == 404
    assert not User.objects.filter(username="sock").exists()


def test_nobody_changes_what_a_role_may_do(people: People, root: User) -> None:
    """It would make many people more powerful at once, and stand in no decision."""
    role = Group.objects.get(name="contributor")
    before = set(role.permissions.all())
    every = list(Permission.objects.values_list("pk", flat=True))
    for person in (people.adm, root):
        browser = sign_in(Client(), person)
        assert browser.get(reverse("admin:auth_group_change", args=[role.pk])).status_code == 200
        sent = {"name": "contributor", "permissions": every}
        assert browser.post(reverse("admin:auth_group_change", args=[role.pk]), sent).status_code == 403
        assert browser.post(reverse("admin:auth_group_add"), {**sent, "name": "new"}).status_code == 403
        assert browser.post(reverse("admin:auth_group_delete", args=[role.pk]), {"post": "yes"}).status_code == 403
    assert set(role.permissions.all()) == before
