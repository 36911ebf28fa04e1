"""The only administrator lost everything: whoever runs the server gives a new beginning, and the log says so."""

from __future__ import annotations

from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from testimonies.desk.chain.verify import findings
from testimonies.desk.models import AuthenticatorApp, Decision, Invitation
from testimonies.desk.signin.invite import invite_again
from testimonies.desk.signin.recovery import make_codes
from tests.days import later
from tests.desk.signin.coming_in import code_now, enrol, is_in, try_to_sign_in
from tests.people import PASSWORD, People, sign_in
from tests.real_stores import close_the_gate

NEW = "a new long password"


def reset(name: str) -> tuple[str, str]:
    """What the command says, and the link in it."""
    out = StringIO()
    call_command("reset_sign_in", name, stdout=out)
    (link,) = [line for line in out.getvalue().splitlines() if line.startswith("/")]
    return out.getvalue(), link


def test_nothing_opens_the_desk_but_the_link_and_it_does_so_once(people: People) -> None:
    secret, codes = enrol(people.adm), make_codes(people.adm)
    people.adm.passkeys.create(credential="x", data="x")
    open_page, half = sign_in(Client(), people.adm), sign_in(Client(), people.adm, factor=False)
    said, link = reset("adm")
    assert "It gives: administrator." in said
    assert not is_in(open_page)
    assert half.get(reverse("admin:enrol")).status_code == 302
    for code in ("", code_now(secret), codes[0]):
        browser = Client()
        # With the password alone, whoever stole it could set up a factor of their own.
        try_to_sign_in(browser, "adm", PASSWORD, code)
        assert "_auth_user_id" not in browser.session
    browser = Client()
    assert browser.post(link, {"new_password1": NEW, "new_password2": NEW}).status_code == 302
    browser.get(reverse("admin:enrol"))
    app = AuthenticatorApp.objects.get(user=people.adm)
    browser.post(reverse("admin:enrol"), {"code": code_now(app.pending)})
    assert is_in(browser)
    assert [group.name for group in people.adm.groups.all()] == ["administrator"]
    assert Client().get(link).status_code == 404


def test_the_log_names_the_account_and_nobody_as_the_hand(people: People) -> None:
    _, link = reset("adm")
    last = Decision.objects.latest("pk")
    assert (last.verb, last.actor.username, last.facts["account"]) == ("reset_sign_in", "the-server", people.adm.pk)
    assert str(last.get_verb_display()) == "Sign-in reset at the server"
    assert link.split("/")[-2] not in str(list(Invitation.objects.values())) + str(last.facts)
    close_the_gate()
    assert list(findings()) == []
    server = User.objects.get(username="the-server")
    assert (server.is_active, server.is_staff, server.has_usable_password()) == (False, False, False)


def test_the_link_ends_an_earlier_one_and_ends_itself(people: People) -> None:
    _, earlier = invite_again(actor=people.adm, account=people.cho, roles=[])
    _, first = reset("cho")
    _, second = reset("cho")
    for gone in (reverse("admin:accept", args=[earlier]), first):
        assert Client().get(gone).status_code == 404
    assert Client().get(second).status_code == 200
    with later(minutes=72 * 60 + 1):
        assert Client().get(second).status_code == 404


@pytest.mark.parametrize("name", ["nobody-at-all", "the-server", ""])
def test_who_is_no_member_of_staff_gets_no_link(people: People, name: str) -> None:
    reset("cho")
    before = Invitation.objects.count()
    with pytest.raises(CommandError, match="no staff account"):
        reset(name)
    assert Invitation.objects.count() == before


def test_what_the_account_may_do_is_said(people: People) -> None:
    User.objects.create_superuser("root")
    assert "every right (superuser)" in reset("root")[0]
    assert "no role" in reset("nobody")[0]
