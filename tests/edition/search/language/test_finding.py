"""What a query finds, through the engine, in a handful of accounts."""

from pathlib import Path

import pytest
from testimonies.edition.search import fields
from testimonies.edition.search.engine import Engine, Page, writer
from testimonies.edition.search.language import parse
from testimonies.edition.search.language.asking import ask
from testimonies.edition.search.schema import schema

ACCOUNTS = {
    "fee": ("en", "Jin", "The monthly fee", "Every month a loyalty fee was taken from our wages at the labour camp."),
    "passport": ("en", "Tae", "Papers", "The officer kept our passports. Loyalty was praised; no fee was named."),
    "ko": ("ko", "진", "충성자금", "로동자들이 로씨야에서 충성자금을 바쳤다. 강제노동 수용소 같았다. 여권도 빼앗겼다."),
    "ru": ("ru", "Чжин", "Взносы", "Рабочие платили взносы верности. Паспорта́ отобрали, ещё зимой."),
    "plain": ("en", "Mina", "Weather", "It rained in Vladivostok and the hour was late."),
    "chin": ("en", "Choe", "A cut", "He cut his chin and could not sing."),
}


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Engine:
    folder: Path = tmp_path_factory.mktemp("index")
    documents = [
        {
            "code": code,
            "hash": code.encode(),
            "pseudonym": pseudonym,
            f"title_{language}": title,
            f"text_{language}": fields.whole_text(title, [text]),
        }
        for code, (language, pseudonym, title, text) in ACCOUNTS.items()
    ]
    writer.build(folder, documents, schema(), processes=1)
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
        ("rained OR wages", {"plain", "fee"}),
        ("(rained OR wages) loyalty", {"fee"}),
        ("labor", {"fee"}),
        ("vladiv*", {"plain"}),
        ("vlad*ok", {"plain"}),
        ("vladivastok~", {"plain"}),
        ("title:papers", {"passport"}),
        ("title:loyalty", set()),
        ("노동자", {"ko"}),
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


def test_near_leaves_out_what_holds_all(engine: Engine) -> None:
    question = parse("loyalty wages", own_words_only=True)
    assert engine.search(question.query("all")).codes == ["fee"]
    assert engine.search(question.query("near")).codes == ["passport"]
