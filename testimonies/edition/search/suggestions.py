"""Suggestions while typing: vocabulary terms, then phrases that several accounts use; never one account's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from testimonies.edition.search.analysis import weak
from testimonies.edition.search.analysis.words import WORD, fold
from testimonies.edition.search.fields import WORDS
from testimonies.edition.search.lexicon import Lexicon

# Accounts that must share a phrase or word before it is offered to anybody.
ACCOUNTS = 3
# Phrases counted at a time; the rare half is forgotten when there are more.
COUNTED = 400_000
LENGTHS = (2, 3)
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Suggestion:
    """``kind`` is "vocabulary", "phrase" or "word"; ``accounts`` is how many hold it, 0 where that is not asked."""

    text: str
    kind: str
    accounts: int = 0


def phrases_of(text: str) -> set[str]:
    """The phrases of two and three words in a text that begin and end with a word that counts."""
    found: set[str] = set()
    for sentence in fold(text).replace("!", ".").replace("?", ".").replace("\n", ".").split(". "):
        words = WORD.findall(sentence)
        for length in LENGTHS:
            for at in range(len(words) - length + 1):
                row = words[at : at + length]
                if not (weak.is_weak(row[0]) or weak.is_weak(row[-1]) or any(c.isdigit() for w in row for c in w)):
                    found.add(" ".join(row))
    return found


def frequent_phrases(accounts: Iterable[str], least: int = ACCOUNTS, most: int = 20_000) -> list[tuple[str, int]]:
    """Phrases with the number of accounts that hold them, the most frequent first; each account counts once.

    Memory is bounded: of too many, those seen once are dropped, so a count may be too low, never too high.
    """
    counted: Counter[str] = Counter()
    for text in accounts:
        counted.update(phrases_of(text))
        if len(counted) > COUNTED:
            counted = Counter({phrase: count for phrase, count in counted.items() if count > 1})
    kept = [(phrase, count) for phrase, count in counted.items() if count >= least]
    return sorted(kept, key=lambda pair: (-pair[1], pair[0]))[:most]


def suggest(
    typed: str,
    labels: Sequence[str],
    phrases: Iterable[tuple[str, int]],
    lexicon: Lexicon,
    shown: int = SHOWN,
) -> list[Suggestion]:
    """What the typed beginning may become.

    ``labels`` are the vocabulary's, in any language; ``phrases`` as ``frequent_phrases`` gives them. A label is found
    by the beginning of any of its words.
    """
    start = " ".join(WORD.findall(fold(typed)))
    if not start:
        return []
    found: dict[str, Suggestion] = {}
    for key, suggestion in chain(_labels(start, labels), _phrases(start, phrases), _words(start, lexicon)):
        found.setdefault(key, suggestion)
        if len(found) == shown:
            break
    return list(found.values())


def _labels(start: str, labels: Iterable[str]) -> Iterator[tuple[str, Suggestion]]:
    for label in labels:
        folded = " ".join(WORD.findall(fold(label)))
        if folded.startswith(start) or f" {start}" in folded:
            yield folded, Suggestion(label, "vocabulary")


def _phrases(start: str, phrases: Iterable[tuple[str, int]]) -> Iterator[tuple[str, Suggestion]]:
    for phrase, accounts in phrases:
        if accounts >= ACCOUNTS and phrase.startswith(start) and phrase != start:
            yield phrase, Suggestion(phrase, "phrase", accounts)


def _words(start: str, lexicon: Lexicon) -> Iterator[tuple[str, Suggestion]]:
    *before, last = start.split(" ")
    for word, accounts in lexicon.lexicon(WORDS, last, 50):
        whole = " ".join([*before, word])
        if accounts >= ACCOUNTS and whole != start:
            yield whole, Suggestion(whole, "word", accounts)
