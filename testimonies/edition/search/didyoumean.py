"""Did you mean: a word that no account holds, and the nearest words that several hold, in the word's own script."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from testimonies.edition.search.analysis.words import WORD, fold, is_hangul
from testimonies.edition.search.language import Question
from testimonies.edition.search.language.distance import within
from testimonies.edition.search.language.nodes import Widened, Word
from testimonies.edition.search.names import spellings_of

# A suggestion is a word of this many accounts at least: a word that one account holds could point at its author.
ACCOUNTS = 2
# How much rarer than its neighbour a word must be before it is taken for a slip although some account holds it.
RARER = 50

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"

Nearby = Callable[[str, int], Iterable[tuple[str, int]]]
Frequency = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Correction:
    """The whole query with its slips mended, and each slip with the word put in its place."""

    query: str
    changes: tuple[tuple[str, str], ...]


def letters(word: str) -> str:
    """Hangul by its letters, so that one wrong vowel is one letter away; any other script as it is."""
    if not word or not is_hangul(word):
        return word
    pieces = []
    for syllable in word:
        code = ord(syllable) - 0xAC00
        if 0 <= code < 11172:
            final = _FINALS[code % 28]
            pieces.append(_INITIALS[code // 588] + _VOWELS[code // 28 % 21] + (final if final != " " else ""))
        else:
            pieces.append(syllable)
    return "".join(pieces)


def allowed(word: str) -> int:
    """How many letters may differ: none in words of two letters, one up to five, two above."""
    count = len(letters(word))
    return 0 if count < 3 else 1 if count < 6 else 2


def nearest(word: str, candidates: Iterable[tuple[str, int]]) -> str | None:
    """The nearest candidate (word, accounts) that several accounts hold; of equally near ones the most frequent.

    A first letter that differs counts half a letter more: slips there are rare.
    """
    own, limit = letters(word), allowed(word)
    best: tuple[float, int, str] | None = None
    for other, accounts in candidates:
        if accounts < ACCOUNTS or other == word:
            continue
        theirs = letters(other)
        apart = within(own, theirs, limit)
        if apart is None:
            continue
        key = (apart + (0.5 if own[0] != theirs[0] else 0.0), -accounts, other)
        best = min(best, key) if best else key
    return best[2] if best else None


def correct(question: Question, frequency: Frequency, nearby: Nearby) -> Correction | None:
    """The query with each unknown word replaced by its nearest known one; None when nothing is better.

    ``frequency(word)`` counts the accounts that hold a folded word; ``nearby(word, letters)`` yields the words of the
    index about that far away, with their accounts. Names that have other spellings are left alone, and so are figures.
    """
    changes: dict[str, str] = {}
    for leaf in question.leaves():
        if isinstance(leaf, Widened) or not isinstance(leaf, Word):
            continue
        words = WORD.findall(fold(leaf.text))
        if len(words) != 1 or not allowed(words[0]) or any(c.isdigit() for c in words[0]) or spellings_of(words[0]):
            continue
        held = frequency(words[0])
        candidates = [(other, n) for other, n in nearby(words[0], allowed(words[0])) if n > held * RARER]
        better = nearest(words[0], candidates)
        if better and (not held or held < ACCOUNTS):
            changes[leaf.text] = better
    if not changes:
        return None
    query = question.text
    for typed, better in changes.items():
        query = query.replace(typed, better)
    return Correction(query, tuple(changes.items()))
