"""What the assistant finds, in every script and way of writing, and what it lets alone."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from testimonies.deidentify.detect import detect
from testimonies.deidentify.finding import Kind
from testimonies.deidentify.propose import LANGUAGES, marked
from testimonies.deidentify.rules import phrases

_FIXTURES = Path(__file__).parents[2] / "fixtures" / "demonstration"
_PIECES = st.sampled_from(
    [
        "Kim",
        " Chol-su",
        "김철수",
        "는 ",
        "Иван",
        " Петрович",
        "+7 924",
        "№",
        "\u0301",
        "⟨",
        "'",
        "1984",
        ".",
        "\n",
        "씨",
        "@a_b1",
    ]
)


def found(text: str, language: str, kind: Kind) -> list[str]:
    return [text[each.start : each.end] for each in detect(text, language) if each.kind == kind]


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(_PIECES, max_size=14).map("".join)), st.sampled_from(LANGUAGES))
def test_spans_lie_in_the_text_in_order_and_apart(text: str, language: str) -> None:
    last = 0
    for finding in detect(text, language):
        assert last <= finding.start < finding.end <= len(text)
        assert 0 < finding.confidence <= 1
        assert finding.why
        last = finding.end


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "Then KIM CHOL SU and Park Ji-hoon left.", ["KIM CHOL SU", "Park Ji-hoon"]),
        ("en", "the man was called kim chol su and he sang.", ["kim chol su"]),
        ("en", "Signed by I. P. Sidorov, J. Park and Mr. Lee.", ["I. P. Sidorov", "J. Park", "Mr. Lee"]),
        ("en", "Ri, Kim and Jong slept.", ["Ri", "Kim", "Jong"]),
        ("en", "They took Chol-min. Cholmin never came back.", ["Chol-min", "Cholmin"]),
        ("ko", "김철수 씨와 리명철 동무가 왔다.", ["김철수", "리명철"]),
        ("ko", "철민이를 내놓으라고 했다.", ["철민이"]),
        ("ko", "통역은 최 빅토르였다.", ["최 빅토르"]),
        ("ko", "박 씨와 허 동무가 김 철수를 불렀다.", ["박 씨", "허", "김 철수"]),
        ("ko", "편지에는 변상도가 왔다고 했다. 상도는 남았다.", ["변상도", "상도"]),
        ("ko", "우리 작업반장은 맹학수였다. 나중에 맹 중대장이 때렸다.", ["맹학수", "맹"]),
        ("ko", "억쇠가 울었다. 통일이가 달랬다. 봄순이는 웃었다.", ["억쇠", "통일이", "봄순이"]),
        ("ko", "전기공은 장혁이다. 혁이는 지금 어디 있을까.", ["장혁", "혁이"]),
        (
            "ko",
            "왕웨이(王伟)와 응우옌 티 호아, 아르쫀 꾸즈네쪼브를 만났다.",
            ["왕웨이", "王伟", "응우옌 티 호아", "아르쫀 꾸즈네쪼브"],
        ),
        ("ru", "Сергею Викторовичу отдали бумаги.", ["Сергею Викторовичу"]),
        ("ru", "С Бородулиным не спорили. Бородулин кричал.", ["Бородулиным", "Бородулин"]),
        ("ru", "Я видел Чхольмина и Пак Сун Ок.", ["Чхольмина", "Пак Сун Ок"]),
        (
            "ru",
            "Искали сергея викторовича, а звали его сергей викторович.",
            ["сергея викторовича", "сергей викторович"],
        ),
    ],
)
def test_names_are_found_in_every_way_of_writing(language: str, text: str, names: list[str]) -> None:
    assert found(text, language, Kind.NAME) == names


@pytest.mark.parametrize(
    "text",
    [
        "통일이 되면 고향에 가고 싶다.",
        "고무신 바닥에 돈을 감추고 사무실 문을 잠갔다.",
        "텔레비죤과 라지오로 소식을 들었고 콘테이너에서 잤다.",
        "이 반장이나 그 조장이나 전 사장이나 다 같았다.",
        "변호인과 심사관이 안내문을 읽고 방청석에 앉았다.",
    ],
)
def test_what_only_looks_like_a_korean_name_is_let_alone(text: str) -> None:
    assert found(text, "ko", Kind.NAME) == []


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Kind.PHONE, "+7 (924) 305-11-72"),
        (Kind.PHONE, "8-924-305-11-72"),
        (Kind.PHONE, "+850 191 234 5678"),
        (Kind.PHONE, "010-1234-5678"),
        (Kind.PHONE, "+86 138 1234 5678"),
        (Kind.PHONE, "＋７ ９２４ ３０５ １１ ７２"),
        (Kind.EMAIL, "a.b-c@sub.example.co.kr"),
        (Kind.EMAIL, "name (at) mail.ru"),
        (Kind.PASSPORT, "4509 123456"),
        (Kind.PASSPORT, "850314-1234567"),
        (Kind.PASSPORT, "PS1234567"),
        (Kind.COORDINATES, "43.1056, 131.8735"),
        (Kind.HANDLE, "@jp_vladik88"),
        (Kind.URL, "https://example.org/a?b=1"),
    ],
)
@pytest.mark.parametrize("frame", ["He gave {} to me.", "{}", "그는 {}를 주었다.", "Вот: {}."])
def test_numbers_and_addresses_are_found_wherever_they_stand(kind: Kind, words: str, frame: str) -> None:
    assert found(frame.format(words), "en", kind) == [words]


def test_letters_taken_apart_and_signs_nobody_sees_hide_nothing() -> None:
    apart = unicodedata.normalize("NFD", "그때 김철수가 왔다.")
    assert [unicodedata.normalize("NFC", name) for name in found(apart, "ko", Kind.NAME)] == ["김철수"]
    assert found("We saw Kim\u00a0Chol\u2011su.", "en", Kind.NAME) == ["Kim\u00a0Chol\u2011su"]
    assert found("Звали Ива\u0301н Петро\u0301вич.", "ru", Kind.NAME) == ["Ива\u0301н Петро\u0301вич"]
    assert found("call ivan\u200b@mail.ru", "en", Kind.EMAIL) == ["ivan\u200b@mail.ru"]


def test_a_pseudonym_is_known_in_every_script() -> None:
    assert detect("Jin arrived. We called him Jin.", "en", known=["Jin"]) == []
    assert detect("진이라고 합니다.", "ko", known=["Jin"]) == []
    assert [each.kind for each in detect("Then Kim Jin-ho came.", "en", known=["Jin"])] == [Kind.NAME]


@pytest.mark.long
@pytest.mark.parametrize("path", sorted(_FIXTURES.glob("*.jsonl")), ids=lambda path: path.stem)
def test_accounts_without_names_raise_few_false_alarms(path: Path) -> None:
    words = alarms = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        for text in record["texts"]:
            words += len(text["body"].split())
            alarms += len(detect(text["body"], text["language"], known=[record["pseudonym"]]))
    assert words > 50
    assert 100 * alarms <= 3 * words


def test_no_phrase_we_propose_is_itself_a_finding() -> None:
    for line in phrases("phrases"):
        key, *words = line.split("|")
        number = 2 if key.startswith(("name", "nickname")) else 1
        for language, phrase in zip(LANGUAGES, words, strict=True):
            text = marked(phrase.strip().replace("{year}", "2020").replace("{decade}", "1980"), number)
            assert detect(text, language) == [], text


def test_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="en, ko or ru"):
        detect("Bonjour", "fr")
