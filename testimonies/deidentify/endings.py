"""Russian endings: the forms a noun or a surname takes, and the words a form may come from."""

import re
from functools import lru_cache

from testimonies.deidentify.finding import REMEMBERED

_CYRILLIC = re.compile(r"[а-яё-]+", re.IGNORECASE)
_HUSHING = "жшчщц"


@lru_cache(maxsize=REMEMBERED)
def declined(word: str) -> frozenset[str]:
    """The forms of a Russian noun in all cases, `word` among them; only `word` where it is not Russian."""
    if not _CYRILLIC.fullmatch(word) or len(word) < 2:
        return frozenset({word})
    return frozenset({word} | _forms(word))


def _forms(word: str) -> set[str]:
    stem, last = word[:-1], word[-1].lower()
    if re.search(r"(?:ск|цк)ий$", word):
        return {word[:-2] + end for end in ("ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ие", "их", "ими")}
    if word.endswith("ый"):
        return {word[:-2] + end for end in ("ый", "ого", "ому", "ым", "ом", "ая", "ой", "ую")}
    if word.endswith("ия"):
        return {word[:-1] + end for end in ("я", "и", "ю", "ей", "ею")}
    if last in "ая":
        hard = last == "а"
        oblique = "и" if not hard or word[-2:-1].lower() in "гкх" + _HUSHING else "ы"
        ends = (oblique, "е", "у" if hard else "ю", "ой" if hard else "ей", "ою" if hard else "ею", "ей", "ёй", "")
        return {stem + end for end in ends if end or len(stem) > 2}
    if last == "й":
        return {stem + end for end in ("я", "ю", "ем", "е", "и", "ём")}
    if last == "ь":
        return {stem + end for end in ("я", "ю", "ем", "ём", "е", "и", "ью")} | _fleeting(word)
    if last in "бвгджзклмнпрстфхцчшщ":
        return {word + end for end in ("а", "у", "ом", "ем", "е", "ы", "и", "ой", "ым", "ых")} | _fleeting(word)
    return set()


def _fleeting(word: str) -> set[str]:
    """Pavel, Pavla; Pyotr, Petra; Lev, Lva: a vowel that goes when an ending comes."""
    if word.lower() in {"лев", "пётр", "павел"}:
        stem = {"лев": "льв", "пётр": "петр", "павел": "павл"}[word.lower()]
        stem = stem.capitalize() if word[0].isupper() else stem
        return {stem + end for end in ("а", "у", "ом", "е")}
    if match := re.fullmatch(r"(\w{2,})[еоё]к", word):
        return {f"{match[1]}{mid}к{end}" for mid in ("", "ь") for end in ("а", "у", "ом", "е", "и")}
    return set()
