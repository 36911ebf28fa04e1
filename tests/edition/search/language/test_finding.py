"""What a query finds, through the engine, in a handful of accounts."""

from pathlib import Path

import pytest

from testimonies.edition.search import fields
from testimonies.edition.search.didyoumean import correct
from testimonies.edition.search.engine import Engine, Page, writer
from testimonies.edition.search.language import parse
from testimonies.edition.search.language.added import present
from testimonies.edition.search.language.asking import also, ask
from testimonies.edition.search.language.examples import EXAMPLES, Example
from testimonies.edition.search.similar import similar
from testimonies.edition.search.wordlist import sample

ACCOUNTS = {
    "fee": ("en", "Jin", "The monthly fee", "Every month a loyalty fee was taken from our wages at the labour camp."),
    "passport": ("en", "Tae", "Papers", "The officer kept our passports. Loyalty was praised; no fee was named."),
    "ko": ("ko", "진", "충성자금", "로동자들이 로씨야에서 충성자금을 바쳤다. 강제노동 수용소 같았다. 여권도 빼앗겼다."),
    "ru": ("ru", "Чжин", "Взносы", "Рабочие платили взносы верности. Паспорта́ отобрали, ещё зимой."),
    "plain": ("en", "Mina", "Weather", "It rained in Vladivostok and the hour was late."),
    "name-en": ("en", "Chol-su", "A friend", "My friend was not there."),
    "name-ru": ("ru", "Чхольсу", "Друг", "Мой друг уехал."),
    "chin": ("en", "Choe", "A cut", "He cut his chin and could not sing."),
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder: Path = tmp_path_factory.mktemp("index")
    documents = [
        {
            "code": code,
            "hash": code.encode(),
            "words": sample([text]),
            "sector": "logging" if code == "ru" else None,
            "pseudonym": pseudonym,
            f"title_{language}": title,
            f"text_{language}": fields.whole_text(title, [text]),
        }
        for code, (language, pseudonym, title, text) in ACCOUNTS.items()
    ]
    writer.build(folder, documents, fields.schema(), processes=1)
    return Engine(folder)


def asked(engine: Engine, text: str, *, own: bool = False) -> tuple[str, Page]:
    return ask(parse(text, own_words_only=own), engine.search)


def found(engine: Engine, text: str, *, own: bool = False) -> set[str]:
    return set(asked(engine, text, own=own)[1].codes)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("passport", {"passport"}),
        ("loyalty fee", {"fee", "passport"}),
        ("loyalty-fee", {"fee"}),
        ('"loyalty fee"', {"fee"}),
        ('"loyalty named"~6', {"passport"}),
        ('"named loyalty"~6', {"passport"}),
        ("loyalty -passport", {"fee"}),
        ('"fee every"', set()),
        ("rained OR wages", {"plain", "fee"}),
        ("(rained OR wages) loyalty", {"fee"}),
        ("labor", {"fee"}),
        ("vladiv*", {"plain"}),
        ("vlad*ok", {"plain"}),
        ("late_in-vladiv*", {"plain"}),
        ("fee_in-vladiv*", set()),
        ("vladivastok~", {"plain"}),
        ("title:papers", {"passport"}),
        ("title:loyalty", set()),
        ("vladivostok OR wages OR -passport hour", {"plain"}),
        ("노동자", {"ko"}),
        ("로*", {"ko"}),
        ("바쳤*", {"ko"}),
        ("러시아", {"ko"}),
        ("자금", {"ko"}),
        ("강제노동수용소", {"ko"}),
        ("паспортами", {"ru"}),
        ("еще", {"ru"}),
        ("pseudonym:mina", {"plain"}),
        ("*", set()),
        ("-passport", set()),
    ],
)
def test_finds_by_the_typed_words_alone(engine: Engine, text: str, codes: set[str]) -> None:
    assert found(engine, text, own=True) == codes


