"""Whoever tries codes learns nothing: not that a draft exists, not from a byte, not from the work it takes."""

from __future__ import annotations

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from testimonies.desk.models.codes import CODE, new_code
from testimonies.edition.publish import bring_up_to_date
from tests.people import People, make_testimony

UNPUBLISHED = ["draft", "submitted", "approved"]
ADDRESSES = [
    "{prefix}/testimonies/{code}/",
    "{prefix}/testimonies/{code}/v1/",
    "{prefix}/testimonies/{code}/v2/",
    "{prefix}/testimonies/{code}/v999999999999999999999/",
]


def asked(address: str) -> tuple[int, bytes, dict[str, str], list[int]]:
    """Status, bytes, headers, and how many questions each database was asked."""
    with (
        CaptureQueriesContext(connections["default"]) as desk,
        CaptureQueriesContext(connections["edition"]) as edition,
    ):
        answer = Client().get(address)
    return answer.status_code, answer.content, dict(answer.headers), [len(desk), len(edition)]


@pytest.mark.parametrize("status", UNPUBLISHED)
@pytest.mark.parametrize("prefix", ["", "/ko", "/ru"])
def test_what_is_not_public_answers_like_what_never_was(people: People, status: str, prefix: str) -> None:
    testimony = make_testimony(people, status)
    bring_up_to_date()
    for address in ADDRESSES:
        never = asked(address.format(prefix=prefix, code="NKR-00000000"))
        found = asked(address.format(prefix=prefix, code=testimony.code))
        assert found == never, address
        assert never[0] == 404
        # The desk is not even asked, so nothing there can take time.
        assert never[3][0] == 0


def test_a_withdrawn_draft_was_never_there(people: People) -> None:
    """A tombstone says that something was public. What never was has none."""
    from testimonies.desk.moderation.withdraw import withdraw

    testimony = make_testimony(people, "approved")
    withdraw(testimony=testimony, actor=people.rok)
    bring_up_to_date()
    assert asked(f"/testimonies/{testimony.code}/")[:2] == asked("/testimonies/NKR-00000000/")[:2]


def test_gone_and_never_there_take_the_same_work(people: People) -> None:
    gone = make_testimony(people, "withdrawn")
    bring_up_to_date()
    for address in ADDRESSES[:3]:
        never = asked(address.format(prefix="", code="NKR-00000000"))
        tombstone = asked(address.format(prefix="", code=gone.code))
        assert tombstone[0] == 410
        # One question more: whether the account came back.
        assert tombstone[3][1] - never[3][1] <= 1


def test_the_staff_desk_tells_nobody_which_numbers_exist(people: People) -> None:
    testimony = make_testimony(people, "submitted")
    reader = Client()
    for page in ("change/", "history/", "approve/", "withdraw/"):
        there = reader.get(f"/staff/desk/testimony/{testimony.pk}/{page}")
        never = reader.get(f"/staff/desk/testimony/999999/{page}")
        assert there.status_code == never.status_code == 302
        assert there.headers["Location"].replace(str(testimony.pk), "999999") == never.headers["Location"]


def test_codes_are_drawn_and_not_counted() -> None:
    codes = {new_code() for _ in range(2000)}
    assert len(codes) == 2000
    assert all(CODE.fullmatch(code) for code in codes)
    # Each of the eight places takes every letter: 40 bits, so a million guesses a second last for weeks.
    assert all(len({code[place] for code in codes}) == 32 for place in range(4, 12))
