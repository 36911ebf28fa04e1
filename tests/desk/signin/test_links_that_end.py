"""Links end with the role of whoever made or confirmed them, for good; and names are what the sign-in page reads."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from testimonies.desk.moderation.refusals import Unmet
from testimonies.desk.signin.accept import accept
from testimonies.desk.signin.close_account import close_account
from testimonies.desk.signin.invite import invite, invite_again
from testimonies.desk.signin.reset_sign_in import reset_sign_in
from testimonies.desk.signin.set_roles import set_roles
from tests.desk.signin.coming_in import code_now, enrol, is_in, try_to_sign_in, vouch
from tests.people import PASSWORD, People, make_person


def roles(*names: str) -> list[Group]:
    return list(Group.objects.filter(name__in=names))


def opens(token: str) -> bool:
    return Client().get(reverse("admin:accept", args=[token])).status_code == 200


def _begun_anew(account: User, other: User, witness: User) -> None:
    _, token = invite_again(actor=other, account=account, roles=roles("contributor"))
    vouch(witness)
    accept(token, password=PASSWORD)


WAYS: dict[str, Callable[[User, User, User], object]] = {
    "begun anew with less": _begun_anew,
    "given less": lambda account, other, _: set_roles(actor=other, account=account, roles=roles("contributor")),
    "closed": lambda account, other, _: close_account(actor=other, account=account),
    "reset at the server": lambda account, *_: reset_sign_in(account),
}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("hand", ["made", "confirmed"])
def test_a_link_does_not_come_back_with_the_role(people: People, way: str, hand: str) -> None:
    loser, other = people.adm, make_person("two", "administrator")
    maker, witness = (loser, other) if hand == "made" else (other, loser)
    _, token = invite(actor=maker, name="ghost", roles=roles("reviewer"))
    vouch(witness)
    assert opens(token)
    WAYS[way](loser, other, people.kim)
    assert not opens(token)
    User.objects.filter(pk=loser.pk).update(is_active=True)
    set_roles(actor=other, account=loser, roles=roles("administrator"))
    assert not opens(token)


def test_a_link_outlives_a_change_that_takes_nothing(people: People) -> None:
    two = make_person("two", "administrator")
    _, token = invite(actor=people.adm, name="ghost", roles=[])
    vouch(people.kim)
    set_roles(actor=two, account=people.adm, roles=roles("administrator", "contributor"))
    assert opens(token)


def test_a_name_in_parts_of_letters_signs_in(people: People) -> None:
    """Some keyboards type Korean syllables as their parts; the page of signing in puts them together."""
    name = unicodedata.normalize("NFD", "민수")
    _, token = invite(actor=people.adm, name=name, roles=roles("reviewer"))
    with pytest.raises(Unmet):
        invite(actor=people.adm, name=unicodedata.normalize("NFC", name), roles=[])
    vouch(people.kim)
    secret = enrol(accept(token, password=PASSWORD))
    for again in (name, "민수"):
        with pytest.raises(Unmet):
            invite(actor=people.adm, name=again, roles=[])
    browser = Client()
    try_to_sign_in(browser, name, code=code_now(secret))
    assert is_in(browser)


def test_a_name_that_grows_too_long_is_refused(people: People) -> None:
    with pytest.raises(Unmet):
        invite(actor=people.adm, name="\ufdfa" * 20, roles=[])
