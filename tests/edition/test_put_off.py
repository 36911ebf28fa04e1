"""A public account that is put off to a later day is away until then, and mirrors hear of it."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from testimonies.desk import models
from testimonies.desk.moderation.feed import write_feed
from testimonies.desk.moderation.withdraw import withdraw
from testimonies.edition.models import Withdrawal
from tests.days import day, later
from tests.desk.conftest import people
from tests.edition.watching import known, put_off, replace, tombstones, written_anew
from tests.people import People, make_testimony
from tests.real_stores import stores

__all__ = ["people", "stores"]


def test_mirrors_hear_of_an_account_that_is_put_off(people: People) -> None:
    testimony = make_testimony(people, "published")
    with later(2):
        put_off(testimony, people, 30)
        assert written_anew(testimony) == ([410, 410, 410], [(None, "withdrawn")])
    with later(31):
        assert written_anew(testimony)[0] == [410, 410, 410]
    with later(32):
        assert known(testimony)[0] == [200, 200, 200], "no job ran in between"
        write_feed()
        assert known(testimony)[1] == [(None, "withdrawn"), (None, "returned")]
        call_command("sync_edition", rebuild=True, stdout=StringIO())
        call_command("verify_edition", stdout=StringIO())
        assert known(testimony)[0] == [200, 200, 200]


def test_who_leaves_while_put_off_was_away_since_then(people: People) -> None:
    testimony = make_testimony(people, "published")
    put_off(testimony, people, 30)
    before = written_anew(testimony)
    with later(5):
        withdraw(testimony=testimony, actor=people.cho)
        assert written_anew(testimony) == before
        assert tombstones() == {(testimony.code, None, "withdrawn", day(-5).isoformat())}


def test_one_put_off_for_safety_is_away_too(people: People) -> None:
    testimony = make_testimony(people, "published")
    models.Testimony.objects.filter(pk=testimony.pk).update(public_from=day(30))
    replace(testimony, people)
    assert written_anew(testimony) == ([410, 410, 410], [(None, "withdrawn")])
    with later(30):
        write_feed()
        assert known(testimony) == (
            [200, 410, 200],
            [(None, "withdrawn"), (1, "replaced"), (None, "returned")],
        )


def test_an_account_put_off_without_a_tombstone_is_named(people: People) -> None:
    testimony = make_testimony(people, "published")
    put_off(testimony, people, 30)
    Withdrawal.objects.all().delete()
    said = StringIO()
    with pytest.raises(CommandError):
        call_command("verify_edition", stdout=said)
    assert f"{testimony.code}: away until its day, but without a tombstone" in said.getvalue()
    call_command("sync_edition", rebuild=True, stdout=StringIO())
    assert written_anew(testimony) == ([410, 410, 410], [(None, "withdrawn")])
