"""What a word is, and under which terms it is indexed and looked for, in English, Russian and Korean.

A word is analysed by its script and not by the field it stands in, so that a Russian name in an English text is found.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

import Stemmer

# One length when indexing and when searching: a single word of 100,000 characters has cost 40 seconds.
LONGEST_WORD = 48
# Further than any phrase is long, so that none reaches from a title or a paragraph into the next.
GAP = 100

_HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff"
_MARKS = "\u0300-\u036f"
_WORD = re.compile(f"[{_HANGUL}]+|(?:[^\\W_{_HANGUL}][{_MARKS}]*)+(?:['’](?:[^\\W_{_HANGUL}][{_MARKS}]*)+)*")
_STRESS = re.compile("[\u0300\u0301]")
_IS_HANGUL = re.compile(f"[{_HANGUL}]")
_IS_CYRILLIC = re.compile("[\u0400-\u04ff]")

_PARTICLE_WORDS = """
    으로부터 로부터 에게서는 에게서 에서부터 에서는 에서도 에서의 에서 에게는 에게도 에게 한테서 한테 께서는 께서
    이라는 라는 이라고 라고 이라도 라도 이라 이란 이나 까지는 까지도 까지 부터는 부터 마다 처럼 보다 만큼 밖에 조차
    으로는 으로도 으로의 으로써 으로서 으로 로는 로도 로써 로서 와의 과의 와는 과는 하고
    은 는 이 가 을 를 의 에 와 과 도 만 로 나 야
"""
# What may be taken off a word so that one syllable is left: 진이 is the name 진, but 회의 is not 회.
_OFF_ONE_WORDS = "은 는 이 가 을 를 도 에 와 과 에서 에게 에게서 한테 까지 부터 으로"
# Longest first: 에서는 before 는.
_PARTICLES = sorted(_PARTICLE_WORDS.split(), key=len, reverse=True)
_OFF_ONE_SYLLABLE = frozenset(_OFF_ONE_WORDS.split())
_local = threading.local()


def words(text: str) -> Iterator[re.Match[str]]:
    """The words of `text`, as matches that know where they stand."""
    return _WORD.finditer(text)


@lru_cache(maxsize=100_000)
def terms(word: str) -> tuple[str, ...]:
    """The terms under which one word of a text is indexed, all at the word's position."""
    plain = _plain(word)
    if not plain:
        return ()
    if not _IS_HANGUL.match(plain):
        return (_stem(plain),)
    stem = _without_particle(plain)
    alone = (stem,) if len(stem) == 1 and (stem == plain or plain[1:] in _OFF_ONE_SYLLABLE) else ()
    return tuple(dict.fromkeys((*alone, *_pairs(plain))))


@lru_cache(maxsize=10_000)
def alternatives(word: str) -> tuple[tuple[str, ...], ...]:
    """How one word of a query is looked for: any of these, each needing all its terms at one position."""
    plain = _plain(word)
    if not plain:
        return ()
    if not _IS_HANGUL.match(plain):
        return ((_stem(plain),),)
    stem = _without_particle(plain)
    found = [_pairs(plain) or (plain,)]
    if stem != plain and (len(stem) > 1 or plain[1:] in _OFF_ONE_SYLLABLE):
        found.append(_pairs(stem) or (stem,))
    return tuple(found)


def beginning(word: str) -> tuple[tuple[str, ...], str]:
    """How `word*` is looked for: terms that must all be there, or, where there are none, a beginning of terms.

    Korean terms are pairs of syllables, so a beginning of two or more syllables is a set of pairs.
    """
    plain = _plain(word)
    if _IS_HANGUL.match(plain) and len(plain) > 1:
        return _pairs(plain), ""
    return (), plain


def begins(term: str, start: str) -> bool:
    """Whether a word indexed as `term` may begin with `start`, which can be longer than the stem of the word."""
    return term.startswith(start) or (len(term) >= 4 and len(term) >= len(start) - 3 and start.startswith(term))


def places(parts: Sequence[str]) -> dict[str, list[int]]:
    """Each term of a text with the positions of its words, counted through all `parts`."""
    found: dict[str, list[int]] = {}
    position = 0
    for part in parts:
        for match in _WORD.finditer(part):
            position += 1
            for term in terms(match[0]):
                if term in found:
                    found[term].append(position)
                else:
                    found[term] = [position]
        position += GAP
    return found


def _plain(word: str) -> str:
    """One spelling of a word: case, width, stress marks, ё and the possessive do not tell words apart."""
    folded = unicodedata.normalize("NFKC", word[: 2 * LONGEST_WORD]).casefold().replace("’", "'")
    folded = _STRESS.sub("", folded).replace("ё", "е").removesuffix("'s").replace("'", "")
    return folded[:LONGEST_WORD]


def _stem(plain: str) -> str:
    language = "russian" if _IS_CYRILLIC.match(plain) else "english"
    # A stemmer keeps its work inside itself: two threads on one of them mix up words.
    stemmers = _local.__dict__
    if language not in stemmers:
        stemmers[language] = Stemmer.Stemmer(language, 0)
    return str(stemmers[language].stemWord(plain)) or plain


def _without_particle(plain: str) -> str:
    for particle in _PARTICLES:
        if plain.endswith(particle) and len(plain) > len(particle):
            plain = plain.removesuffix(particle)
            break
    return plain.removesuffix("들") if len(plain) > 2 else plain


def _pairs(plain: str) -> tuple[str, ...]:
    return (plain,) if len(plain) == 1 else tuple(plain[i : i + 2] for i in range(len(plain) - 1))
