"""Did you mean: a word that no account holds, and the nearest words that several hold, in the word's own script."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from testimonies.edition.search.analysis import ENGLISH
from testimonies.edition.search.analysis.words import WORD, fold, is_hangul
from testimonies.edition.search.fields import TEXT_FIELDS, WORDS
from testimonies.edition.search.language import Question
from testimonies.edition.search.language.distance import within
from testimonies.edition.search.language.nodes import Word
from testimonies.edition.search.lexicon import Lexicon
from testimonies.edition.search.names import spellings_of

# A suggestion is a word of this many accounts at least: a word that one account holds could point at its author.
ACCOUNTS = 2
# How much rarer than its neighbour a word must be before it is taken for a slip although some account holds it.
RARER = 50
# Unknown words of one query that are looked into: each may cost a walk over all words of the index.
TRIED = 3

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"


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


def held_by(word: str, lexicon: Lexicon) -> int:
    """How many accounts may hold a folded word: the rarest of its terms, in the language that has most of them."""
    terms = ENGLISH.terms(word)
    return min((max(lexicon.doc_frequency(name, term) for name in TEXT_FIELDS) for term in terms), default=0)


def _candidates(word: str, lexicon: Lexicon) -> list[tuple[str, int]]:
    """Words of the index about as far away as a slip; with another first letter only when there is no better."""
    distance = 1 if is_hangul(word) else allowed(word)
    shared = [] if is_hangul(word) else lexicon.nearby(WORDS, word, distance, 1)
    return shared or lexicon.nearby(WORDS, word, distance, 0)


def _words(question: Question) -> Iterator[tuple[str, str]]:
    """The plain words of a question that may be slips, as typed and folded."""
    for leaf in question.leaves():
        if not isinstance(leaf, Word):
            continue
        words = WORD.findall(fold(leaf.text))
        one = words[0] if len(words) == 1 else ""
        if one and allowed(one) and not any(c.isdigit() for c in one) and not spellings_of(one):
            yield leaf.text, one


def correct(question: Question, lexicon: Lexicon, go_on: Callable[[], bool] = lambda: True) -> Correction | None:
    """The query with each unknown word replaced by its nearest known one; None when nothing is better.

    Names that have other spellings are left alone, and so are figures, phrases and patterns. `go_on` is asked before
    each word.
    """
    changes: dict[str, str] = {}
    unknown = [(typed, word, held) for typed, word in _words(question) if (held := held_by(word, lexicon)) < ACCOUNTS]
    for typed, word, held in unknown[:TRIED]:
        if not go_on():
            break
        better = nearest(word, _candidates(word, lexicon))
        if better and held_by(better, lexicon) > held * RARER:
            changes[typed] = better
    if not changes:
        return None
    query = re.sub("|".join(map(re.escape, changes)), lambda found: changes[found.group()], question.text)
    return Correction(query, tuple(changes.items()))
