"""Korean syllables in three scripts: which hangul a Latin or Cyrillic piece can stand for.

Every common way of writing is accepted at once (Revised Romanisation, McCune-Reischauer, the North Korean way, the
press; Kontsevich's transcription and what newspapers and offices make of it), because a person's papers mix them.
"""

import re
import unicodedata
from functools import cache, lru_cache

from testimonies.deidentify.finding import REMEMBERED
from testimonies.deidentify.rules import phrases, words

_INITIALS = (
    ("g k", "к г"), ("kk gg", "кк"), ("n", "н"), ("d t", "т д"), ("tt dd", "тт"), ("r l n", "р л н"), ("m", "м"),
    ("b p", "п б"), ("pp bb", "пп"), ("s sh", "с ш щ"), ("ss", "сс"), ("_", "_"), ("j ch", "ч дж чж ц"), ("jj", "чч"),
    ("ch", "чх ч"), ("k", "кх к"), ("t", "тх т"), ("p ph", "пх п"), ("h", "х г"),
)  # fmt: skip
_VOWELS = (
    ("a ah", "а"), ("ae ai e", "э е"), ("ya", "я"), ("yae", "е"), ("eo o u uh", "о е э"), ("e", "е э"),
    ("yeo yo you yu", "ё йо е ео"), ("ye e", "е йе"), ("o oh", "о"), ("wa", "ва уа"), ("wae", "вэ"),
    ("oe oi we", "ве вэ ое"),
    ("yo", "ё йо"), ("u oo", "у"), ("wo weo", "во"), ("we", "ве"), ("wi", "ви"), ("yu yoo", "ю"), ("eu u", "ы у"),
    ("ui eui i", "ый и ы"), ("i ee", "и"),
)  # fmt: skip
_FINALS = {
    0: ("_", "_"), 1: ("k g", "к"), 4: ("n", "н"), 7: ("t", "т"), 8: ("l r", "ль л р"), 16: ("m", "м"),
    17: ("p b", "п"),
    19: ("t s", "т"), 21: ("ng", "н нг"),
}  # fmt: skip
_FIRST, _LAST = 0xAC00, 0xD7A3

# A w that only the press writes: Geon-woo, Jong-wook.
_WITH_W = {
    "우": frozenset({"woo", "wu"}),
    "욱": frozenset({"wook", "wuk"}),
    "웅": frozenset({"woong", "wung"}),
    "운": frozenset({"woon"}),
}


def bare(word: str) -> str:
    """A Latin or Cyrillic word in small letters, without the marks above letters, apostrophes and hyphens."""
    kept = "".join(
        c for c in unicodedata.normalize("NFD", word.lower().replace("ё", "\0")) if not unicodedata.combining(c)
    )
    return unicodedata.normalize("NFC", re.sub(r"['\s.\-]", "", kept)).replace("\0", "ё")


def spellings(syllable: str) -> frozenset[str]:
    """Every way of writing one hangul syllable in Latin and Cyrillic letters; none for what is not a whole syllable."""
    if len(syllable) != 1 or not _FIRST <= ord(syllable) <= _LAST:
        return frozenset()
    initial, rest = divmod(ord(syllable) - _FIRST, 588)
    vowel, final = divmod(rest, 28)
    if final not in _FINALS:
        return frozenset()
    written = set()
    for script in (0, 1):
        for first in _INITIALS[initial][script].split():
            for middle in _VOWELS[vowel][script].split():
                written |= {f"{first}{middle}{last}".replace("_", "") for last in _FINALS[final][script].split()}
    return frozenset(written)


@cache
def given() -> dict[str, frozenset[str]]:
    """Written syllable -> the hangul it can stand for in a given name."""
    both = words("korean_first") | words("korean_second")
    return _index({syllable: spellings(syllable) | _WITH_W.get(syllable, frozenset()) for syllable in both})


@cache
def surnames() -> dict[str, frozenset[str]]:
    """Written surname -> the hangul it can stand for."""
    table: dict[str, frozenset[str]] = {}
    for line in phrases("korean_surnames"):
        hangul, *others = line.split()
        table[hangul] = frozenset(map(bare, others)) | (spellings(hangul) if len(hangul) == 1 else frozenset())
    return _index(table)


def _index(table: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for hangul, written in table.items():
        for each in written:
            found.setdefault(each, set()).add(hangul)
    return {written: frozenset(hangul) for written, hangul in found.items()}


@lru_cache(maxsize=REMEMBERED)
def split(word: str) -> tuple[tuple[str, ...], ...]:
    """Every way to read `word` (made `bare`) as one or two syllables of a given name."""
    known = given()
    ways: list[tuple[str, ...]] = [(word,)] if word in known else []
    ways += [(word[:at], word[at:]) for at in range(1, len(word)) if word[:at] in known and word[at:] in known]
    return tuple(ways)
