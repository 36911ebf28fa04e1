# ruff: noqa: S608 (the statements are this file's own)
"""The log of decisions: whatever is done to it behind its back is named, and what is done in front keeps it whole."""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from testimonies.desk import models
from testimonies.desk.chain.append import append
from testimonies.desk.chain.verify import findings
from testimonies.desk.models import Decision, Reason
from testimonies.desk.moderation.erase import erase
from testimonies.desk.moderation.return_to_author import return_to_author
from testimonies.desk.moderation.withdraw import withdraw
from tests.desk.moderation.test_at_once import at_once
from tests.people import People, advance, change_words, make_people, make_testimony
from tests.real_stores import Stores, close_the_gate, open_the_gate
from tests.shelf import Shelf

COLUMNS = [field.column for field in Decision._meta.concrete_fields]
SECRET = "asked by Zaunkönig"


def said() -> list[str]:
    """What `verify_decisions` lists; nothing where it finds the log whole."""
    close_the_gate()
    out = StringIO()
    try:
        call_command("verify_decisions", stdout=out)
    except CommandError:
        return out.getvalue().splitlines()
    finally:
        open_the_gate()
    assert "as they were written" in out.getvalue()
    return []


def behind_its_back(stores: Stores, *statements: str) -> None:
    """Somebody who can write the database's file, and has dropped its triggers, runs `statements`."""
    connection.close()
    with closing(sqlite3.connect(stores.data / "desk" / "desk.sqlite3")) as database, database:
        triggers = database.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            database.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            database.execute(statement)
        for _, definition in triggers:
            database.execute(definition)


@pytest.fixture
def staff(shelf: Shelf) -> People:
    """The people of `log`."""
    return shelf.take("ten decisions", _decide_ten_times)


@pytest.fixture
def log(staff: People, stores: Stores) -> Stores:
    """Ten decisions: who is of staff, and nine on three accounts, some of them with reasons."""
    return stores


def _decide_ten_times() -> People:
    people = make_people()
    first, second, _ = (make_testimony(people, status) for status in ("published", "submitted", "draft"))
    return_to_author(testimony=second, actor=people.rok, reason=SECRET)
    withdraw(testimony=first, actor=people.cho, reason=SECRET)
    assert Decision.objects.count() == 10
    assert said() == []
    return people


TAMPERINGS: dict[str, tuple[str, str]] = {
    "a row removed": ("DELETE FROM desk_decision WHERE id = 4", "Decision 4 is missing"),
    "rows removed": ("DELETE FROM desk_decision WHERE id IN (4, 5, 6)", "Decisions 4 to 6 are missing"),
    "the first removed": ("DELETE FROM desk_decision WHERE id = 1", "Decision 1 is missing"),
    "the last removed": ("DELETE FROM desk_decision WHERE id = 10", "Decision 10 is missing"),
    "the end cut off": ("DELETE FROM desk_decision WHERE id > 7", "Decisions 8 to 10 are missing"),
    "everything removed": ("DELETE FROM desk_decision", "Decisions 1 to 10 are missing"),
    "a column altered": ("UPDATE desk_decision SET verb = 'edit' WHERE id = 4", "Decision 4 (Edited"),
    "another actor": ("UPDATE desk_decision SET actor_id = actor_id + 1 WHERE id = 3", "Decision 3 (Submitted"),
    "another day": ("UPDATE desk_decision SET at = '2020-01-01 00:00:00' WHERE id = 2", "2020-01-01) was altered"),
    "a hash altered": (f"UPDATE desk_decision SET hash = '{'0' * 64}' WHERE id = 5", "Decision 5 ("),
    "a signature altered": (f"UPDATE desk_decision SET signature = '{'0' * 128}' WHERE id = 5", "did not sign it"),
    "a row moved to the end": ("UPDATE desk_decision SET id = 11 WHERE id = 3", "it was written as number 3"),
    "a row put in": ("INSERT", "Decision 11 (Approved"),
    "a status changed past the log": (
        "UPDATE desk_testimony SET status = 'approved' WHERE status = 'draft'",
        "does not stand where its last decision left it",
    ),
    "a reason removed": ("DELETE FROM desk_reason", "missing, and no erasure says why"),
    "reasons exchanged": (
        "UPDATE desk_reason SET words = (SELECT words FROM desk_reason o WHERE o.salt <> desk_reason.salt)",
        "cannot be read",
    ),
    "a tick put in": ("UPDATE desk_approval SET checklist = '[]'", "what they ticked, is not what the log says"),
    "another handed in": (
        "UPDATE desk_approval SET submitted_by_id = submitted_by_id + 1",
        "what they ticked, is not what the log says",
    ),
    "a signature removed": ("DELETE FROM desk_approval", "what they ticked, is not what the log says"),
    "the triggers removed": ("DROP TRIGGER IF EXISTS desk_decision_no_update", "triggers are missing"),
}


@pytest.mark.parametrize("name", TAMPERINGS)
def test_a_tampering_is_named(log: Stores, name: str) -> None:
    statement, sentence = TAMPERINGS[name]
    if "TRIGGER" in statement:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    else:
        columns = [row[1] for row in connection.cursor().execute("PRAGMA table_info(desk_decision)").fetchall()]
        if "INSERT" in statement:
            values = {"id": "11", "verb": "'approve'", "previous": "hash", "hash": "'feed'", "signature": "'feed'"}
            chosen = ", ".join(values.get(column, column) for column in columns)
            statement = f"INSERT INTO desk_decision SELECT {chosen} FROM desk_decision WHERE id = 10"
        behind_its_back(log, statement)
    found = said()
    assert any(sentence in line for line in found), found
    assert not any(SECRET in line for line in found)


