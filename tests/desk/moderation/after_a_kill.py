"""What must hold of a withdrawal that was killed. `killed_withdrawal` says what was found."""

from __future__ import annotations

from typing import Any


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
