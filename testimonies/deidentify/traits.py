"""What a word with a capital letter may be, judged by the word alone."""

import re
from collections.abc import Callable
from functools import cache, lru_cache

from testimonies.deidentify.endings import declined
from testimonies.deidentify.finding import REMEMBERED
from testimonies.deidentify.places import regions
from testimonies.deidentify.rules import words
from testimonies.deidentify.syllables import bare, split, surnames
from testimonies.deidentify.transliterate import keys, stems

_PATRONYMIC = re.compile(
    r"[а-яё]{2,}(?:ович|евич|ьич|[ауо]ныч|алыч|[еёо]ныч|еич|геич|оич|рыч)(?:а|у|ем|ом|е|и)?|"
    r"(?:ильич|лукич|фомич|кузьмич)(?:а|у|ом|ем|е)?|"
    r"[а-яё]{2,}(?:овн|евн|инишн|иничн|ичн|[ао]лн)(?:а|ы|е|у|ой|ою)|[a-z]{3,}(?:ovich|evich|"
    r"yevich|ovna|evna|yevna|ichna|inichna)"
)
_SURNAME = re.compile(
    r"[а-яё]{2,}(?:[оеё]в|[иы]н)(?:а|у|ым|е|ой|ы|ых|ыми)?|[а-яё]{2,}(?:ск|цк)(?:ий|ого|ому|им|ом|"
    r"ая|ой|ую|ие|их)|[а-яё]{2,}енко|"
    r"[а-яё]{1,3}гай(?:я|ю|ем|е)?|[а-яё]{2,}(?:чук|щук|юк)(?:а|у|ом|е)?|[а-яё]{3,}(?:ян|"
    r"янц)(?:а|у|ом|е)?|[а-яё]{2,}(?:дзе|"
    r"швили|заде|оглы|баев\w*)|"
    r"[a-z]{2,}(?:ov|ova|ev|eva|yov|yova|sky|skiy|skii|skaya|enko|chuk|shvili|adze|idze|baev|"
    r"baeva|zadeh?)|[a-z]{3,}(?:in|ina|yan)"
)
# At the beginning of a sentence only endings that ordinary words do not have.
_CERTAIN = re.compile(
    r"[а-яё]{3,}(?:ов|ев|ёв|ова|ева|ёва|енко|швили|чук|ян|дзе)|[a-z]{3,}(?:ov|ova|ev|eva|yov|sky|"
    r"skaya|enko|shvili|chuk)"
)
_DISTINCT = re.compile(r"y[oe]|ae|eo|eu|ch|hy|ky|gw|kw|hw|ng$|чх|тх|пх|кх|хё|гё|мё|ён|ый|хв|дж")


@cache
def _forms(name: str) -> frozenset[str]:
    return frozenset(form.lower() for word in words(name) for form in declined(word))


@cache
def _small(name: str) -> frozenset[str]:
    return frozenset(word.lower() for word in words(name))


@cache
def _given_keys() -> frozenset[str]:
    return frozenset(key for word in words("russian_given") for key in keys(word) if len(key) > 3)


@lru_cache(maxsize=REMEMBERED)
def traits(word: str) -> frozenset[str]:
    """Everything `word` may be: title, ordinary, ambiguous, place, given, patronymic, surname, certain, korean …"""
    small = word.lower().removesuffix("'s")
    found = {name for name, holds in _TESTS.items() if holds(small)}
    if found & {"ordinary"} and "cyrillic" not in found:
        found -= {"ending", "certain"}
    return frozenset(found)


def _is_title(small: str) -> bool:
    return (
        small in _small("english_titles")
        or any(stem in _small("russian_titles") for stem in stems(small))
        or small in _title_forms()
    )


@cache
def _title_forms() -> frozenset[str]:
    return frozenset(form for word in words("russian_titles") for form in declined(word)) | {
        "товарищем",
        "госпожой",
        "гражданки",
        "гражданину",
        "гражданина",
    }


def _is_given(small: str) -> bool:
    if small in _small("english_given") or small in _forms("russian_given"):
        return True
    return small.isascii() and len(small) > 3 and bool(keys(small) & _given_keys())


def _is_surname(small: str) -> bool:
    return small in _small("english_surnames")


def _korean_surname(small: str) -> bool:
    return any(bare(stem) in surnames() for stem in stems(small))


def syllables(small: str) -> frozenset[int]:
    """How many syllables of a Korean given name the word can be."""
    return frozenset(len(way) for stem in stems(small) for way in split(bare(stem)))


_TESTS: dict[str, Callable[[str], bool]] = {
    "title": _is_title,
    "ordinary": lambda small: small in _small("english_ordinary") or small in _small("russian_ordinary"),
    "ambiguous": lambda small: small in _small("english_ambiguous"),
    "place": lambda small: small in regions(),
    "given": _is_given,
    "surname": _is_surname,
    "patronymic": lambda small: _PATRONYMIC.fullmatch(small) is not None,
    "ending": lambda small: len(small) > 4 and _SURNAME.fullmatch(small) is not None,
    "certain": lambda small: len(small) > 4 and _CERTAIN.fullmatch(small) is not None,
    "ksurname": _korean_surname,
    "k1": lambda small: 1 in syllables(small),
    "k2": lambda small: 2 in syllables(small),
    "hyphen": lambda small: (
        "-" in small and all(1 in syllables(part) for part in small.split("-")) and small.count("-") == 1
    ),
    "distinct": lambda small: _DISTINCT.search(small) is not None,
    "cyrillic": lambda small: re.search(r"[а-яё]", small) is not None,
}