def test_two_rows_that_change_places_are_both_named(log: Stores) -> None:
    behind_its_back(
        log,
        "UPDATE desk_decision SET id = -1 WHERE id = 3",
        "UPDATE desk_decision SET id = 3 WHERE id = 7",
        "UPDATE desk_decision SET id = 7 WHERE id = -1",
    )
    found = said()
    assert any(line.startswith("Decision 3 (") and "written as number 7" in line for line in found), found
    assert any(line.startswith("Decision 7 (") and "written as number 3" in line for line in found), found


def test_what_was_cut_off_stays_missing_after_the_next_decision(log: Stores, staff: People) -> None:
    behind_its_back(log, "DELETE FROM desk_decision WHERE id > 8")
    change_words(models.Testimony.objects.filter(status="draft").latest("pk"), staff.ari, title="Another title")
    assert Decision.objects.latest("pk").pk == 11
    assert "Decisions 9 to 10 are missing." in said()


HEADS: dict[str, Callable[[bytes], bytes | None]] = {
    "missing": lambda _: None,
    "for fewer": lambda head: json.dumps({**json.loads(head), "number": 3}).encode(),
    "nonsense": lambda _: b"[]",
    "empty": lambda _: b"",
}


@pytest.mark.parametrize("name", HEADS)
def test_a_head_that_was_touched_is_named_and_stays_so(log: Stores, staff: People, name: str) -> None:
    path = log.data / "desk" / "keys" / "head.json"
    new = HEADS[name](path.read_bytes())
    if new is None:
        path.unlink()
    else:
        path.write_bytes(new)
    assert any("head beside the key" in line for line in said())
    make_testimony(staff, "published")
    assert any("head beside the key" in line for line in said())


def test_another_key_did_not_sign_this_log(log: Stores) -> None:
    (log.data / "desk" / "keys" / "log.key").unlink()
    assert sum("did not sign it" in line for line in said()) == 10


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    number=st.integers(1, 10), column=st.sampled_from(COLUMNS), value=st.one_of(st.integers(-9, 9), st.text(max_size=9))
)
def test_no_column_of_no_row_can_take_another_value(log: Stores, number: int, column: str, value: object) -> None:
    path = log.data / "desk" / "desk.sqlite3"
    connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    before = path.read_bytes()
    with closing(sqlite3.connect(path)) as database:
        database.execute("DROP TRIGGER desk_decision_no_update")
        stored = database.execute(f"SELECT {column} FROM desk_decision WHERE id = ?", [number]).fetchone()[0]
        try:
            database.execute(f"UPDATE desk_decision SET {column} = ? WHERE id = ?", [value, number])
            changed = database.execute(f"SELECT {column} FROM desk_decision WHERE id = ?", [number]).fetchone()
        except sqlite3.Error:
            # The database refuses such a value by itself.
            changed = None
        if changed is not None:
            database.commit()
    try:
        if changed is not None and changed[0] != stored:
            assert any(f"ecision {number}" in line or f"decisions {number}" in line for line in list(findings()))
    finally:
        connection.close()
        for suffix in ("-wal", "-shm"):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
        path.write_bytes(before)


@pytest.mark.parametrize("statement", ["UPDATE desk_decision SET verb = 'edit'", "DELETE FROM desk_decision"])
def test_the_database_itself_refuses(log: Stores, statement: str) -> None:
    with pytest.raises(DatabaseError, match="never changed"), connection.cursor() as cursor:
        cursor.execute(f"{statement} WHERE id = 3")
    assert said() == []


def test_a_decision_that_is_not_chained_cannot_be_stored(people: People) -> None:
    testimony = make_testimony(people)
    with pytest.raises(DatabaseError):
        Decision.objects.create(
            testimony=testimony, verb="approve", actor=people.rok, to_status="approved", previous="x"
        )


def test_verbs_at_once_do_not_fork_the_chain(people: People) -> None:
    accounts = [make_testimony(people, "approved") for _ in range(6)]
    refused = at_once(*(lambda account=account: withdraw(testimony=account, actor=people.cho) for account in accounts))
    assert refused == [None] * 6
    assert said() == []
    assert Decision.objects.count() == 25


def test_an_act_that_is_taken_back_leaves_no_gap(people: People) -> None:
    testimony = make_testimony(people)

    @transaction.atomic
    def taken_back() -> None:
        append(Decision(testimony=testimony, verb="edit", actor=people.ari, to_status="draft"), reason="x")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        taken_back()
    advance(testimony, people, "published")
    assert said() == []


def test_a_reason_is_nowhere_in_clear_and_is_read_at_the_desk(log: Stores) -> None:
    assert {reason.words for reason in Reason.objects.all()} == {SECRET}
    assert SECRET not in str(list(Decision.objects.values()))
    connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for path in log.data.rglob("*"):
        assert path.is_dir() or SECRET.encode() not in path.read_bytes(), path.name


def test_an_erased_reason_does_not_break_the_chain(log: Stores, staff: People) -> None:
    gone = models.Testimony.objects.get(status="withdrawn")
    erase(testimony=gone, actor=staff.kim)
    assert not Reason.objects.filter(decision__testimony=gone).exists()
    assert said() == []


def test_the_next_decision_costs_as_much_however_many_there_are(people: People) -> None:
    testimony = make_testimony(people)

    def one_more() -> None:
        append(Decision(testimony=testimony, verb="edit", actor=people.ari, to_status="draft"))

    def steps_of_one_more() -> int:
        """How many instructions the database carries out for it."""
        steps = itertools.count()
        connection.connection.set_progress_handler(lambda: next(steps) * 0, 1)
        one_more()
        connection.connection.set_progress_handler(None, 0)
        return next(steps)

    first = steps_of_one_more()
    for _ in range(200):
        one_more()
    assert steps_of_one_more() < 1.2 * first
    assert said() == []
