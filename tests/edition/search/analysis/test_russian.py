"""Russian: forms of a word meet; stress marks and ё do not part them."""

import pytest

from testimonies.edition.search.analysis import RUSSIAN
from testimonies.edition.search.analysis.words import fold


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("рабочий", "рабочими"),
        ("паспорт", "паспорта"),
        ("лесоруб", "лесорубы"),
        ("Смоле́нское", "смоленского"),
        ("ребёнок", "ребенок"),
        ("ЁЛКА", "елки"),
        ("С.С.С.Р.", "СССР"),
    ],
)
def test_meet(left: str, right: str) -> None:
    assert RUSSIAN.terms(left) == RUSSIAN.terms(right)


def test_a_cut_word_is_found_with_either_letter() -> None:
    assert fold("Ещё тёмн") == fold("еще темн")


def test_short_i_is_a_letter_and_not_an_accent() -> None:
    assert RUSSIAN.terms("байка") != RUSSIAN.terms("баика")
