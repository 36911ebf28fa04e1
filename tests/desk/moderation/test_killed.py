"""kill -9 before every single statement of a verb: the desk and the edition still end up saying the same thing."""

import json
from typing import Any

import pytest

from testimonies.desk.management.commands.verify_edition import Command as Verify
from testimonies.edition.publish import bring_up_to_date
from tests.real_stores import Stores

pytestmark = pytest.mark.long

# What the edition holds once all is paid, by where the record stands at the desk.
EXPECTED = {
    "publish": {"approved": [], "published": [1]},
    "safety": {"approved": [1], "published": [2]},
    "withdraw": {"published": [1], "withdrawn": []},
    "withdraw photographs": {"published": [1], "withdrawn": []},
}


@pytest.mark.parametrize("verb", EXPECTED)
def test_a_verb_that_was_killed_happened_or_did_not(stores: Stores, verb: str) -> None:
    with stores.start(f"from tests.desk.moderation.killed import main; main({verb!r})") as process:
        printed, wrong = process.communicate(timeout=600)
    assert process.returncode == 0, wrong
    moments: list[dict[str, Any]] = [json.loads(line) for line in printed.splitlines()]
    assert len(moments) > 10
    assert [moment["killed"] for moment in moments] == [True] * (len(moments) - 1) + [False]
    for moment in moments:
        assert moment["versions"] == EXPECTED[verb][moment["status"]], moment
        assert moment["debts"] == 0, moment
    for moment in moments if verb == "withdraw photographs" else ():
        # A file is there if and only if a row says so, and nothing else is ever served.
        assert moment["swept"], moment
        assert moment["files"] == len(moment["versions"]), moment
    assert {moment["status"] for moment in moments} == set(EXPECTED[verb]), (
        "no moment fell on either side of the commit"
    )
    assert any(moment["owed"] and moment["killed"] for moment in moments), "no moment left a debt"
    bring_up_to_date()
    Verify().handle()
