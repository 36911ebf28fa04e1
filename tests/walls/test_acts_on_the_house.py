"""The acts that are about no testimony, by the way each is done, by everybody; and that no page of readers acts."""

from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from nacl.encoding import HexEncoder
from nacl.public import PrivateKey

from testimonies.desk import models
from testimonies.desk.moderation.open_words import put_open_words
from testimonies.desk.moderation.transitions import AT_THE_SERVER
from testimonies.desk.roles import ROLES
from testimonies.desk.seal import make_seal_key
from testimonies.desk.signin.invite import invite as invite_somebody
from testimonies.desk.unseal import PUBLIC
from testimonies.edition.publish import bring_up_to_date
from testimonies.vocabulary import DecisionVerb
from tests.desk.at_the_server import answered, proof_of, typed
from tests.desk.moderation.test_known_outside import FACTS as OUTSIDE
from tests.desk.moderation.test_open_words import FIGURE
from tests.people import People, make_person, make_testimony, sign_in
from tests.real_stores import Stores
from tests.walls.deny import EVERYBODY, client, everything, person
from tests.walls.looking import public_addresses
from tests.walls.test_default_deny import STATELESS

# Whose task it is, in words; the commands are given by name, so only who has an account can be named.
WHOSE = {
    DecisionVerb.INVITE: {"administrator"},
    DecisionVerb.CONFIRM: {"administrator", "custodian"},
    DecisionVerb.SET_ROLES: {"administrator"},
    DecisionVerb.CLOSE: {"administrator"},
    DecisionVerb.OPEN_AGAIN: {"administrator"},
    DecisionVerb.SET_RULES: {"administrator"},
    DecisionVerb.ENTER_OUTSIDE: {"curator"},
    DecisionVerb.CONFIRM_OUTSIDE: {"curator", "reviewer"},
    DecisionVerb.ENTER_OPEN_WORDS: {"curator"},
    DecisionVerb.CONFIRM_OPEN_WORDS: {"curator", "reviewer"},
    DecisionVerb.ROTATE_SEAL: {"custodian"},
    DecisionVerb.RESTORE: {"custodian"},
}


def test_every_act_on_the_house_is_tried() -> None:
    """Entering has `test_forms`, and accepting an invitation has nobody signed in: `test_invitations` is about it.

    `reset_sign_in` and `lock_down` ask whoever is at the server for no role, and have tests of their own.
    """
    elsewhere = {DecisionVerb.ACCESSION, DecisionVerb.ACCEPT, *AT_THE_SERVER}
    assert set(WHOSE) == STATELESS - elsewhere
    assert {verb for verb, _, _ in BY_ADDRESS.values()} | BY_COMMAND.keys() == WHOSE.keys()


def house() -> Any:
    """Every row, and who may do what; when somebody came in last is no change."""
    powers = ("pk", "username", "first_name", "is_active", "is_staff", "is_superuser", "password")
    people = [(dict(row), list(user.groups.values_list("name", flat=True))) for user, row in _people(powers)]
    return everything(), people


def _people(powers: tuple[str, ...]) -> list[tuple[User, dict[str, Any]]]:
    return [(user, {name: getattr(user, name) for name in powers}) for user in User.objects.order_by("pk")]


def invite(browser: Client, people: People) -> Any:
    roles = [Group.objects.get(name="custodian").pk]
    return browser.post(reverse("admin:desk_invitation_add"), {"name": "new", "roles": roles})


def invite_again(browser: Client, people: People) -> Any:
    roles = [Group.objects.get(name="custodian").pk]
    return browser.post(reverse("admin:desk_invitation_again", args=[people.nobody.pk]), {"roles": roles})


def set_roles(browser: Client, people: People) -> Any:
    sent = {"username": "nobody", "first_name": "", "groups": [Group.objects.get(name="reviewer").pk]}
    return browser.post(reverse("admin:auth_user_change", args=[people.nobody.pk]), sent)


def close(browser: Client, people: People) -> Any:
    return browser.post(reverse("admin:auth_user_close", args=[people.nobody.pk]))


