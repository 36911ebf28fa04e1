"""Vaguer words stand everywhere in place of what was found, the same for one person, and nothing is left."""

import pytest
from hypothesis import given, settings

from testimonies.deidentify.detect import detect
from testimonies.deidentify.finding import Kind
from testimonies.deidentify.redact import Settlement, redact
from testimonies.deidentify.residue import OriginalsRemain, check, find_residue
from testimonies.deidentify.subjects import Passage, Subject, gather
from tests.deidentify.accounts import PEOPLE, passages, subjects_of


def settle(account: list[Passage]) -> list[Settlement]:
    return [Settlement(subject) for subject in subjects_of(account)]


@settings(max_examples=60, deadline=None)
@given(passages())
def test_nothing_that_was_found_is_left(account: list[Passage]) -> None:
    settled = settle(account)
    redacted = redact(account, settled)
    assert find_residue(redacted.texts, [each.subject for each in settled]) == []
    for passage in account:
        for finding in detect(passage.text, passage.language):
            assert passage.text[finding.start : finding.end] not in redacted.texts[passage.key]


@settings(max_examples=60, deadline=None)
@given(passages())
def test_redacting_again_changes_nothing(account: list[Passage]) -> None:
    settled = settle(account)
    once = redact(account, settled).texts
    again = redact([Passage(each.key, each.language, once[each.key]) for each in account], settled)
    assert again.texts == once
    assert again.mapping == ()
    assert all(detect(text, key[:2]) == [] for key, text in once.items())


@settings(max_examples=60, deadline=None)
@given(passages())
def test_the_mapping_leads_back(account: list[Passage]) -> None:
    redacted = redact(account, settle(account))
    for each in redacted.mapping:
        assert redacted.texts[each.key][each.start :].startswith(each.phrase)
        assert any(each.original in passage.text for passage in account if passage.key == each.key)


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person["en"])
def test_one_person_is_one_subject_in_all_languages(person: dict[str, str]) -> None:
    account = [
        Passage("en:p1", "en", f"Nobody asked {person['en']} again."),
        Passage("ko:p1", "ko", f"그때 {person['ko']}가 거기 있었습니다."),
        Passage("ru:p1", "ru", f"Потом {person['ru']} ушёл домой."),
    ]
    people = [subject for subject in subjects_of(account) if subject.kind is Kind.NAME]
    if person["ko"] == "세르게이":
        assert len(people) == 1 or {"Sergei Volkov", "Сергей Волков"} <= people[0].forms
    else:
        assert len(people) == 1
    assert len({phrase for each in people for phrase in [each.phrases["en"]]}) == len(people)


def test_two_people_are_told_apart() -> None:
    account = [Passage("p", "en", "Kim Yong-su sang. Ri Chol-ho slept. Then Yong-su left and Chol-ho wept.")]
    assert redact(account, settle(account)).texts["p"] == (
        "⟨a person⟩ sang. ⟨a person 2⟩ slept. Then ⟨a person⟩ left and ⟨a person 2⟩ wept."
    )


def test_proposals_say_what_remains_true() -> None:
    text = "I was 34 years old when my friend Kim Yong-su came to Khabarovsk in March 2020."
    account = [Passage("p", "en", text)]
    assert redact(account, settle(account)).texts["p"] == (
        "I was ⟨in the thirties⟩ when my friend ⟨a friend⟩ came to ⟨a place in the Russian Far East⟩ in ⟨early 2020⟩."
    )


def test_korean_particles_follow_the_new_words() -> None:
    account = [Passage("p", "ko", "친구 김명철은 왔고 김명철을 찾았다.")]
    assert redact(account, settle(account)).texts["p"] == "친구 ⟨친구⟩는 왔고 ⟨친구⟩를 찾았다."


def test_what_is_kept_stays_and_must_have_a_reason() -> None:
    account = [Passage("p", "en", "Kim Yong-su came to Khabarovsk.")]
    subjects = subjects_of(account)
    settled = [
        Settlement(each, keep_reason="public in the press" if each.kind is Kind.PLACE else "") for each in subjects
    ]
    assert redact(account, settled).texts["p"] == "⟨a person⟩ came to Khabarovsk."


