"""Did you mean, suggestions, similar accounts: only from words that several accounts share."""

from collections.abc import Iterable

import pytest
from whoosh import query as q

from testimonies.edition.search.didyoumean import correct, letters, nearest
from testimonies.edition.search.language import parse
from testimonies.edition.search.similar import similar, telling_words
from testimonies.edition.search.suggestions import Suggestion, frequent_phrases, suggest
from testimonies.edition.search.wordlist import SurfaceAnalyser

HELD = {"passport": 40, "passports": 9, "wages": 30, "secret": 1, "노동자": 25, "여권": 12, "паспорт": 18, "the": 90}


def frequency(word: str) -> int:
    return HELD.get(word, 0)


def nearby(word: str, distance: int) -> Iterable[tuple[str, int]]:
    return HELD.items()


def corrected(text: str) -> str | None:
    better = correct(parse(text), frequency, nearby)
    return better.query if better else None


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("pasport", "passport"),
        ("passprot wages", "passport wages"),
        ("노동쟈", "노동자"),
        ("паспрт", "паспорт"),
        ("passport", None),
        ("wages passport", None),
        ("xyzzy", None),
        ("jin", None),
        ("2019", None),
        ('"pasport"', None),
        ("pasp*", None),
        ("", None),
    ],
)
def test_did_you_mean(typed: str, meant: str | None) -> None:
    assert corrected(typed) == meant


def test_a_word_that_one_account_holds_is_never_offered() -> None:
    assert corrected("secrot") is None


def test_of_equally_near_words_the_most_frequent() -> None:
    assert nearest("wagez", [("wager", 3), ("wages", 30), ("waged", 8)]) == "wages"


def test_hangul_is_compared_by_its_letters() -> None:
    assert letters("권진") == "ㄱㅝㄴㅈㅣㄴ"


def test_surface_words_are_whole_and_once() -> None:
    words = SurfaceAnalyser("words").terms("The workers' passports, passports! 노동자들이 여권을. Рабочими 2019")
    assert set(words) == {"workers", "passports", "노동자", "여권", "рабочими"}
    assert len(words) == 5


PHRASES = [("loyalty fee", 12), ("loyalty fund", 2), ("loyal workers", 5)]


def prefixed(start: str) -> list[tuple[str, int]]:
    return [("loyalty", 40), ("lonely", 1), ("long", 7)] if start.startswith("lo") else []


def test_suggestions_take_the_vocabulary_first_and_leave_out_what_few_share() -> None:
    found = suggest("loy", ["Loyalty fee", "Logging"], PHRASES, prefixed)
    assert [one.text for one in found] == ["Loyalty fee", "loyal workers", "loyalty", "long"]
    assert found[0].kind == "vocabulary"


def test_a_label_is_found_by_any_of_its_words() -> None:
    assert suggest("fee", ["Loyalty fee"], [], lambda start: []) == [Suggestion("Loyalty fee", "vocabulary")]


def test_only_the_last_word_is_still_being_typed() -> None:
    assert [one.text for one in suggest("my lo", [], [], prefixed)] == ["my loyalty", "my long"]


@pytest.mark.parametrize("typed", ["", "  ", "*", "\x00"])
def test_nothing_typed_suggests_nothing(typed: str) -> None:
    assert suggest(typed, ["Loyalty fee"], PHRASES, prefixed) == []


def test_frequent_phrases_count_accounts_and_not_occurrences() -> None:
    texts = [
        "loyalty fee, loyalty fee, loyalty fee",
        "the loyalty fee was high",
        "of the loyalty fee",
        "my secret name",
    ]
    assert frequent_phrases(texts) == [("loyalty fee", 3)]


def test_telling_words_are_those_others_seldom_hold() -> None:
    held = {"sawmil": 3, "worker": 90, "uniqu": 1}
    text = "The sawmill, the sawmill: workers of a unique sawmill"
    words = dict(telling_words(text, "en", lambda field, term: held.get(term, 0), 100))
    assert set(words) == {"sawmil", "worker"}
    assert words["sawmil"] > words["worker"]


def test_similar_asks_for_words_and_tags_without_the_account_itself() -> None:
    tree = similar({"en": "sawmill"}, {"abuse": ["loyalty-fee"]}, lambda field, term: 5, 100, "NKR-1")
    assert isinstance(tree, q.AndNot)
    assert {("text_en", "sawmil"), ("abuse", "loyalty-fee")} <= set(tree.a.iter_all_terms())
    assert similar({}, {}, lambda field, term: 5, 100) is q.NullQuery
