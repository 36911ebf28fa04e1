"""English: what must meet meets, what must not does not."""

import pytest

from testimonies.edition.search.analysis import ENGLISH


def term(word: str) -> str:
    (only,) = ENGLISH.terms(word)
    return only


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("labour", "labor"),
        ("labourers", "laborer"),
        ("organisation", "organizing"),
        ("centre", "centers"),
        ("defence", "defenses"),
        ("travelled", "traveling"),
        ("analyse", "analyzed"),
        ("gaol", "jails"),
        ("worker's", "workers"),
        ("workers’", "worker"),
        ("beaten", "beating"),
        ("stolen", "steals"),
        ("fled", "flee"),
        ("men", "man"),
        ("dying", "died"),
        ("Chŏlsu", "cholsu"),
        ("T'ae", "Tae"),
        ("don't", "don’t"),
    ],
)
def test_meet(left: str, right: str) -> None:
    assert term(left) == term(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("university", "universal"),
        ("organ", "organisation"),
        ("police", "policy"),
        ("army", "arm"),
        ("news", "new"),
        ("important", "import"),
        ("witness", "wit"),
        ("business", "busy"),
        ("execute", "executive"),
        ("secretary", "secret"),
        ("international", "internal"),
        ("ration", "rational"),
        ("several", "severe"),
        ("community", "communist"),
        ("testimony", "test"),
        ("hour", "hor"),
        ("labour", "laboratory"),
    ],
)
def test_stay_apart(left: str, right: str) -> None:
    assert term(left) != term(right)


def test_a_hyphen_is_a_space() -> None:
    assert ENGLISH.terms("loyalty-fee") == ENGLISH.terms("loyalty fee")