def test_two_decisions_on_one_finding_are_refused() -> None:
    account = [Passage("p", "en", "Kim Yong-su came.")]
    subject = subjects_of(account)[0]
    with pytest.raises(ValueError, match="settled twice"):
        redact(account, [Settlement(subject), Settlement(subject, keep_reason="known")])


def test_what_a_person_marked_by_hand_is_replaced_like_a_finding() -> None:
    text = "Everyone knew the baker's boy."
    finding = detect("Then Natasha came.", "en")[0]
    marked = type(finding)(text.index("the baker"), len(text) - 1, Kind.NICKNAME, 1.0, "marked by hand")
    account = [Passage("p", "en", text)]
    subjects = gather(account, {"p": [marked]})
    assert redact(account, [Settlement(each) for each in subjects]).texts["p"] == "Everyone knew ⟨an other name⟩."


@pytest.mark.parametrize(
    "public",
    [
        "Kim Yong-su", "KIM YONGSU", "kim-yong-su-and-the-sea", "kim_yong_su.jpg", "Kim%20Yong%2Dsu", "Kim&#32;Yong-su",
        "김 용수는",
        "Ким Ён Су", b"photo of Kim Yong-su", "Kim Yong-su".encode("utf-16-le"), r"\uae40\uc6a9\uc218",
        "Kim\u200b Yong\u2011su",
        "Сергеем Викторовичем", "sergei-viktorovich", "Sergeya Viktorovicha", "tel:+79243051172",
        "8-rooms +7-924-305-11-72",
    ],
)  # fmt: skip
def test_the_last_look_finds_every_way_of_writing(public: str | bytes) -> None:
    account = [
        Passage("en", "en", "Kim Yong-su and Sergei Viktorovich called +7 924 305 11 72."),
        Passage("ru", "ru", "Потом пришёл Сергей Викторович."),
    ]
    subjects = subjects_of(account)
    with pytest.raises(OriginalsRemain) as refusal:
        check({"alt text of photo 1": public}, subjects)
    assert "alt text of photo 1" in str(refusal.value)
    assert not any(word in str(refusal.value) + repr(refusal.value) for word in ("Kim", "Yong", "Sergei", "924"))


def test_ordinary_words_are_no_residue() -> None:
    account = [Passage("p", "en", "Ho and Grace and Comrade Han left."), Passage("r", "ru", "Доктор Но и Хан ушли.")]
    public = {"a": "by the grace of God, ho ho, a handful", "b": "но никто не пришёл, ханжа", "c": "한국 사람은 호실에"}
    assert find_residue(public, subjects_of(account)) == []


NAMES = [
    (Kind.PLACE, ("Khabarovsk", "Хабаровск", "하바롭스크에서", "/khabarovsk-camp", "в Хабаровске", "хабаровский лес")),
    (Kind.PLACE, ("Hamhung", "из Хамхына", "함흥시의")),
    (Kind.EMPLOYER, ("Zelstroi", "ООО «Зельстрой»", "젤스트로이의")),
    (Kind.SITE, ("the Talnik sawmill", "на лесопилке «Тальник»")),
    (Kind.SHIP, ("the Chilbosan-3", "«Чильбосан»", "칠보산호")),
]


def subject_of(kind: Kind, form: str) -> Subject:
    return Subject(kind, "", frozenset({form}), (), {"en": "⟨somewhere⟩"})


@pytest.mark.parametrize(("kind", "spellings"), NAMES)
def test_the_name_of_a_place_or_a_house_is_met_in_every_script(kind: Kind, spellings: tuple[str, ...]) -> None:
    for spelling in spellings:
        assert find_residue({"citation": f"An interview, {spelling}"}, [subject_of(kind, spellings[0])]), spelling


def test_words_that_everybody_writes_name_no_place_and_no_house() -> None:
    subjects = [
        subject_of(Kind.SITE, "лесопилке «Тальник»"),
        subject_of(Kind.EMPLOYER, "Morning Dew Garment JV"),
        subject_of(Kind.PLACE, "Komsomolsk-on-Amur"),
    ]
    public = {"ru": "Мы работали на лесопилке.", "en": "In the morning we sewed garments.", "ko": "아침에 콩을 먹었다."}
    assert find_residue(public, subjects) == []
