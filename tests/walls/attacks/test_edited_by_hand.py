# ruff: noqa: S608 (the statements are this file's own)
"""Somebody writes the desk's database by hand, past the program and its triggers: it is named, and does not get out."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from nacl.encoding import HexEncoder
from nacl.public import PrivateKey

from testimonies.desk.intake.write import write
from testimonies.desk.models import Contributor
from testimonies.desk.moderation.rotate_seal import rotate_seal
from testimonies.edition.models import PublishedTestimony
from testimonies.exchange.jsonl import Line
from tests.days import day
from tests.desk.admin.test_consents import GIVEN
from tests.desk.chain.test_chain import behind_its_back, said
from tests.people import People, advance, make_draft, make_record, make_testimony, sign_in
from tests.real_stores import Stores

EDITS = {
    "an approval by another": "UPDATE desk_decision SET actor_id = 1 WHERE verb = 'approve'",
    "a row less": "DELETE FROM desk_decision WHERE verb = 'submit'",
    "the last row less": "DELETE FROM desk_decision WHERE id = (SELECT max(id) FROM desk_decision)",
    "an earlier day": "UPDATE desk_decision SET at = '2020-01-01 00:00:00' WHERE verb = 'publish'",
    "a state that nobody decided": "UPDATE desk_testimony SET status = 'approved' WHERE status = 'submitted'",
    "a signature by another": "UPDATE desk_approval SET approved_by_id = (SELECT max(id) FROM auth_user)",
    "a public version that was not published": "UPDATE desk_testimony SET public_version = 2 WHERE public_version = 1",
    "a public version taken out": "UPDATE desk_testimony SET public_version = NULL, status = 'approved'",
    "words that nobody published": """UPDATE desk_publication SET content = replace(content, 'wages', 'gifts')""",
    "a publication less": "DELETE FROM desk_publication",
    "rights that it does not use": """UPDATE desk_publication SET rights = '["public_summary"]'""",
    "an answer that nobody gave": "UPDATE desk_consentanswer SET answer = 'ask'",
    "an answer put in": """INSERT INTO desk_consentanswer (consent_id, scope, answer)
        SELECT id, 'press', 'yes' FROM desk_consent""",
    "a consent without an end": "UPDATE desk_consent SET expires_on = '2099-01-01'",
    "a condition put in other words": "UPDATE desk_consentcondition SET words = 'None'",
    "a condition taken away": "DELETE FROM desk_consentcondition",
    "another consent": "UPDATE desk_publication SET consent_id = (SELECT max(id) FROM desk_consent)",
    "a later review": "UPDATE desk_testimony SET review_on = '2099-01-01' WHERE status = 'published'",
    "an account put in": "a copy",
    "a box that nobody ticked": "UPDATE desk_approval SET checklist = '[]'",
}

PUBLIC = "UPDATE desk_testimony SET status = 'published', public_version = 1, review_on = '2099-01-01'"


def row(table: str, where: str, **changes: object) -> str:
    """The statement that copies one row of `table` with `changes`."""
    columns = [line[1] for line in connection.cursor().execute(f"PRAGMA table_info({table})").fetchall()]
    chosen = ", ".join(literal(changes[name]) if name in changes else name for name in columns)
    return f"INSERT INTO {table} SELECT {chosen} FROM {table} WHERE {where} LIMIT 1"


def literal(value: object) -> str:
    if value is None or isinstance(value, int):
        return "NULL" if value is None else str(value)
    return "'" + str(value).replace("'", "''") + "'"


@pytest.mark.parametrize("edit", EDITS)
def test_what_was_done_is_named(people: People, stores: Stores, edit: str) -> None:
    public = make_draft(people.ari)
    public.contributor.consents.get().conditions.create(words="Not in the Korean press.")
    advance(public, people, "published")
    make_testimony(people, "submitted")
    assert said() == []
    statement = row("desk_testimony", "status = 'submitted'", id=999, code="NKR-P1ANTED0")
    behind_its_back(stores, statement if edit == "an account put in" else EDITS[edit])
    assert said() != []


def test_a_state_set_by_hand_publishes_nothing(people: People, stores: Stores) -> None:
    """The ledger has no snapshot that the door could take; and what nothing covers goes out by the clock."""
    testimony = make_testimony(people, "submitted")
    behind_its_back(stores, PUBLIC)
    for rebuild in (False, True):
        call_command("sync_edition", rebuild=rebuild, verbosity=0)
        assert Client().get(f"/testimonies/{testimony.code}/").status_code in {404, 410}
        assert testimony.code not in Client().get("/search/").content.decode()
    assert not PublishedTestimony.objects.exists()


def test_an_edition_changed_by_hand_is_noticed(people: People, stores: Stores) -> None:
    testimony = make_testimony(people, "published")
    call_command("sync_edition", verbosity=0)
    with connections["edition"].cursor() as cursor:
        cursor.execute("UPDATE edition_publishedtext SET title = 'Invented'")
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_edition", stdout=out)
    assert testimony.code in out.getvalue()


@pytest.mark.parametrize("statement", ["UPDATE desk_consentanswer SET answer = 'no'", "DELETE FROM desk_consentanswer"])
def test_a_consent_changed_between_approving_and_publishing_is_named(
    people: People, stores: Stores, statement: str
) -> None:
    testimony = make_testimony(people, "approved")
    assert said() == []
    behind_its_back(stores, statement)
    assert any(testimony.code in line and "consent" in line for line in said())


CONSENTS: dict[str, str | dict[str, int | None]] = {
    "put in": {"id": 99},
    "put in without a name": {"id": 99, "entered_by_id": None},
    "put in before the others": {"id": -1, "entered_by_id": None},
    "entered by another": "UPDATE desk_consent SET entered_by_id = (SELECT max(id) FROM auth_user)",
    "entered by nobody": "UPDATE desk_consent SET entered_by_id = NULL WHERE id = (SELECT max(id) FROM desk_consent)",
    "taken away": "DELETE FROM desk_consent WHERE id = (SELECT max(id) FROM desk_consent)",
}


@pytest.mark.parametrize("edit", CONSENTS)
def test_a_consent_that_nobody_entered_is_named(people: People, stores: Stores, edit: str) -> None:
    """Also before anything was approved under it, and of a contributor who has no account yet."""
    assert write([Line(1, make_record())], entered_by=people.cho).problems == []
    alone = Contributor.objects.create(pseudonym="Min")
    answers = {"contributor": alone.pk, "basis": "direct", "given_on": day().isoformat(), **GIVEN}
    assert sign_in(Client(), people.cho).post(reverse("admin:desk_consent_add"), answers).status_code == 302
    assert said() == []
    statement = CONSENTS[edit]
    behind_its_back(stores, statement if isinstance(statement, str) else row("desk_consent", "1", **statement))
    assert any(line.startswith("Consent ") for line in said())


def test_another_seal_key_is_named(people: People, stores: Stores, tmp_path: Path) -> None:
    """Whoever puts their own key in its place would read every name that comes in from then on."""
    call_command("make_seal_key", str(tmp_path / "first"), stdout=StringIO())
    file = stores.data / "desk" / "seal.pub"
    first = file.read_bytes()
    assert said() == []
    for other in (PrivateKey.generate().public_key.encode(HexEncoder), b"", None):
        file.write_bytes(other) if other is not None else file.unlink()
        assert any("seal key" in line for line in said())
    rotate_seal(key=PrivateKey.generate().public_key, actor=people.kim)
    assert said() == []
    file.write_bytes(first)
    assert any("seal key" in line for line in said())
