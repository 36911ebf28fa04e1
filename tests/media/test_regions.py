"""Regions are data that is read strictly: what is not a region is refused, never guessed at."""

import json
import math
from typing import Any

import pytest

from testimonies.media.limits import Reason, Refused
from testimonies.media.regions import MOST, Region, from_json, to_json

GOOD: dict[str, Any] = {"shape": "box", "left": 0.1, "top": 0.2, "width": 0.3, "height": 0.4, "cover": "pixels"}


def test_regions_come_back_as_they_went() -> None:
    regions = (Region("box", 0, 0, 1, 1), Region("ellipse", 0.25, 0.5, 0.125, 0.5, "blur"))
    assert from_json(to_json(regions)) == regions
    assert from_json("[]") == ()


@pytest.mark.parametrize(
    "change",
    [
        {"shape": "star"},
        {"shape": ["box"]},
        {"cover": "plain blur"},
        {"cover": None},
        {"left": "0.1"},
        {"left": True},
        {"left": -0.01},
        {"left": 0.71},
        {"top": math.nan},
        {"top": 0.61},
        {"width": 0},
        {"width": -0.1},
        {"height": math.inf},
        {"height": 10**400},
        {"note": "a name"},
    ],
)
def test_what_is_no_region_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        from_json(json.dumps([GOOD, {**GOOD, **change}]))
    assert refused.value.reason is Reason.REGIONS


@pytest.mark.parametrize(
    "text", ["", "nothing", "{}", "null", "[1]", "[[]]", "[{}]", "[" * 100_000, json.dumps([GOOD] * (MOST + 1))]
)
def test_what_is_no_list_of_regions_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        from_json(text)
    assert refused.value.reason is Reason.REGIONS


def test_an_edge_that_a_browser_rounded_is_taken() -> None:
    rounded = Region("box", 0.7, 0.9, 0.3 + 1e-12, 0.1 + 1e-12)
    assert from_json(to_json([rounded])) == (rounded,)
