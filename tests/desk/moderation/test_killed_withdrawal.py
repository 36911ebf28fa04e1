"""kill -9 at steps of a withdrawal: from the moment it was promised nobody reads the account, and a sync finishes it.

Every single step is tried by `python -m benchmarks.withdrawal_kills`; here it is one in some, so that it takes seconds.
"""

from __future__ import annotations

import json

import pytest

from tests.desk.moderation.after_a_kill import check
from tests.real_stores import Stores

pytestmark = pytest.mark.long

EVERY = {"receipt": 17, "staff": 17}


@pytest.mark.parametrize("way", EVERY)
def test_a_withdrawal_that_was_killed_is_finished_by_the_next_sync(stores: Stores, way: str) -> None:
    script = f"from tests.desk.moderation.killed_withdrawal import main; main({way!r}, 100, {EVERY[way]})"
    with stores.start(script, ARCHIVE_HOSTS="testserver") as process:
        printed, wrong = process.communicate(timeout=600)
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
