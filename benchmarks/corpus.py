"""Synthetic accounts in the import format, for measuring only: any number, the same ones for the same seed.

    python -m benchmarks.corpus 100000 > accounts.jsonl

Words are drawn from a Zipf-Mandelbrot distribution: the commonest are real function words, words of the subject stand
in about one account of six, the long tail is made up from syllables. Lengths are log-normal around a mean of 390 words.
Most accounts are in English, some in Korean, Russian, or two languages. Every facet is filled. Nothing here is
testimony.
"""

import itertools
import json
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np

MEAN_WORDS = 390
VOCABULARY = 120_000
TAIL = 1.07
FILLERS = 120


def _words(text: str) -> list[str]:
    return text.split()


ENGLISH = _words("""
the of and to in a was we they that for were had not it on with as at by he his from our but this all would
no left told could them there been when who if out so one said my their us after before because never every
then more than two three first only back other over also into sent room people some went came kept made did
any under | work worker company passport money site month wages day dormitory guard manager food foreman
winter contract police took hours night paid pay debt fee loyalty plan concrete cold family home city years
party leader group meeting sick doctor hospital injury fell scaffold leg broken accident died beaten locked
gate camp forest logging saw truck factory sewing machine fish port ship restaurant clothing computer phone
call internet watched reported security officer punishment criticism weekly self ideology study escape ran
hide church broker visa student tourist border train airport flight arrived returned deported arrested
court judge fine tax deducted account cash ruble dollar percent quota target bonus rest holiday sunday
summer snow heating water wash shower toilet bed floor rice soup bread meat hungry thin weak tired slept
woke morning evening shift overtime sixteen twelve hundred thousand million
""")
KOREAN = _words("""
노동자 작업 여권 돈 월급 현장 회사 충성자금 감시 보위부 숙소 겨울 계약 건설 벌목 공장 식당 식량 고향 가족
지배인 작업반장 시간 하루 밤 추위 병원 사고 부상 죽음 구타 탈출 경찰 비자 기차 공항 러시아 모스크바 당
생활총화 학습 전화 인터넷 휴식 일요일 빚 벌금 할당 계획 초과 임금 체불 압수 이동 금지
""")
RUSSIAN = _words("""
рабочий работа паспорт деньги зарплата стройка компания взносы охрана общежитие зима контракт лес завод еда
семья бригадир директор час день ночь холод больница авария травма смерть побои побег полиция виза поезд
аэропорт партия собрание учёба телефон интернет отдых воскресенье долг штраф план норма переработка
удержание запрет вынужденный каждый месяц год люди сказали забрали отдали платили жили спали вернулись
""")
PARTICLES = ("", "", "이", "가", "을", "를", "은", "는", "에", "에서", "들이", "들은", "으로", "의")
ENDINGS = ("", "", "", "а", "и", "ов", "ам", "ами", "у", "ом")

SECTORS = ("construction", "logging", "garment", "it", "fishing", "agriculture", "restaurant", "shipyard")
PLACES = ("russian-far-east", "siberia", "european-russia", "russia-not-stated")
SOURCES = ("interview", "published-report", "court-file", "letter", "broadcast")
WARNINGS = ("violence", "death", "self-harm", "sexual-violence")
TERMS = tuple(
    f"{stem}-{number}" for stem in ("debt", "passport", "wages", "movement", "threat") for number in range(10)
)


def _made_up(random: np.random.Generator, onsets: str, vowels: str, count: int) -> list[str]:
    made: dict[str, None] = {}
    while len(made) < count:
        syllables = random.integers(2, 5)
        letters = (
            f"{onsets[random.integers(len(onsets))]}{vowels[random.integers(len(vowels))]}" for _ in range(syllables)
        )
        made["".join(letters)] = None
    return list(made)


def _korean_tail(random: np.random.Generator, count: int) -> list[str]:
    codes = random.integers(0xAC00, 0xD7A4, size=(count, 3))
    return ["".join(map(chr, row[: 2 + int(row[2]) % 2])) for row in codes.tolist()]


def _english(made_up: list[str]) -> list[str]:
    """Function words, made-up words in the place of ordinary ones, the words of the subject, then the tail."""
    functions, subject = ENGLISH[: ENGLISH.index("|")], ENGLISH[ENGLISH.index("|") + 1 :]
    return list(dict.fromkeys([*functions, *made_up[:FILLERS], *subject, *made_up[FILLERS:]]))


