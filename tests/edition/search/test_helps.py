"""Did you mean, suggestions, similar accounts: only from words that several accounts share."""

import pytest
from whoosh import query as q

from testimonies.edition.search.analysis import ENGLISH
from testimonies.edition.search.didyoumean import correct, letters, nearest
from testimonies.edition.search.language import parse
from testimonies.edition.search.similar import similar, telling_words
from testimonies.edition.search.suggestions import Suggestion, frequent_phrases, suggest
from testimonies.edition.search.wordlist import SurfaceAnalyser

HELD = {"passport": 40, "passports": 9, "wages": 30, "secret": 1, "노동자": 25, "여권": 12, "паспорт": 18, "the": 90}


class Words:
    """A small index: words with the accounts that hold them. Everything is near everything; judging is the code's."""

    def __init__(self, words: dict[str, int]) -> None:
        self.words = sorted(words.items(), key=lambda pair: -pair[1])
        self.terms: dict[str, int] = {}
        for word, accounts in self.words:
            for term in ENGLISH.terms(word):
                self.terms[term] = max(accounts, self.terms.get(term, 0))

    def doc_frequency(self, name: str, term: str) -> int:
        return self.terms.get(term, 0) if name.startswith("text_") else 0

    def lexicon(self, name: str, prefix: str = "", limit: int = 1_000) -> list[tuple[str, int]]:
        return [pair for pair in self.words if pair[0].startswith(prefix)][:limit] if name == "words" else []

    def nearby(self, name: str, word: str, distance: int = 2, shared: int = 1) -> list[tuple[str, int]]:
        return [pair for pair in self.words if pair[0][:shared] == word[:shared]]


def corrected(text: str) -> str | None:
    better = correct(parse(text), Words(HELD))
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


LO = Words({"loyalty": 40, "long": 7, "lonely": 1})


def test_suggestions_take_the_vocabulary_first_and_leave_out_what_few_share() -> None:
    found = suggest("loy", ["Loyalty fee", "Logging"], PHRASES, LO)
    assert [one.text for one in found] == ["Loyalty fee", "loyal workers", "loyalty"]
    assert found[0].kind == "vocabulary"


def test_a_label_is_found_by_any_of_its_words() -> None:
    assert suggest("fee", ["Loyalty fee"], [], LO) == [Suggestion("Loyalty fee", "vocabulary")]


def test_only_the_last_word_is_still_being_typed() -> None:
    assert [one.text for one in suggest("my lo", [], [], LO)] == ["my loyalty", "my long"]


@pytest.mark.parametrize("typed", ["", "  ", "*", "\x00"])
def test_nothing_typed_suggests_nothing(typed: str) -> None:
    assert suggest(typed, ["Loyalty fee"], PHRASES, LO) == []


def test_frequent_phrases_count_accounts_and_not_occurrences() -> None:
    texts = [
        "loyalty fee, loyalty fee, loyalty fee",
        "the loyalty fee was high",
        "of the loyalty fee",
        "my secret name",
    ]
    assert frequent_phrases(texts) == [("loyalty fee", 3)]


def test_telling_words_are_those_others_seldom_hold() -> None:
    held = Words({"sawmill": 3, "workers": 90, "unique": 1})
    text = "The sawmill, the sawmill: workers of a unique sawmill"
    words = dict(telling_words(text, "en", held, 100))
    assert set(words) == {"sawmil", "worker"}
    assert words["sawmil"] > words["worker"]


def test_similar_asks_for_words_and_tags_without_the_account_itself() -> None:
    tree = similar({"en": "sawmill"}, {"abuse": ["loyalty-fee"]}, Words({"sawmill": 5}), 100, "NKR-1")
    assert isinstance(tree, q.AndNot)
    assert {("text_en", "sawmil"), ("abuse", "loyalty-fee")} <= set(tree.a.iter_all_terms())
    assert similar({}, {}, Words({"sawmill": 5}), 100) is q.NullQuery