@pytest.mark.parametrize("name", ["Jin", "진", "Чжин", "Джин", "pseudonym:Джин", "pseudonym:Jin"])
def test_every_spelling_of_a_name_finds_the_three_accounts(engine: Engine, name: str) -> None:
    assert found(engine, name) == {"fee", "ko", "ru"}


def test_the_typed_spelling_comes_first(engine: Engine) -> None:
    assert asked(engine, "진")[1].codes[0] == "ko"
    assert asked(engine, "Чжин")[1].codes[0] == "ru"


@pytest.mark.parametrize("text", ["loyalty fee", "충성자금", "взносы верности"])
def test_a_synonym_finds_the_other_languages_below_the_own(engine: Engine, text: str) -> None:
    assert found(engine, text) >= {"fee", "ko", "ru"}
    own = {"l": "fee", "충": "ko", "в": "ru"}[text[0]]
    assert asked(engine, text)[1].codes[0] == own
    assert found(engine, text, own=True) < found(engine, text)


def test_when_nothing_holds_all_words_those_that_hold_most_come(engine: Engine) -> None:
    stage, page = asked(engine, "passports wages Vladivostok officer", own=True)
    assert stage == "most"
    assert page.codes[0] == "passport"


def test_a_long_korean_word_is_found_by_most_of_it(engine: Engine) -> None:
    stage, page = asked(engine, "강제노동수용시설", own=True)
    assert (stage, page.codes) == ("most", ["ko"])


def test_a_question_of_twelve_words_finds_its_passage(engine: Engine) -> None:
    text = "How much of the wages was taken every month from the workers as loyalty?"
    assert asked(engine, text)[1].codes[0] == "fee"


def test_what_holds_all_words_of_a_question_stands_above_what_holds_fewer(engine: Engine) -> None:
    assert asked(engine, "which officer kept loyalty and passports?", own=True)[1].codes[0] == "passport"


def test_a_short_list_is_followed_by_what_holds_most(engine: Engine) -> None:
    question = parse("loyalty wages", own_words_only=True)
    stage, page = ask(question, engine.search)
    second = also(question, stage, page.count)
    assert page.codes == ["fee"]
    assert second is not None
    assert engine.search(second).codes == ["passport"]


@pytest.mark.parametrize("text", ["passport", "who kept the passports", "xyz zyx"])
def test_no_second_list_where_the_first_holds_most_already(engine: Engine, text: str) -> None:
    question = parse(text, own_words_only=True)
    stage, page = ask(question, engine.search)
    assert also(question, stage, page.count) is None


def test_only_what_the_index_holds_is_said_to_be_added(engine: Engine) -> None:
    (passport,) = present(parse("passport").additions, engine)
    assert set(passport.added) == {"여권", "паспорт"}
    assert present(parse("drone").additions, engine) == ()


def test_corrections_come_from_words_that_several_accounts_hold(engine: Engine) -> None:
    better = correct(parse("loyelty passports"), engine)
    assert better is not None
    assert better.query == "loyalty passports"
    assert correct(parse("vladivastok"), engine) is None


def test_similar_accounts_share_words_or_tags_and_are_not_the_account_itself(engine: Engine) -> None:
    language, _, title, text = ACCOUNTS["fee"]
    tree = similar({language: fields.whole_text(title, [text])}, {"sector": ["logging"]}, engine, engine.count, "fee")
    codes = engine.search(tree).codes
    assert "fee" not in codes
    assert set(codes) >= {"passport", "ru"}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one.query)
def test_the_examples_of_the_help_page_mean_what_they_say(engine: Engine, example: Example) -> None:
    question = parse(example.query)
    assert {notice.code for notice in question.notices} <= {"question"}
    assert engine.search(question.query(question.stages[0])).count >= 0


@pytest.mark.parametrize(
    "text", ["Chol Su", "Chol-su", "Cholsu", "철수", "Чхольсу", 'pseudonym:"Chol Su"', "pseudonym:Cholsu"]
)
def test_a_given_name_is_found_in_one_word_and_in_two(engine: Engine, text: str) -> None:
    assert found(engine, text) == {"name-en", "name-ru"}
