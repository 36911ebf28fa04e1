"""What somebody gets who watches one account from outside, and two ways to give it a new version."""

from __future__ import annotations

from io import StringIO

from django.core.management import call_command
from django.test import Client

from testimonies.desk import models
from testimonies.desk.models import FeedEntry
from testimonies.desk.moderation.edit import edit
from testimonies.desk.moderation.publish import publish
from testimonies.edition.models import Withdrawal
from tests.days import day
from tests.people import People, advance, change_words

Told = list[tuple[int | None, str]]
NOTHING: tuple[list[int], Told] = ([404, 404, 404], [])


def known(testimony: models.Testimony) -> tuple[list[int], Told]:
    """What a watcher gets: the account, its versions 1 and 2, and what the feed says of it."""
    pages = [Client().get(f"/testimonies/{testimony.code}/{version}").status_code for version in ("", "v1/", "v2/")]
    return pages, list(FeedEntry.objects.filter(code=testimony.code).values_list("version", "act"))


def tombstones() -> set[tuple[str, int | None, str, str]]:
    rows = Withdrawal.objects.values_list("code", "version", "reason", "on")
    return {(code, version, reason, on.isoformat()) for code, version, reason, on in rows}


def written_anew(testimony: models.Testimony) -> tuple[list[int], Told]:
    """The same after a rebuild, which must have changed nothing that is known, and agree with the desk."""
    before, held = known(testimony), tombstones()
    call_command("sync_edition", rebuild=True, stdout=StringIO())
    call_command("verify_edition", stdout=StringIO())
    assert (known(testimony), tombstones()) == (before, held)
    return before


def put_off(testimony: models.Testimony, people: People, days: int) -> None:
    """A new version of it for a day so many days ahead."""
    rows = models.Testimony.objects.filter(pk=testimony.pk)
    edit(testimony=testimony, actor=people.ari, store=lambda: rows.update(public_from=day(days)))
    advance(testimony, people, "published")


def replace(testimony: models.Testimony, people: People) -> None:
    """A version made for safety."""
    change_words(testimony, people.cho, title="Mended")
    advance(testimony, people, "approved")
    publish(testimony=testimony, actor=people.cho, safety=True)
