"""A restore lets nobody of staff in by what ended since the backup: no old phone, no stolen passkey, no former role."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from testimonies.desk.chain.verify import findings
from testimonies.desk.models import AuthenticatorApp, Decision, Passkey, RecoveryCodes
from testimonies.desk.signin.accept import accept
from testimonies.desk.signin.close_account import close_account
from testimonies.desk.signin.confirm import confirm
from testimonies.desk.signin.invite import invite, invite_again
from testimonies.desk.signin.recovery import left, make_codes
from testimonies.desk.signin.set_roles import set_roles
from tests.desk.at_the_server import answered
from tests.desk.signin.coming_in import code_now, enrol, is_in, try_to_sign_in
from tests.people import PASSWORD, People, make_testimony, sign_in
from tests.real_stores import Stores, close_the_gate

NEW = "chosen after the backup"


@pytest.fixture
def file(people: People, tmp_path: Path) -> Path:
    """A backup of a desk in which everybody has an app, and its codes."""
    make_testimony(people)
    for person in (people.adm, people.kim, people.cho, people.rok):
        enrol(person)
        make_codes(person)
    people.cho.passkeys.create(credential="kept", data="x", sign_count=3)
    people.cho.passkeys.create(credential="stolen", data="y")
    invite(actor=people.adm, name="new", roles=[])
    return backup(tmp_path)


def backup(folder: Path) -> Path:
    call_command("backup", str(folder / "backup.tar"), stdout=StringIO(), stderr=StringIO())
    return folder / "backup.tar"


def secret_of(person: User) -> str:
    return AuthenticatorApp.objects.get(user=person).secret


def comes_in(name: str, password: str, code: str) -> bool:
    """Whether anything at all opens: also half a session, which may set up a second factor."""
    browser = Client()
    try_to_sign_in(browser, name, password, code)
    return "_auth_user_id" in browser.session


def test_without_a_good_code_nothing_is_restored(people: People, file: Path) -> None:
    before = Decision.objects.count()
    with pytest.raises(CommandError, match="The code was not accepted"):
        answered("restore", file, code="000000")
    assert Decision.objects.count() == before
    answered("restore", file)
    assert Decision.objects.get(verb="restore").facts["proved"] is True


@pytest.mark.parametrize("since", ["closed", "other role"])
def test_whoever_is_no_custodian_any_more_restores_nothing(people: People, file: Path, since: str) -> None:
    code = make_codes(people.kim)[0]
    if since == "closed":
        close_account(actor=people.adm, account=people.kim)
    else:
        set_roles(actor=people.adm, account=people.kim, roles=[])
    with pytest.raises(CommandError, match="kim"):
        answered("restore", file, code=code)
    assert not Decision.objects.filter(verb="restore").exists()


def test_a_factor_that_was_lost_since_opens_nothing(people: People, file: Path) -> None:
    """And neither does the password that stood beside it, nor the one chosen since: its person begins anew."""
    secret, codes = secret_of(people.cho), make_codes(people.cho)
    file.unlink()
    backup(file.parent)
    invitation, token = invite_again(actor=people.adm, account=people.cho, roles=people.cho.groups.all())
    confirm(actor=people.kim, invitation=invitation)
    accept(token, password=NEW)
    later, later_codes = enrol(people.cho), make_codes(people.cho)
    answered("restore", file)
    for password in (PASSWORD, NEW):
        for code in ("", code_now(secret), code_now(later), codes[0], later_codes[0]):
            assert not comes_in("cho", password, code)
    for model in (AuthenticatorApp, Passkey, RecoveryCodes):
        assert not model._default_manager.filter(user=people.cho).exists()
    people.cho.refresh_from_db()
    assert people.cho.is_active


def test_another_phone_beside_the_same_password_leaves_no_password_alone(people: People, file: Path) -> None:
    """It would be enough to set up a second factor: whoever stole it would come in."""
    secret = secret_of(people.rok)
    later = enrol(people.rok)
    answered("restore", file)
    for code in ("", code_now(secret), code_now(later)):
        assert not comes_in("rok", PASSWORD, code)


def test_a_passkey_that_was_removed_since_stays_away_and_a_copied_one_is_noticed(people: People, file: Path) -> None:
    Passkey.objects.get(credential="stolen").delete()
    Passkey.objects.filter(credential="kept").update(sign_count=9)
    Passkey.objects.create(user=people.cho, credential="added since", data="z")
    answered("restore", file)
    assert list(Passkey.objects.values_list("credential", "sign_count")) == [("kept", 9)]


def test_who_changed_nothing_signs_in_as_before_but_with_no_used_code(people: People, file: Path) -> None:
    codes, open_page = make_codes(people.rok), sign_in(Client(), people.rok)
    file.unlink()
    backup(file.parent)
    secret = secret_of(people.rok)
    used = code_now(secret)
    assert comes_in("rok", PASSWORD, used)
    assert comes_in("rok", PASSWORD, codes[0])
    answered("restore", file)
    assert not is_in(open_page)
    assert not comes_in("rok", PASSWORD, used)
    assert not comes_in("rok", PASSWORD, codes[0])
    assert left(people.rok) == len(codes) - 1
    browser = Client()
    try_to_sign_in(browser, "rok", code=code_now(secret, 1))
    assert is_in(browser)


def test_accounts_roles_and_invitations_that_ended_stay_so(people: People, tmp_path: Path) -> None:
    root = User.objects.create_superuser("root", password=PASSWORD)
    make_testimony(people)
    enrol(people.kim)
    _, mine = invite(actor=people.adm, name="new", roles=Group.objects.all())
    _, other = invite_again(actor=people.adm, account=people.ari, roles=Group.objects.all())
    file = backup(tmp_path)
    close_account(actor=people.adm, account=people.cho)
    set_roles(actor=people.adm, account=people.rok, roles=[])
    User.objects.filter(pk=root.pk).update(is_superuser=False)
    said = answered("restore", file)
    assert "closed" not in said
    accounts = {user.username: user for user in User.objects.all()}
    assert (accounts["cho"].is_active, accounts["cho"].has_usable_password()) == (False, False)
    assert not accounts["rok"].groups.exists()
    assert (accounts["root"].is_superuser, accounts["root"].is_active) == (False, True)
    # What nobody touched is as it was.
    assert [group.name for group in accounts["ari"].groups.all()] == ["contributor"]
    assert accounts["ari"].check_password(PASSWORD)
    for token in (mine, other):
        assert Client().get(reverse("admin:accept", args=[token])).status_code == 404


@pytest.mark.parametrize("where", ["lost", "another archive"])
def test_where_it_is_not_known_what_ended_everybody_begins_anew(
    people: People, file: Path, stores: Stores, made_once: Path, where: str
) -> None:
    """The administrator by a link made at the server, and everybody else by the administrator."""
    secret, codes = secret_of(people.adm), make_codes(people.adm)
    file.unlink()
    backup(file.parent)
    connection.close()
    for path in (stores.data / "desk").glob("desk.sqlite3*"):
        path.unlink()
    if where == "another archive":
        empty = (made_once / "migrated" / "desk" / "desk.sqlite3").read_bytes()
        (stores.data / "desk" / "desk.sqlite3").write_bytes(empty)
        # A person of the same name is not the same person.
        User.objects.create_superuser("adm", password=PASSWORD)
    said = answered("restore", file, code="")
    assert "all of them are closed" in said
    assert not User.objects.filter(is_active=True).exists()
    for code in ("", code_now(secret), codes[0]):
        assert not comes_in("adm", PASSWORD, code)
    out = StringIO()
    call_command("reset_sign_in", "adm", stdout=out)
    (link,) = [line for line in out.getvalue().splitlines() if line.startswith("/")]
    administrator = Client()
    assert administrator.post(link, {"new_password1": NEW, "new_password2": NEW}).status_code == 302
    adm = User.objects.get(username="adm")
    assert (adm.is_active, [group.name for group in adm.groups.all()]) == (True, ["administrator"])
    # Nobody else is left to confirm what the administrator does, so the second person begins at the server, too.
    call_command("reset_sign_in", "kim", stdout=out)
    link = [line for line in out.getvalue().splitlines() if line.startswith("/")][-1]
    assert Client().post(link, {"new_password1": NEW, "new_password2": NEW}).status_code == 302
    cho = User.objects.get(username="cho")
    invitation, token = invite_again(actor=adm, account=cho, roles=[Group.objects.get(name="reviewer")])
    confirm(actor=User.objects.get(username="kim"), invitation=invitation)
    assert [group.name for group in accept(token, password=NEW).groups.all()] == ["reviewer"]
    assert Decision.objects.get(verb="restore").facts["proved"] is False
    close_the_gate()
    assert list(findings()) == []
