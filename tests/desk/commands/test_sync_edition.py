"""What the clock's program does where something fails, and what it tells the desk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from testimonies.desk import models
from testimonies.desk.models import Owed
from testimonies.desk.moderation.carry_out import carry_out_requests
from testimonies.edition.models import PublishedTestimony
from testimonies.receipts.counter import denied
from tests.days import day, later
from tests.desk.moderation.failing import edition_failing_on, store_failing
from tests.desk.moderation.test_lapse import address, public_under
from tests.people import People, make_contributor, make_testimony, sign_in


@contextmanager
def stuck(testimony: models.Testimony) -> Iterator[None]:
    """Nothing can take this one account out: the database refuses the row."""
    trigger = (
        f"CREATE TRIGGER stuck BEFORE UPDATE ON desk_testimony WHEN NEW.code = '{testimony.code}' "
        "AND NEW.public_version IS NULL BEGIN SELECT RAISE(ABORT, 'zinnober'); END"
    )
    with connection.cursor() as cursor:
        cursor.execute(trigger)
        yield
        cursor.execute("DROP TRIGGER stuck")


def test_one_account_that_cannot_be_taken_out_stops_nothing_and_is_not_served(people: People) -> None:
    first, second, third = (public_under(people, expires_on=day(1)) for _ in range(3))
    with edition_failing_on():
        waiting = make_testimony(people, "published", contributor=make_contributor())
    assert Owed.objects.unpaid().exists()
    with later(2), stuck(first):
        for _ in range(2):
            with pytest.raises(CommandError) as refused:
                call_command("sync_edition", stdout=StringIO())
            assert first.code in str(refused.value)
            assert all(word not in str(refused.value) for word in ("zinnober", second.code, "Min"))
            assert [address(one) for one in (first, second, third)] == [410, 410, 410]
            # The indexer asks for requests five times a second, and compares dates once a minute.
            carry_out_requests()
            assert denied() == {first.code}, "what is due stays hidden, although nothing was decided"
        assert PublishedTestimony.objects.filter(code=waiting.code).exists()
        assert not Owed.objects.unpaid().exists()
    with later(2):
        call_command("sync_edition", stdout=StringIO())
        first.refresh_from_db()
        assert (first.status, address(first), denied()) == ("lapsed", 410, frozenset())


def test_what_fails_on_the_way_does_not_keep_what_is_due(people: People) -> None:
    testimony = public_under(people, expires_on=day(1))
    with later(2), store_failing("edition"), pytest.raises(CommandError, match="A step failed"):
        call_command("sync_edition", stdout=StringIO())
    with later(2):
        testimony.refresh_from_db()
        assert testimony.status == "lapsed"
        assert address(testimony) == 410


def test_the_desk_is_told_beforehand_where_nobody_opens_the_queue(people: People) -> None:
    soon = [public_under(people, expires_on=day(after)) for after in (10, 20)]
    public_under(people)
    said = StringIO()
    call_command("sync_edition", stdout=said)
    assert "2 accounts leave within 30 days" in said.getvalue()
    assert soon[0].code not in said.getvalue()
    browser = sign_in(Client(), people.rok)
    front = browser.get(reverse("admin:index")).content.decode()
    assert "unless somebody reviews or asks: 2" in front
    assert reverse("admin:desk_testimony_queue") + "#queue-due" in front
    assert "have not been compared" not in front
    nobody = sign_in(Client(), people.nobody).get(reverse("admin:index")).content.decode()
    assert "leave the public archive" not in nobody


def test_the_queue_says_why_and_what_went_out(people: People) -> None:
    public_under(people, expires_on=day(3))
    public_under(people, review_on=day(4))
    make_testimony(people, "published", public_from=day(5))
    gone = public_under(people, expires_on=day(1))
    with later(2):
        call_command("sync_edition", stdout=StringIO())
        page = sign_in(Client(), people.rok).get(reverse("admin:desk_testimony_queue")).content.decode()
    for why in ("The consent ends.", "is to be asked again.", "The embargo ends"):
        assert page.count(why) == 1, why
    lately = page.split("queue-lapsed", 1)[1]
    assert gone.code in lately
    assert "The consent has ended." in lately
    with later(340):
        assert (
            "The review is due."
            in sign_in(Client(), people.rok).get(reverse("admin:desk_testimony_queue")).content.decode()
        )


def test_the_desk_notices_that_the_clock_stands_still(people: People) -> None:
    browser = sign_in(Client(), people.rok)
    queue = reverse("admin:desk_testimony_queue")
    assert "never compared here" in browser.get(queue).content.decode()
    call_command("sync_edition", stdout=StringIO())
    page = browser.get(queue).content.decode()
    assert "Dates were last compared on" in page
    assert "does not run" not in page
    with later(2):
        browser = sign_in(Client(), people.rok)
        assert "does not run" in browser.get(queue).content.decode()
        assert "have not been compared" in browser.get(reverse("admin:index")).content.decode()
