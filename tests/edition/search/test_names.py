"""The name bridge: all spellings of a name find each other, everyday words stay themselves."""

from itertools import permutations

import pytest

from testimonies.edition.search.analysis.words import fold
from testimonies.edition.search.names import NameAnalyser, hangul_of, spellings_of, spellings_of_pair

JIN = ["진", "jin", "чжин", "джин"]
CHOE = ["최", "choe", "choi", "цой", "чхве"]
TAE = ["태", "tae", "тхэ", "thae"]
KIM = ["김", "kim", "gim", "ким"]
CHOLSU = ["철수", "cheolsu", "cholsu", "chulsoo", "чхольсу"]
MINHO = ["민호", "minho", "минхо"]


@pytest.mark.parametrize(
    ("one", "other"), [pair for name in (JIN, CHOE, TAE, KIM, CHOLSU, MINHO) for pair in permutations(name, 2)]
)
def test_spellings_of_a_name_find_each_other(one: str, other: str) -> None:
    assert other in spellings_of(one)


@pytest.mark.parametrize("word", ["Ch'oe", "Ch’oe", "Chŏlsu", "Yŏnghŭi"])
def test_signs_of_mccune_reischauer_are_read_over(word: str) -> None:
    assert hangul_of(fold(word))


ORDINARY = """can so no sin bang the man on in book took park young women worker passport human demand minute union
    он но на мир лес дом сон так как где рабочий деньги паспорт"""


@pytest.mark.parametrize("word", ORDINARY.split())
def test_everyday_words_do_not_blur(word: str) -> None:
    assert spellings_of(word) == ()


@pytest.mark.parametrize("word", ["노동", "여권", "공장", "임금", "사람", "돈", "빚"])
def test_everyday_korean_words_are_no_names(word: str) -> None:
    assert spellings_of(word) == ()


def test_no_name_becomes_an_everyday_word() -> None:
    assert not {"chin", "те", "no", "in", "сон"} & set(spellings_of("jin") + spellings_of("태") + spellings_of("손"))


def test_a_pseudonym_shares_a_term_with_all_its_spellings() -> None:
    names = NameAnalyser("names")
    shared = set.intersection(*(set(names.terms(spelling)) for spelling in ("Jin", "진", "Чжин", "Джин")))
    assert shared == {"진"}


def test_the_north_and_the_south_write_one_surname() -> None:
    assert "리" in spellings_of("이")
    assert "이" in spellings_of("리")


@pytest.mark.parametrize("spelling", ["Chol-su", "Chol Su", "Cholsu", "Cheol-su", "철수", "Чхольсу"])
def test_a_given_name_in_one_word_or_two(spelling: str) -> None:
    assert "철수" in NameAnalyser("names").terms(spelling)


def test_two_words_that_are_one_name() -> None:
    assert {"철수", "cholsu", "чхольсу"} <= set(spellings_of_pair("chol", "su"))
    assert "chol su" in spellings_of("cholsu")


@pytest.mark.parametrize("pair", [("work", "in"), ("so", "on"), ("loyalty", "fee"), ("sang", "song"), ("in", "come")])
def test_two_everyday_words_are_no_name(pair: tuple[str, str]) -> None:
    assert spellings_of_pair(*pair) == ()
