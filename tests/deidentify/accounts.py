"""Small accounts in three languages for the tests: one person in three scripts, and sentences to stand in."""

from hypothesis import strategies as st

from testimonies.deidentify.detect import detect
from testimonies.deidentify.subjects import Passage, Subject, gather

PEOPLE = [
    {"en": "Kim Yong-su", "ko": "김용수", "ru": "Ким Ён Су"},
    {"en": "Ri Chol-ho", "ko": "리철호", "ru": "Ли Чхоль Хо"},
    {"en": "Sergei Volkov", "ko": "세르게이", "ru": "Сергей Волков"},
    {"en": "Natasha", "ko": "나타샤", "ru": "Наташа"},
]
FACTS = {
    "en": ["+7 924 305 11 72", "ivan@mail.ru", "passport PS 736210458", "12.11.2018", "the 44th Construction Brigade"],
    "ko": ["+7 924 305 11 72", "ivan@mail.ru", "려권 736210458", "2018년 11월 12일", "44건설려단"],
    "ru": ["+7 924 305 11 72", "ivan@mail.ru", "паспорт 736210458", "12.11.2018", "44-я строительная бригада"],
}
FRAMES = {
    "en": ["I met {} in the yard.", "{} told me everything.", "Nobody asked {} again."],
    "ko": ["마당에서 {}를 만났습니다.", "{}는 다 말했습니다.", "그때 {}가 거기 있었습니다."],
    "ru": ["Я видел: {} во дворе.", "{} всё рассказал.", "Потом {} ушёл домой."],
}


@st.composite
def passages(draw: st.DrawFn) -> list[Passage]:
    """Paragraphs in one to three languages that name the same people and facts."""
    found = []
    for language in draw(st.lists(st.sampled_from(["en", "ko", "ru"]), min_size=1, max_size=3, unique=True)):
        for number in range(draw(st.integers(1, 3))):
            words = [person[language] for person in PEOPLE] + FACTS[language]
            chosen = draw(st.lists(st.sampled_from(words), min_size=1, max_size=4))
            frames = draw(st.lists(st.sampled_from(FRAMES[language]), min_size=len(chosen), max_size=len(chosen)))
            text = " ".join(frame.format(word) for frame, word in zip(frames, chosen, strict=True))
            found.append(Passage(f"{language}:p{number}", language, text))
    return found


def subjects_of(account: list[Passage]) -> list[Subject]:
    """What the assistant finds in an account."""
    return gather(account, {passage.key: detect(passage.text, passage.language) for passage in account})
