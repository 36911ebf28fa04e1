"""The only way in: an invitation, once, for three days. And the only way out: an account closed in one act."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from testimonies.desk.chain.verify import findings
from testimonies.desk.models import AuthenticatorApp, Decision, Invitation, Passkey, RecoveryCodes
from testimonies.desk.moderation.refusals import NotPermitted, Unmet
from testimonies.desk.signin.close_account import close_account
from testimonies.desk.signin.invite import invite, invite_again
from testimonies.desk.signin.recovery import make_codes
from testimonies.desk.signin.set_roles import set_roles
from tests.days import later
from tests.desk.signin.coming_in import code_now, enrol, is_in, try_to_sign_in, vouch
from tests.people import PASSWORD, People, sign_in
from tests.real_stores import close_the_gate

NEW = "a password of one's own"


def reviewers() -> list[Group]:
    return [Group.objects.get(name="reviewer")]


def link_in(page: str) -> str:
    found = re.search(r"http://testserver(/staff/invitation/[\w-]+/)", page)
    assert found
    return found.group(1)


def test_an_invitation_leads_to_an_account_with_a_second_factor(people: People) -> None:
    sent = {"name": "new", "display_name": "New One", "roles": [reviewers()[0].pk]}
    page = sign_in(Client(), people.adm).post(reverse("admin:desk_invitation_add"), sent).content.decode()
    link, browser = link_in(page), Client()
    assert "Ask one of these: kim." in page
    assert browser.get(link).status_code == 404
    second, (waiting,) = sign_in(Client(), people.kim), Invitation.objects.all()
    confirm_page = reverse("admin:desk_invitation_confirm", args=[waiting.pk])
    assert confirm_page in second.get(reverse("admin:desk_invitation_change", args=[waiting.pk])).content.decode()
    assert "reviewer" in second.get(confirm_page).content.decode()
    assert second.post(confirm_page).status_code == 302
    assert second.post(confirm_page).status_code == 404
    assert link.split("/")[-2] not in str(list(Invitation.objects.values()))
    assert "<strong>new</strong>" in browser.get(link).content.decode()
    assert not User.objects.filter(username="new").exists()
    answer = browser.post(link, {"new_password1": NEW, "new_password2": NEW})
    assert answer.headers["Location"] == reverse("admin:enrol")
    assert not is_in(browser)
    browser.get(reverse("admin:enrol"))
    new = User.objects.get(username="new")
    browser.post(reverse("admin:enrol"), {"code": code_now(new.app.pending)})
    assert is_in(browser)
    assert (new.is_superuser, list(new.groups.all()), new.check_password(NEW)) == (False, reviewers(), True)
    # Used up.
    assert Client().get(link).status_code == 404
    assert Client().post(link, {"new_password1": PASSWORD, "new_password2": PASSWORD}).status_code == 404
    verbs = list(Decision.objects.values_list("verb", "actor__username"))
    assert verbs[-3:] == [("invite", "adm"), ("confirm_invitation", "kim"), ("accept_invitation", "new")]
    facts = Decision.objects.latest("pk").facts
    assert (facts["invitation"], facts["confirmed_by"]) == (waiting.pk, people.kim.pk)
    assert (facts["account"], facts["roles"]) == (new.pk, [reviewers()[0].pk])
    close_the_gate()
    assert list(findings()) == []


@pytest.mark.parametrize("password", ["short", "123456789987654321"])
def test_a_weak_password_uses_nothing_up(people: People, password: str) -> None:
    _, token = invite(actor=people.adm, name="new", roles=reviewers())
    vouch(people.kim)
    link = reverse("admin:accept", args=[token])
    assert Client().post(link, {"new_password1": password, "new_password2": password}).status_code == 200
    assert not User.objects.filter(username="new").exists()
    assert Client().get(link).status_code == 200


def test_an_old_a_forged_and_a_withdrawn_link_are_the_same_page(people: People) -> None:
    invitation, token = invite(actor=people.adm, name="new", roles=[])
    vouch(people.kim)
    with later(minutes=72 * 60 - 1):
        assert Client().get(reverse("admin:accept", args=[token])).status_code == 200
    pages = [Client().get(reverse("admin:accept", args=[f"{token[:-1]}{'A' if token[-1] != 'A' else 'B'}"]))]
    with later(minutes=72 * 60 + 1):
        pages.append(Client().get(reverse("admin:accept", args=[token])))
    sign_in(Client(), people.adm).post(reverse("admin:desk_invitation_take_back", args=[invitation.pk]))
    pages.append(Client().get(reverse("admin:accept", args=[token])))
    assert {page.status_code for page in pages} == {404}
    bodies = {page.content.decode().replace(page.wsgi_request.path, "") for page in pages}
    assert len({re.sub(r'value="\w{64}"', "", body) for body in bodies}) == 1


def test_a_name_is_given_once(people: People) -> None:
    invite(actor=people.adm, name="new", roles=[])
    for name in ("new", "NEW", "cho", "Cho", "with space", ""):
        with pytest.raises(Unmet):
            invite(actor=people.adm, name=name, roles=[])


def test_nobody_else_invites_closes_or_gives_roles(people: People) -> None:
    for person in (people.ari, people.cho, people.rok, people.kim, people.nobody):
        with pytest.raises(NotPermitted):
            invite(actor=person, name="new", roles=[])
        with pytest.raises(NotPermitted):
            invite_again(actor=person, account=people.nobody, roles=[])
        with pytest.raises(NotPermitted):
            close_account(actor=person, account=people.nobody)
        with pytest.raises(NotPermitted):
            set_roles(actor=person, account=people.nobody, roles=reviewers())


def test_an_administrator_gains_nothing_for_themselves(people: People) -> None:
    root = User.objects.create_superuser("root")
    with pytest.raises(NotPermitted):
        set_roles(actor=people.adm, account=people.adm, roles=reviewers())
    for account in (people.adm, root):
        with pytest.raises(NotPermitted):
            invite_again(actor=people.adm, account=account, roles=reviewers())
    with pytest.raises(NotPermitted):
        close_account(actor=people.adm, account=root)


def test_whoever_lost_the_phone_begins_anew_with_the_same_account(people: People) -> None:
    secret, codes = enrol(people.cho), make_codes(people.cho)
    open_page = sign_in(Client(), people.cho)
    _, token = invite_again(actor=people.adm, account=people.cho, roles=people.cho.groups.all())
    vouch(people.kim)
    # Until the link is used nothing changes: an invitation sent by mistake shuts nobody out.
    assert is_in(open_page)
    browser = Client()
    browser.post(reverse("admin:accept", args=[token]), {"new_password1": NEW, "new_password2": NEW})
    assert not is_in(open_page)
    for code in (code_now(secret), codes[0]):
        assert try_to_sign_in(Client(), "cho", PASSWORD, code).status_code == 200
    assert browser.get(reverse("admin:enrol")).status_code == 200
    assert User.objects.filter(username="cho").count() == 1


def test_a_second_link_for_somebody_ends_the_first(people: People) -> None:
    _, first = invite_again(actor=people.adm, account=people.cho, roles=[])
    vouch(people.kim)
    _, second = invite_again(actor=people.adm, account=people.cho, roles=[])
    vouch(people.kim)
    assert Client().get(reverse("admin:accept", args=[first])).status_code == 404
    assert Client().get(reverse("admin:accept", args=[second])).status_code == 200


def test_an_account_is_closed_in_one_act(people: People) -> None:
    secret = enrol(people.cho)
    make_codes(people.cho)
    people.cho.passkeys.create(credential="x", data="x")
    open_page, half = sign_in(Client(), people.cho), sign_in(Client(), people.cho, factor=False)
    _, token = invite_again(actor=people.adm, account=people.cho, roles=[])
    vouch(people.kim)
    admin = sign_in(Client(), people.adm)
    assert admin.get(reverse("admin:auth_user_close", args=[people.cho.pk])).status_code == 200
    assert admin.post(reverse("admin:auth_user_close", args=[people.cho.pk])).status_code == 302
    people.cho.refresh_from_db()
    assert (people.cho.is_active, people.cho.groups.count()) == (False, 0)
    assert not is_in(open_page)
    assert half.get(reverse("admin:enrol")).status_code == 302
    assert try_to_sign_in(Client(), "cho", code=code_now(secret)).status_code == 200
    assert Client().get(reverse("admin:accept", args=[token])).status_code == 404
    for model in (AuthenticatorApp, Passkey, RecoveryCodes):
        assert not model._default_manager.filter(user=people.cho).exists()
    last = Decision.objects.order_by("-pk")[0]
    assert (last.verb, last.actor, last.facts) == ("close_account", people.adm, {"account": people.cho.pk})


def test_the_last_administrator_stays(people: People) -> None:
    admin = sign_in(Client(), people.adm)
    answer = admin.post(reverse("admin:auth_user_close", args=[people.adm.pk]))
    assert "last administrator" in answer.content.decode()
    people.adm.refresh_from_db()
    assert people.adm.is_active
    root = User.objects.create_superuser("root")
    close_account(actor=root, account=people.adm)
    with pytest.raises(Unmet):
        close_account(actor=root, account=root)


def test_an_invitation_taken_back_while_it_is_confirmed_is_a_sentence(people: People) -> None:
    """Two press at once: the second finds nothing that waits, and reads so."""
    invitation, _ = invite(actor=people.adm, name="new", roles=reviewers())
    taken_back: list[str] = []

    def between(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith("UPDATE") and Invitation._meta.db_table in sql and not taken_back:
            taken_back.append(sql)
            Invitation.objects.filter(pk=invitation.pk).update(revoked_at=timezone.now())
        return execute(sql, *rest)

    browser = sign_in(Client(), people.kim)
    with connection.execute_wrapper(between):
        answer = browser.post(reverse("admin:desk_invitation_confirm", args=[invitation.pk]), follow=True)
    assert taken_back
    assert "does not wait for anybody any more" in answer.content.decode()
    invitation.refresh_from_db()
    assert invitation.confirmed_by is None
