"""What nobody could ever read leaves no trace: no page, no tombstone, no line in the feed."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection

from testimonies.desk import models
from testimonies.desk.chain.verify import findings
from testimonies.desk.models import Publication
from testimonies.desk.moderation.erase import erase
from testimonies.desk.moderation.issue_receipt import issue_receipt
from testimonies.desk.moderation.lapse import LapseReason, lapse
from testimonies.desk.moderation.records import strays
from testimonies.desk.moderation.withdraw import withdraw
from testimonies.edition.models import Withdrawal
from testimonies.receipts.asking import find
from testimonies.receipts.asking import withdraw as ask_to_withdraw
from tests.days import day, later
from tests.desk.conftest import people
from tests.edition.watching import NOTHING, known, put_off, replace, written_anew
from tests.people import People, advance, make_testimony
from tests.real_stores import ROOT, Stores, close_the_gate, stores

__all__ = ["people", "stores"]


def by_receipt(testimony: models.Testimony, people: People) -> None:
    ask_to_withdraw(find(issue_receipt(testimony=testimony, actor=people.cho)))
    call_command("sync_edition", stdout=StringIO())


def erased(testimony: models.Testimony, people: People) -> None:
    withdraw(testimony=testimony, actor=people.cho)
    erase(testimony=testimony, actor=people.kim)


def replaced_and_withdrawn(testimony: models.Testimony, people: People) -> None:
    replace(testimony, people)
    withdraw(testimony=testimony, actor=people.cho)


LEAVES: dict[str, Callable[[models.Testimony, People], object]] = {
    "withdrawn": lambda testimony, people: withdraw(testimony=testimony, actor=people.cho),
    "lapsed": lambda testimony, _: lapse(testimony=testimony, reason=LapseReason.CONSENT_NARROWED),
    "by receipt": by_receipt,
    "erased": erased,
    "replaced, then withdrawn": replaced_and_withdrawn,
}


@pytest.mark.parametrize("how", LEAVES)
def test_who_leaves_before_their_day_never_came(people: People, how: str) -> None:
    testimony = make_testimony(people, "published", public_from=day(9))
    LEAVES[how](testimony, people)
    assert known(testimony) == NOTHING
    assert written_anew(testimony) == NOTHING
    with later(20):
        assert written_anew(testimony) == NOTHING


def test_who_leaves_on_their_day_was_there(people: People) -> None:
    testimony = make_testimony(people, "published", public_from=day(9))
    with later(9):
        withdraw(testimony=testimony, actor=people.cho)
        assert written_anew(testimony) == ([410, 410, 410], [(None, "withdrawn")])


def test_a_version_that_was_replaced_before_its_day_never_was(people: People) -> None:
    testimony = make_testimony(people, "published", public_from=day(9))
    replace(testimony, people)
    assert written_anew(testimony) == NOTHING
    with later(9):
        assert written_anew(testimony) == ([200, 404, 200], [])
        withdraw(testimony=testimony, actor=people.cho)
        assert written_anew(testimony) == ([410, 410, 410], [(None, "withdrawn")])


def test_a_version_that_lapsed_before_its_day_never_was(people: People) -> None:
    testimony = make_testimony(people, "published", public_from=day(9))
    lapse(testimony=testimony, reason=LapseReason.REVIEW_PASSED)
    with later(12):
        advance(testimony, people, "published")
        assert written_anew(testimony) == ([200, 404, 200], [])


def test_a_day_that_was_put_off_before_it_came_was_none(people: People) -> None:
    testimony = make_testimony(people, "published", public_from=day(9))
    put_off(testimony, people, 20)
    with later(12):
        assert written_anew(testimony) == NOTHING, "the first day is over, and nobody could read it"
        withdraw(testimony=testimony, actor=people.cho)
        assert written_anew(testimony) == NOTHING


@pytest.mark.parametrize("lost", [False, True])
@pytest.mark.parametrize("how", ["withdrawn", "lapsed"])
def test_a_restore_after_the_day_brings_nobody_back_and_tells_nothing(
    people: People, stores: Stores, tmp_path: Path, how: str, lost: bool
) -> None:
    """Also where the desk is lost with its list of those who left, and only the edition is there."""
    testimony = make_testimony(people, "published", public_from=day(9))
    call_command("backup", str(tmp_path / "backup"), stdout=StringIO(), stderr=StringIO())
    LEAVES[how](testimony, people)
    if lost:
        connection.close()
        for path in [*(stores.data / "desk").glob("desk.sqlite3*"), *(stores.data / "desk").glob("gone.jsonl")]:
            path.unlink()
    with later(20):
        call_command("restore", str(tmp_path / "backup"), custodian="kim", stdout=StringIO())
        assert known(testimony) == NOTHING
        assert written_anew(testimony) == NOTHING
    close_the_gate()
    assert list(findings()) == []


def test_what_was_told_stays_told(people: People) -> None:
    """By a clock that ran ahead, or before it was asked whether anybody could read it."""
    testimony = make_testimony(people, "published", public_from=day(9))
    with later(9):
        withdraw(testimony=testimony, actor=people.cho)
    Publication.objects.update(public_from=day(90))
    call_command("sync_edition", rebuild=True, stdout=StringIO())
    assert known(testimony) == ([410, 410, 410], [(None, "withdrawn")])


def test_a_tombstone_of_what_nobody_could_read_is_named(people: People) -> None:
    testimony = make_testimony(people, "published", public_from=day(9))
    withdraw(testimony=testimony, actor=people.cho)
    Withdrawal.objects.create(code=testimony.code, version=None, reason="withdrawn", on=day())
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_edition", stdout=said)
    assert f"{testimony.code}: has a tombstone, but nobody could ever read it" in said.getvalue()
    call_command("sync_edition", rebuild=True, stdout=StringIO())
    call_command("verify_edition", stdout=StringIO())


@pytest.mark.parametrize("safety", [False, True])
def test_a_day_that_a_hand_wrote_is_named(people: People, safety: bool) -> None:
    """By it a withdrawal would be told to no mirror."""
    testimony = make_testimony(people, "published")
    if safety:
        replace(testimony, people)
    close_the_gate()
    assert list(strays()) == []
    Publication.objects.filter(version=1).update(public_from=day(90))
    (sentence,) = strays()
    assert sentence.startswith(f"{testimony.code} v1: what is kept of its publication")


def test_versions_from_before_have_their_days(people: People) -> None:
    early, plain = make_testimony(people, "published", public_from=day(9)), make_testimony(people, "published")
    forged = make_testimony(people, "published", public_from=day(9))
    Publication.objects.update(public_from=None)
    Publication.objects.filter(testimony=forged).update(content={"public_from": "tomorrow"})
    (file,) = (ROOT / "testimonies" / "desk" / "migrations").glob("*_known_days.py")
    import_module(f"testimonies.desk.migrations.{file.stem}").know_the_days(apps, None)
    days = dict(Publication.objects.values_list("testimony__code", "public_from"))
    assert days == {early.code: day(9), plain.code: None, forged.code: None}
    withdraw(testimony=early, actor=people.cho)
    assert known(early) == NOTHING