def nothing(people: People) -> None:
    """Nothing has to be there before."""


def invited(people: People) -> None:
    """By somebody else than whoever tries to confirm it."""
    invite_somebody(actor=make_person("amy", "administrator"), name="new", roles=Group.objects.none())


def confirm(browser: Client, people: People) -> Any:
    return browser.post(reverse("admin:desk_invitation_confirm", args=[models.Invitation.objects.get().pk]))


def set_rules(browser: Client, people: People) -> Any:
    return browser.post(reverse("admin:desk_houserules_change", args=[1]), {"k": "5"})


def enter_outside(browser: Client, people: People) -> Any:
    return browser.post(reverse("admin:desk_knownoutside_add"), OUTSIDE)


def entered(people: People) -> None:
    """By somebody else than whoever tries to confirm it."""
    sign_in(Client(), make_person("cat", "curator")).post(reverse("admin:desk_knownoutside_add"), OUTSIDE)
    assert models.KnownOutside.objects.count() == 1


def confirm_outside(browser: Client, people: People) -> Any:
    entry = models.KnownOutside.objects.get()
    address = reverse("admin:desk_knownoutside_confirm", args=[entry.pk])
    return browser.post(address, {"shown": entry.fingerprint})


def known(people: People) -> None:
    """The log knows the words that are there."""
    put_open_words()


def enter_figure(browser: Client, people: People) -> Any:
    return browser.post(reverse("admin:desk_reportedfigure_add"), FIGURE)


def mend_label(browser: Client, people: People) -> Any:
    term = models.VocabularyTerm.objects.get(slug="construction")
    sent = {"label_en": "Another word", "label_ko": term.label_ko, "label_ru": term.label_ru}
    return browser.post(reverse("admin:desk_vocabularyterm_change", args=[term.pk]), sent)


def figure_entered(people: People) -> None:
    """By somebody else than whoever tries to confirm it."""
    sign_in(Client(), make_person("cat", "curator")).post(reverse("admin:desk_reportedfigure_add"), FIGURE)
    assert models.ReportedFigure.objects.count() == 1


def confirm_figure(browser: Client, people: People) -> Any:
    figure = models.ReportedFigure.objects.get()
    return browser.post(reverse("admin:desk_reportedfigure_confirm", args=[figure.pk]), {"shown": figure.fingerprint})


def label_mended(people: People) -> None:
    mend_label(sign_in(Client(), make_person("cat", "curator")), people)
    assert models.VocabularyTerm.objects.get(slug="construction").label_en == "Another word"


def confirm_label(browser: Client, people: People) -> Any:
    term = models.VocabularyTerm.objects.get(slug="construction")
    return browser.post(reverse("admin:desk_vocabularyterm_confirm", args=[term.pk]), {"shown": term.fingerprint})


BY_ADDRESS: dict[str, tuple[DecisionVerb, Callable[[People], None], Callable[[Client, People], Any]]] = {
    "invite": (DecisionVerb.INVITE, nothing, invite),
    "invite again": (DecisionVerb.INVITE, nothing, invite_again),
    "confirm an invitation": (DecisionVerb.CONFIRM, invited, confirm),
    "set roles": (DecisionVerb.SET_ROLES, nothing, set_roles),
    "close": (DecisionVerb.CLOSE, nothing, close),
    "set rules": (DecisionVerb.SET_RULES, nothing, set_rules),
    "enter what is known outside": (DecisionVerb.ENTER_OUTSIDE, nothing, enter_outside),
    "confirm what is known outside": (DecisionVerb.CONFIRM_OUTSIDE, entered, confirm_outside),
    "enter a figure": (DecisionVerb.ENTER_OPEN_WORDS, known, enter_figure),
    "mend a label": (DecisionVerb.ENTER_OPEN_WORDS, known, mend_label),
    "confirm a figure": (DecisionVerb.CONFIRM_OPEN_WORDS, figure_entered, confirm_figure),
    "confirm a label": (DecisionVerb.CONFIRM_OPEN_WORDS, label_mended, confirm_label),
}


