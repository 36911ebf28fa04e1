"""Codes survive being copied by hand, and cannot be guessed."""

from __future__ import annotations

from contextlib import suppress
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from testimonies.receipts.codes import ALPHABET, GROUP, LENGTH, Mistyped, check_letter, grouped, new_code, read

letters = st.text(ALPHABET, min_size=LENGTH - 1, max_size=LENGTH - 1)


def test_a_code_is_long_and_never_the_same() -> None:
    codes = {new_code() for _ in range(500)}
    assert len(codes) == 500
    for place in range(LENGTH - 1):
        assert len({code[place] for code in codes}) == len(ALPHABET), f"place {place} is not random"


def test_it_is_printed_in_groups_and_read_back() -> None:
    code = new_code()
    groups = grouped(code).split("-")
    assert [len(group) for group in groups] == [GROUP] * 5
    assert read(grouped(code)) == code


@pytest.mark.parametrize(
    "typed",
    [
        "7f3k-9qxd-mw2b-t5hc-8n4{}",
        " 7F3K 9QXD MW2B T5HC 8N4{} ",
        "7F3K9QXDMW2BT5HC8N4{}",
        "7F3K–9QXD—MW2B.T5HC,8N4{}",
        "７Ｆ３Ｋ９ＱＸＤＭＷ２ＢＴ５ＨＣ８Ｎ４{}",
        "7F3К-9QХD-МW2В-Т5НС-8N4{}",
        "7f3к-9qхd-мw2в-т5нс-8n4{}",
    ],
)
def test_case_spaces_and_letters_that_look_alike_do_not_matter(typed: str) -> None:
    plain = "7F3K9QXDMW2BT5HC8N4"
    assert read(typed.format(check_letter(plain))) == plain + check_letter(plain)


def test_letters_that_no_code_has_are_taken_for_those_they_look_like() -> None:
    plain = "0" + "1" * 17 + "V"
    assert read("o" + "iIlL1" * 3 + "il" + "u" + check_letter(plain)) == plain + check_letter(plain)


@given(letters, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_letter_is_noticed(plain: str, place: int, other: str) -> None:
    code = plain + check_letter(plain)
    wrong = code[:place] + other + code[place + 1 :]
    if wrong != code:
        with pytest.raises(Mistyped):
            read(wrong)


def test_any_two_exchanged_letters_are_noticed() -> None:
    code = "7F3K9QXDMW2BT5HC8N4" + check_letter("7F3K9QXDMW2BT5HC8N4")
    for one, two in combinations(range(LENGTH), 2):
        swapped = list(code)
        swapped[one], swapped[two] = swapped[two], swapped[one]
        if "".join(swapped) != code:
            with pytest.raises(Mistyped):
                read("".join(swapped))


@given(st.text(max_size=60))
def test_anything_at_all_can_be_typed(typed: str) -> None:
    with suppress(Mistyped):
        assert set(read(typed)) <= set(ALPHABET)