class Language:
    """A vocabulary with Zipf frequencies, and texts from it."""

    def __init__(self, words: list[str], suffixes: tuple[str, ...]) -> None:
        self._words = np.array(words, dtype=object)
        weights = 1.0 / np.arange(3, len(words) + 3) ** TAIL
        self._edges = np.cumsum(weights / weights.sum())
        self._suffixes = suffixes

    def words(self, random: np.random.Generator, count: int) -> list[str]:
        drawn: list[str] = self._words[np.searchsorted(self._edges, random.random(count))].tolist()
        if len(self._suffixes) > 1:
            ends = random.integers(len(self._suffixes), size=count).tolist()
            drawn = [word + self._suffixes[end] for word, end in zip(drawn, ends, strict=True)]
        return drawn

    def text(self, random: np.random.Generator, count: int) -> str:
        """Sentences of about 15 words, paragraphs of about 60."""
        words = self.words(random, count)
        paragraphs = []
        for start in range(0, count, 60):
            sentences = [" ".join(words[at : at + 15]).capitalize() for at in range(start, min(start + 60, count), 15)]
            paragraphs.append(". ".join(sentences) + ".")
        return "\n\n".join(paragraphs)


def languages(random: np.random.Generator) -> dict[str, Language]:
    return {
        "en": Language(_english(_made_up(random, "bcdfghjklmnprstvwz", "aeiou", VOCABULARY)), ("",)),
        "ko": Language(KOREAN + _korean_tail(random, VOCABULARY // 4), PARTICLES),
        "ru": Language(RUSSIAN + _made_up(random, "бвгджзклмнпрст", "аеиоуыя", VOCABULARY // 4), ENDINGS),
    }


def records(count: int, seed: int = 7) -> Iterator[dict[str, Any]]:
    """`count` records in the import format; the first ones are the same whatever `count` is."""
    random = np.random.default_rng(seed)
    spoken = languages(random)
    for number in range(count):
        kind = random.random()
        codes = ["en"] if kind < 0.8 else ["ko"] if kind < 0.88 else ["ru"] if kind < 0.94 else ["ko", "en"]
        length = int(np.clip(random.lognormal(np.log(MEAN_WORDS / len(codes)) - 0.125, 0.5), 40, 4_000))
        yield _record(random, spoken, number, codes, length)


def _record(
    random: np.random.Generator, spoken: dict[str, Language], number: int, codes: list[str], length: int
) -> dict[str, Any]:
    start = int(random.integers(2005, 2024))
    texts = [
        {
            "language": code,
            "original": place == 0,
            "title": " ".join(spoken[code].words(random, 6)),
            "summary": spoken[code].text(random, 15),
            "body": spoken[code].text(random, length),
        }
        for place, code in enumerate(codes)
    ]
    tags = random.choice(len(TERMS), size=int(random.integers(1, 6)), replace=False).tolist()
    return {
        "code": f"NKR-{_opaque(number)}",
        "pseudonym": "Jin",
        "texts": texts,
        "tags": [{"term": TERMS[tag], "paragraphs": [1], "strength": "stated"} for tag in tags],
        "sector": SECTORS[min(int(random.zipf(1.7)) - 1, len(SECTORS) - 1)],
        "place": PLACES[int(random.integers(len(PLACES)))],
        "period": [start, start + int(random.integers(0, 5))],
        "source": {"kind": SOURCES[int(random.integers(len(SOURCES)))], "citation": "synthetic", "url": ""},
        "warnings": [WARNINGS[int(random.integers(len(WARNINGS)))]] if random.random() < 0.3 else [],
        "synthetic": True,
        "consent": {
            "basis": "direct",
            "given_on": "2024-05-02",
            "scopes": {"public_text": "yes", "quote": "yes", "translation": "yes", "research": "yes", "press": "no"},
        },
    }


def _opaque(number: int) -> str:
    """A code that does not show the order; one for each number below 32 ** 5."""
    mixed = (number * 19_260_817 + 7_654_321) % 32**5
    return "".join("23456789ABCDEFGHJKLMNPQRSTUVWXYZ"[mixed >> 5 * place & 31] for place in range(5))


def main() -> None:
    for record in itertools.islice(records(int(sys.argv[1])), int(sys.argv[1])):
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