@pytest.mark.parametrize("way", BY_ADDRESS)
@pytest.mark.parametrize("who", [who for who in EVERYBODY if who != "nobody"])
def test_by_its_address(people: People, who: str, way: str) -> None:
    verb, prepare, act = BY_ADDRESS[way]
    prepare(people)
    browser = client(people, who)
    before, known = house(), models.Decision.objects.count()
    answer = act(browser, people)
    if who in WHOSE[verb]:
        assert answer.status_code in {200, 302}
        assert models.Decision.objects.count() == known + 1
        assert models.Decision.objects.latest("pk").verb == verb
    else:
        assert answer.status_code in {302, 403, 404}
        assert answer.status_code != 302 or "/login/" in answer.headers["Location"]
        assert house() == before


def rotate(people: People, name: str, folder: Path) -> None:
    key = folder / "new.pub"
    key.write_text(PUBLIC + PrivateKey.generate().public_key.encode(HexEncoder).decode())
    answered("rotate_seal", key, custodian=name)


def restore(people: People, name: str, folder: Path) -> None:
    answered("restore", folder / "backup.tar", custodian=name)


def open_again(people: People, name: str, folder: Path) -> None:
    with typed(f"{proof_of(name)}\n"):
        call_command("lock_down", "--open", name, "--code-stdin", stdout=StringIO())


BY_COMMAND = {DecisionVerb.ROTATE_SEAL: rotate, DecisionVerb.RESTORE: restore, DecisionVerb.OPEN_AGAIN: open_again}


@pytest.mark.parametrize("verb", BY_COMMAND)
def test_by_its_command(people: People, stores: Stores, tmp_path: Path, verb: DecisionVerb) -> None:
    make_testimony(people, "published")
    put_open_words()
    if verb == DecisionVerb.RESTORE:
        call_command("backup", str(tmp_path / "backup.tar"), stdout=StringIO())
    elif verb == DecisionVerb.ROTATE_SEAL:
        make_seal_key()
    else:
        call_command("lock_down", stdout=StringIO())
    seal = stores.data / "desk" / "seal.pub"
    names = {
        who: person(people, who).username for who in EVERYBODY if who not in {*("nobody", "not staff"), "anonymous"}
    }
    names |= {"anonymous": "who is not there", "nobody": "nobody"}
    for who in sorted(names, key=lambda who: who in WHOSE[verb]):
        before = house(), seal.exists() and seal.read_bytes()
        if who in WHOSE[verb]:
            BY_COMMAND[verb](people, names[who], tmp_path)
            assert models.Decision.objects.latest("pk").verb == verb
        else:
            with pytest.raises(CommandError, match=r"Your role|no active staff account|is no custodian"):
                BY_COMMAND[verb](people, names[who], tmp_path)
            assert (house(), seal.exists() and seal.read_bytes()) == before, who
    assert len(names) > len(ROLES)


def test_no_address_of_readers_does_anything(people: People, stores: Stores) -> None:
    """There is no entry by the API in the table of transitions because the API has no verb: it, like every page that
    readers have, is read. Only `/receipt/`, which is a role of its own, takes a form; `tests/receipts` is about it."""
    testimony = make_testimony(people, "published")
    bring_up_to_date()
    addresses = [
        address
        for address in public_addresses([testimony.code], {"slug": ["construction", "debt-bondage"]})
        if "/receipt/" not in address
    ]
    reader = Client()
    read = [address for address in addresses if reader.get(address).status_code == 200]
    assert len(read) > 20
    files = {path: path.read_bytes() for path in stores.edition.rglob("*") if path.is_file()}
    before = house()
    sent = {"q": "x", "code": testimony.code, "status": "withdrawn", "verb": "withdraw", "title": "Invented"}
    for address in addresses:
        for method in (reader.post, reader.put, reader.patch, reader.delete):
            answer = method(address, sent if method == reader.post else b"{}")
            assert answer.status_code in ({403, 405} if address in read else {403, 404, 405, 410}), address
    assert house() == before
    assert {path: path.read_bytes() for path in stores.edition.rglob("*") if path.is_file()} == files
