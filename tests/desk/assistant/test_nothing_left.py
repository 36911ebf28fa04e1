"""Whatever the texts, once everything is generalised no spelling of an original is left in a public byte."""

from __future__ import annotations

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from testimonies.deidentify.redact import Settlement, redact
from testimonies.deidentify.subjects import Passage, gather
from testimonies.desk.assistant.reading import read_passage
from testimonies.edition.publish import bring_up_to_date
from tests.desk.assistant.pages import make_account, open_page
from tests.people import People, advance
from tests.real_stores import Stores

# A way in which the rules surely see it, and ways in which it stands elsewhere in the account.
SPELLINGS = {
    "en": [
        ("Kim Yong-su", ["KIM YONG SU", "kim yong-su", "Kim Yongsu", "Yong-su Kim"]),
        ("Ri Chol-ho", ["Ri Chol Ho", "RI CHOL-HO", "Ri Cholho's"]),
        ("Sergei Volkov", ["SERGEI VOLKOV", "Sergei  Volkov", "Sergei Volkov's"]),
        ("+7 924 305 11 72", ["8 (924) 305-11-72", "+79243051172", "924 305-11-72"]),
        ("passport PS 736210458", ["PS736210458", "ps 736 210 458"]),
    ],
    "ko": [
        ("김용수가", ["김 용수는", "김용수한테서", "김용수동무를", "김용수"]),
        ("리철호는", ["리 철호가", "리철호에게", "리철호씨의"]),
        ("손전화 +7 924 305 11 72", ["8-924-305-11-72", "89243051172"]),
    ],
    "ru": [
        ("Сергей Волков", ["Сергея Волкова", "СЕРГЕЮ ВОЛКОВУ", "Сергеем Волковым", "Сергее Волкове"]),
        ("Артём Лебедев", ["Артема Лебедева", "Артёмом Лебедевым", "АРТЕМ ЛЕБЕДЕВ"]),
        ("Ким Ён Су", ["Ким Ен Су", "КИМ ЁН СУ", "Ким Ён-Су"]),
        ("телефон 8 924 305 11 72", ["+7 (924) 305-11-72", "8-9243051172"]),
    ],
}
FRAMES = {
    "en": ["Then {} stood in the yard.", "We heard of {} again.", "It was about {} all winter."],
    "ko": ["마당에 {} 있었다.", "그때 {} 보았다.", "겨울 내내 {} 이야기였다."],
    "ru": ["Потом {} видели во дворе.", "Мы слышали про {} ещё раз.", "Всю зиму говорили: {} и только."],
}
# Spellings differ in these, and in nothing else.
_SAME = str.maketrans({"ё": "е", **dict.fromkeys(" -().'’", "")})


def plain(words: str) -> str:
    return words.lower().translate(_SAME)


def stems(written: str) -> list[str]:
    """What of a spelling must be gone: each number, and each word without its ending."""
    numbers = re.findall(r"\d{4,}", plain(written))
    words = [word for word in re.findall(r"[^\W\d_]{3,}", written.replace("ё", "е").lower()) if word not in KEPT]
    return [*numbers, *(word if len(word) < 5 else word[: max(4, len(word) - 3)] for word in words)]


KEPT = {"passport", "телефон", "손전화"}


@st.composite
def accounts(draw: st.DrawFn) -> list[Passage]:
    """Paragraphs in which each original stands once as the rules see it, and again in other ways."""
    found = []
    for language in draw(st.lists(st.sampled_from(["en", "ko", "ru"]), min_size=1, max_size=3, unique=True)):
        chosen = draw(st.lists(st.sampled_from(SPELLINGS[language]), min_size=1, max_size=3, unique_by=lambda s: s[0]))
        for number, (seen, others) in enumerate(chosen):
            written = [seen, *draw(st.lists(st.sampled_from(others), max_size=3))]
            frames = draw(st.lists(st.sampled_from(FRAMES[language]), min_size=len(written), max_size=len(written)))
            sentences = [frame.format(words) for frame, words in zip(frames, written, strict=True)]
            draw(st.randoms(use_true_random=False)).shuffle(sentences)
            found += [Passage(f"{language}:{number}-{at}", language, words) for at, words in enumerate(sentences)]
    return found


@settings(max_examples=150)
@given(accounts())
def test_no_spelling_is_left_once_everything_is_generalised(account: list[Passage]) -> None:
    subjects = gather(account, {passage.key: read_passage(passage) for passage in account})
    texts = redact(account, [Settlement(subject) for subject in subjects]).texts
    for language, people in SPELLINGS.items():
        said = plain(" ".join(passage.text for passage in account if passage.language == language))
        left = plain(re.sub("⟨.*?⟩", "", " ".join(texts[p.key] for p in account if p.language == language)))
        for seen, others in people:
            for stem in {stem for written in (seen, *others) for stem in stems(written)}:
                assert stem not in left or stem not in said, (stem, left)


def test_no_original_is_left_in_a_byte_of_the_edition(people: People, stores: Stores) -> None:
    testimony = make_account(people)
    page = open_page(testimony, people.ari)
    page.save(**page.all_as("generalise"))
    advance(testimony, people, "published")
    bring_up_to_date()
    files = [path for path in Path(stores.edition).rglob("*") if path.is_file()]
    content = b"\n".join(path.read_bytes() for path in files).lower()
    assert "⟨a person 2⟩".encode() in content
    for original in ("yong-su", "yongsu", "volkov", "ён су", "волков", "736210458", "305 11 72", "14 march"):
        assert original.encode() not in content
        assert original.encode("utf-16-le") not in content
