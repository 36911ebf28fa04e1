# ruff: noqa: S608 (the statements are this file's own)
"""An entry of the withdrawals feed that somebody wrote into the desk's rows is not signed, and is named."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from testimonies.desk import models
from testimonies.desk.moderation.feed import write_feed
from testimonies.desk.moderation.lapse import LapseReason, lapse
from testimonies.desk.moderation.submit import submit
from testimonies.desk.moderation.withdraw import withdraw
from testimonies.exchange.withdrawals import Entry
from tests.desk.chain.test_chain import behind_its_back, said
from tests.desk.moderation.test_feed import feed
from tests.people import People, advance, make_testimony
from tests.real_stores import Stores


def put_in(stores: Stores, code: str, act: str, version: int | None = None) -> None:
    columns = f"'{code}', {version or 'NULL'}, '{act}', '2026-01-01'"
    number = "(SELECT coalesce(max(number), 0) + 1 FROM desk_feedentry)"
    behind_its_back(
        stores, f'INSERT INTO desk_feedentry (number, code, version, act, "on") VALUES ({number}, {columns})'
    )


def lost(stores: Stores) -> None:
    for name in ("withdrawals.json", "withdrawals.key"):
        (stores.edition / "feeds" / name).unlink()


def came_back(people: People) -> models.Testimony:
    """An account that left once and is public again."""
    testimony = make_testimony(people, "published")
    lapse(testimony=testimony, reason=LapseReason.REVIEW_PASSED)
    testimony.refresh_from_db()
    submit(testimony=testimony, actor=people.ari)
    return advance(testimony, people, "published")


def without_numbers(entries: tuple[Entry, ...]) -> list[tuple[str, int | None, str]]:
    return [(entry.code, entry.version, entry.act) for entry in entries]


@pytest.mark.parametrize("file", ["kept", "lost"])
@pytest.mark.parametrize("act", ["withdrawn", "replaced"])
@pytest.mark.parametrize("before", ["published", "came back"])
def test_nobody_makes_mirrors_delete_what_is_public(
    people: People, stores: Stores, before: str, act: str, file: str
) -> None:
    testimony = came_back(people) if before == "came back" else make_testimony(people, "published")
    call_command("sync_edition")
    told = feed().entries
    assert said() == []
    version = testimony.public_version if act == "replaced" else None
    put_in(stores, testimony.code, act, version)
    if file == "lost":
        lost(stores)
    assert any("withdrawals feed" in line for line in said())
    call_command("sync_edition")
    assert feed().entries == told
    assert any("withdrawals feed" in line for line in said())
    withdraw(testimony=testimony, actor=people.cho)
    assert without_numbers(feed().entries) == [*without_numbers(told), (testimony.code, None, "withdrawn")]


@pytest.mark.parametrize("known", [True, False])
def test_nobody_makes_mirrors_show_what_left(people: People, stores: Stores, known: bool) -> None:
    testimony = make_testimony(people, "withdrawn")
    assert said() == []
    put_in(stores, testimony.code if known else "NKR-UNKN0WN", "returned")
    assert any("withdrawals feed" in line for line in said())
    lost(stores)
    call_command("sync_edition")
    assert without_numbers(feed().entries) == [(testimony.code, None, "withdrawn")]


def test_what_was_signed_is_not_taken_back_by_a_row(people: People, stores: Stores) -> None:
    first, second = make_testimony(people, "withdrawn"), make_testimony(people, "published")
    told = feed().entries
    behind_its_back(stores, f"UPDATE desk_feedentry SET code = '{second.code}'")
    assert any("not as it was signed" in line for line in said())
    call_command("sync_edition")
    assert feed().entries == told
    assert told[0].code == first.code


def test_a_feed_that_was_lost_says_the_same_again(people: People, stores: Stores) -> None:
    """Mirrors have the earlier one, which must be its beginning."""
    other = make_testimony(people, "published")
    withdraw(testimony=came_back(people), actor=people.cho)
    told = feed().entries
    lost(stores)
    assert said() == []
    write_feed()
    assert feed().entries == told
    withdraw(testimony=other, actor=people.cho)
    assert feed().entries[:-1] == told
    assert models.FeedEntry.objects.count() == len(told) + 1
    assert said() == []
