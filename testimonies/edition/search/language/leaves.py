"""One typed word, prefix or name as queries of single fields."""

from __future__ import annotations

from collections.abc import Iterator

from whoosh import query as q

from testimonies.edition.search import fields
from testimonies.edition.search.analysis import weak
from testimonies.edition.search.analysis.korean_words import INITIALS
from testimonies.edition.search.analysis.words import WORD, fold, is_cyrillic, is_hangul, is_latin, without_accents
from testimonies.edition.search.language import patterns
from testimonies.edition.search.language.nodes import Fuzzy, Leaf, Phrase, Word
from testimonies.edition.search.names import hangul_of, hangul_of_pair

# Endings that a prefix may have cut: the index holds stems, and organisat* is longer than the stem it is for.
_COMPLETIONS = (
    "",
    "e",
    "s",
    "ed",
    "ing",
    "ion",
    "ions",
    "ation",
    "ment",
    "er",
    "y",
    "а",
    "ы",
    "и",
    "ть",
    "ие",
    "ия",
    "ой",
)


def either(parts: list[q.Query]) -> q.Query:
    """Any of the queries; nothing where there are none."""
    if not parts:
        return q.NullQuery
    return parts[0] if len(parts) == 1 else q.Or(parts)


def every(parts: list[q.Query]) -> q.Query:
    """All of the queries."""
    return parts[0] if len(parts) == 1 else q.And(parts)


def field_of_script(term: str) -> str:
    """The text field of the language whose script the term is in; English for figures and all else."""
    return fields.TEXT_FIELDS[1 if is_hangul(term) else 2 if is_cyrillic(term) else 0]


def fields_of(leaf: Leaf, lean: int = 0) -> Iterator[tuple[str, float]]:
    """Where a leaf is looked for. A title counts where the word is in its script; the text, which holds it, always."""
    if leaf.field == "pseudonym":
        yield fields.PSEUDONYM, 1.0
        return
    if leaf.field == "title":
        yield from ((name, 1.0) for name in fields.TITLE_FIELDS)
        return
    words = WORD.findall(fold(leaf.text))
    if lean > 1 and words:
        yield field_of_script(words[0]), 1.0
        return
    yield from ((name, 1.0) for name in fields.TEXT_FIELDS)
    if lean or not isinstance(leaf, Word | Phrase) or not words:
        return
    for name, belongs in zip(fields.TITLE_FIELDS, (is_latin, is_hangul, is_cyrillic), strict=True):
        if belongs(words[0]) or words[0][0].isdigit():
            yield name, fields.TITLE_WEIGHT
    if isinstance(leaf, Word) and not weak.is_weak(leaf.text):
        yield fields.PSEUDONYM, fields.PSEUDONYM_WEIGHT


def pseudonym(leaf: Word | Phrase, weight: float) -> Iterator[q.Query]:
    """A name by any of its spellings: each word by its own terms or by the hangul it can be."""
    only_names = leaf.field == "pseudonym"
    words = []
    for word in WORD.findall(fold(leaf.text)):
        readings = [reading for reading in hangul_of(word, ordinary=only_names) if reading != word]
        own = patterns.terms(word)
        parts = [q.Term(fields.PSEUDONYM, own[0], boost=weight)] if len(own) == 1 else [q.Phrase(fields.PSEUDONYM, own)]
        parts += [q.Term(fields.PSEUDONYM, reading, boost=weight * 0.8) for reading in readings if len(reading) <= 2]
        words.append(either(parts))
    if words:
        yield either([every(words), *(q.Term(fields.PSEUDONYM, name, boost=weight * 0.8) for name in _joined(leaf))])


def _joined(leaf: Word | Phrase) -> tuple[str, ...]:
    """What two words of a leaf are as one given name."""
    words = WORD.findall(fold(leaf.text))
    return hangul_of_pair(*words, ordinary=leaf.field == "pseudonym") if len(words) == 2 else ()


def prefix(text: str, name: str, weight: float) -> Iterator[q.Query]:
    """The words that begin so. Of several joined words the last is the cut one; the others must stand as they are."""
    *before, last = WORD.findall(fold(text))
    if before:
        whole = [q.Term(name, term, boost=weight) for word in before for term in patterns.terms(word)]
        yield q.And([*whole, either(list(_beginnings(last, name, weight)))])
    else:
        yield from _beginnings(last, name, weight)


def _beginnings(word: str, name: str, weight: float) -> Iterator[q.Query]:
    """Korean words of two syllables and more are found inside others anyway; one syllable begins pairs."""
    if is_hangul(word) and len(word) > 1:
        terms = patterns.terms(word)
        yield q.Phrase(name, terms, boost=weight) if len(terms) > 1 else q.Term(name, terms[0], boost=weight)
        return
    start = prefix_of(word)
    yield q.Prefix(name, start, boost=weight)
    if start in INITIALS:
        yield q.Prefix(name, INITIALS[start], boost=weight)
    for term in completions(start):
        yield q.Term(name, term, boost=weight)


def prefix_of(word: str) -> str:
    """A cut word as stems would begin: without accents and apostrophes."""
    return without_accents(word).replace("'", "")


def completions(start: str) -> tuple[str, ...]:
    """Stems shorter than the typed beginning, of words that begin with it."""
    if len(start) < 5 or is_hangul(start):
        return ()
    found = {term for ending in _COMPLETIONS for term in patterns.terms(start + ending)}
    return tuple(sorted(term for term in found if len(term) >= 4 and start.startswith(term)))


def fuzzy(leaf: Fuzzy, name: str, weight: float) -> Iterator[q.Query]:
    found = patterns.terms(leaf.text)
    if len(found) == 1 and not is_hangul(found[0]):
        distance = min(leaf.distance, 1 if len(found[0]) < 6 else 2)
        yield q.FuzzyTerm(name, found[0], maxdist=distance, prefixlength=1, boost=weight)
        return
    parts = [q.Term(name, term, boost=weight) for term in dict.fromkeys(found)]
    yield q.Or(parts, minmatch=max(1, len(parts) - 2 * leaf.distance)) if len(parts) > 1 else either(parts)
