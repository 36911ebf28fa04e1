"""Somebody writes the desk's database by hand, past the program and its triggers: it is named, and does not get out."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connections
from django.test import Client

from testimonies.edition.models import PublishedTestimony
from tests.desk.chain.test_chain import behind_its_back, said
from tests.people import People, make_testimony
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
    "a box that nobody ticked": "UPDATE desk_approval SET checklist = '[]'",
}

PUBLIC = "UPDATE desk_testimony SET status = 'published', public_version = 1, review_on = '2099-01-01'"


@pytest.mark.parametrize("edit", EDITS)
def test_what_was_done_is_named(people: People, stores: Stores, edit: str) -> None:
    make_testimony(people, "published")
    make_testimony(people, "submitted")
    assert said() == []
    behind_its_back(stores, EDITS[edit])
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
