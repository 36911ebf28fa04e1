"""kill -9 at steps of a withdrawal: from the moment it was promised nobody reads the account, and a sync finishes it.

Every single step is tried by `python -m benchmarks.withdrawal_kills`; here it is one in some, so that it takes seconds.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.real_stores import Stores

EVERY = {"receipt": 17, "staff": 17}


@pytest.mark.parametrize("way", EVERY)
def test_a_withdrawal_that_was_killed_is_finished_by_the_next_sync(stores: Stores, way: str) -> None:
    script = f"from tests.desk.moderation.killed_withdrawal import main; main({way!r}, 100, {EVERY[way]})"
    with stores.start(script, ARCHIVE_HOSTS="testserver") as process:
        printed, wrong = process.communicate(timeout=120)
    assert process.returncode == 0, wrong
    moments = [json.loads(line) for line in printed.splitlines()]
    assert len(moments) > 5
    assert [moment["killed"] for moment in moments] == [True] * (len(moments) - 1) + [False]
    for moment in moments:
        check(moment)
    # Both sides of the promise, and all sides of the payment, were among the moments.
    assert {moment["answer"] for moment in moments} == {200, 410}
    states = {(moment["hidden"], moment["status"]) for moment in moments}
    assert states >= {(False, "published"), (True, "withdrawn"), (False, "withdrawn")}


def check(moment: dict[str, Any]) -> None:
    """What must hold right after the kill, and after the sync that follows."""
    later = moment["later"]
    promised = moment["hidden"] or moment["status"] == "withdrawn"
    assert moment["search"] == later["search"] == 200, moment
    if promised:
        assert (moment["answer"], moment["found"], moment["whole"]) == (410, False, False), moment
    else:
        assert (moment["answer"], moment["found"], moment["whole"]) == (200, True, True), moment
    assert later["hidden"] is False, moment
    if later["status"] == "withdrawn":
        assert promised, moment
        assert (later["answer"], later["found"], later["whole"], later["left"]) == (410, False, False, []), moment
    else:
        # It was never stored at the desk, so nothing was withdrawn; whoever pressed saw it fail.
        assert moment["status"] == later["status"] == "published", moment
        assert (later["answer"], later["found"], later["whole"]) == (200, True, True), moment
