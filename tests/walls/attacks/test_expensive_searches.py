"""One request that would hold a core. Each of these once did, in this engine or in the one below it."""

from __future__ import annotations

import time
from urllib.parse import quote

import pytest
from django.test import Client

from testimonies.edition.publish import bring_up_to_date
from tests.people import People, make_testimony

WORD = "wages"
KILLERS = {
    "every word": "?*",
    "everything": "*",
    "one endless word": "x" * 100_000,
    "endless nesting": "(" * 24_000,
    "endless negation": "NOT " * 6_000,
    "nothing": "",
    "a word said often": f"{WORD} " * 5_000,
    "beginnings of every word": " ".join(f"{letter}*" for letter in "abcdefghijklmnopqrstuvwxyz"),
    "slips in every word": " ".join(f"{WORD}{letter}~" for letter in "abcdefghijklmnopqrstuvwxyz"),
    "a phrase of a thousand words": '"' + f"{WORD} " * 1_000 + '"',
    "near a million words": f'"{WORD} home"~1000000',
    "a pattern that backtracks": "a" * 400 + "!",
    "letters with a hundred accents": "e" + "\u0301" * 450,
    "a name in every spelling": "진 " * 160,
}


@pytest.fixture
def reader(people: People) -> Client:
    make_testimony(people, "published")
    bring_up_to_date()
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("killer", KILLERS)
def test_no_search_holds_a_core(reader: Client, killer: str) -> None:
    """Of processor time, so that a busy machine is no failure; each takes some milliseconds."""
    for page in ("/search/?q={}", "/search/?view=concordance&sort=right&q={}", "/search/suggest/?q={}"):
        before = time.process_time()
        answer = reader.get(page.format(quote(KILLERS[killer])))
        assert time.process_time() - before < 2
        assert answer.status_code in {200, 400}, page


@pytest.mark.parametrize("parameter", ["page=" + "9" * 4000, "period_from=" + "9" * 4000, "sort=" + "x" * 4000])
def test_no_parameter_does_either(reader: Client, parameter: str) -> None:
    assert reader.get(f"/search/?{parameter}").status_code in {200, 400}


def test_many_parameters_are_refused(reader: Client) -> None:
    assert reader.get("/search/?" + "&".join(f"abuse=x{number}" for number in range(2_000))).status_code == 400
