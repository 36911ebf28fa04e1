"""From a question to Whoosh's query trees: all words, and, when nothing holds all, most of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from whoosh import query as q

from testimonies.edition.search import fields
from testimonies.edition.search.analysis.words import WORD, fold, is_cyrillic, is_hangul, is_latin, without_accents
from testimonies.edition.search.language import patterns, weak
from testimonies.edition.search.language.nodes import (
    All,
    Any,
    Fuzzy,
    Leaf,
    Node,
    Not,
    Pattern,
    Phrase,
    Prefix,
    Widened,
    Wildcard,
    Word,
)
from testimonies.edition.search.names import hangul_of

# Parts that one tree may have; the engine refuses more than a thousand.
NODES = 900
# The share of the words that count which an account must hold where not all are asked for. More cuts right answers off:
# at 0.4 recall@100 on three public question sets falls from 0.99 to 0.95, at 0.25 it does not.
SHARE = 0.25
# Added to what holds all words, so that it stands above everything that holds fewer.
FIRST = 1000.0

# Endings that a prefix may have cut: the index holds stems, and organisat* is longer than the stem it is for.
_COMPLETIONS = ("", "e", "s", "ed", "ing", "ion", "ions", "ation", "ment", "er", "y", "а", "ы", "и", "ть", "ие", "ия", "ой")


@dataclass(slots=True)
class Builder:
    """Builds one tree. ``loose`` lets the parts of a Korean word count one by one, as the second stage wants it."""

    loose: bool = False
    nodes: int = 0

    def build(self, node: Node) -> q.Query:
        if isinstance(node, All):
            return self.most_of(node.parts) if self.loose else self.all_of(node.parts)
        if isinstance(node, Any):
            return _or([self.build(part) for part in node.parts])
        if isinstance(node, Widened):
            return self.widened(node)
        if isinstance(node, Not):
            return q.NullQuery
        return self.leaf(node)

    def all_of(self, parts: Iterable[Node]) -> q.Query:
        """Every part that counts must match; weak words add to the score; exclusions take away."""
        wanted, unwanted = split(parts)
        strong, extra = strengths(wanted)
        tree = _and([self.build(part) for part in strong])
        if extra:
            tree = q.AndMaybe(tree, _or([self.leaf(part, weak.WEAK_WEIGHT) for part in extra]))
        return self.without(tree, unwanted)

    def most_of(self, parts: Iterable[Node]) -> q.Query:
        wanted, unwanted = split(parts)
        strong, extra = strengths(wanted)
        found = [self.build(part) for part in strong]
        tree = q.Or(found, minmatch=how_many(len(found))) if len(found) > 1 else found[0]
        if extra:
            tree = q.AndMaybe(tree, _or([self.leaf(part, weak.WEAK_WEIGHT) for part in extra]))
        return self.without(tree, unwanted)

    def without(self, tree: q.Query, unwanted: list[Node]) -> q.Query:
        if not unwanted:
            return tree
        strict = Builder(nodes=self.nodes)
        away = _or([strict.build(part) for part in unwanted])
        self.nodes = strict.nodes
        return q.AndNot(tree, away)

    def widened(self, node: Widened) -> q.Query:
        parts = [self.build(node.part)]
        for other in node.others:
            parts.extend(self.pattern(other, (_field_of_script(other.terms[0]),), node.weight))
        return _or(parts)

    def leaf(self, leaf: Leaf, weight: float = 1.0) -> q.Query:
        parts: list[q.Query] = []
        for name, its_weight in _fields_of(leaf):
            parts.extend(self.in_field(leaf, name, weight * its_weight))
        return _or(parts)

    def in_field(self, leaf: Leaf, name: str, weight: float) -> Iterator[q.Query]:
        if isinstance(leaf, Word | Phrase):
            yield from self.words(leaf, name, weight)
        elif isinstance(leaf, Prefix):
            yield from self.counted(_prefix(leaf.text, name, weight))
        elif isinstance(leaf, Wildcard):
            yield from self.counted([q.Wildcard(name, fold(leaf.text), boost=weight)])
        else:
            yield from self.counted(_fuzzy(leaf, name, weight))

    def words(self, leaf: Word | Phrase, name: str, weight: float) -> Iterator[q.Query]:
        if name == fields.PSEUDONYM:
            yield from self.counted(_pseudonym(leaf, weight))
            return
        found = patterns.of_word(leaf.text) if isinstance(leaf, Word) else patterns.of_phrase(leaf.text, leaf.slop)
        if self.loose and isinstance(leaf, Word) and found:
            found = tuple(Pattern((term,)) for term in dict.fromkeys(found[0].terms))
        for pattern in found:
            yield from self.pattern(pattern, (name,), weight)

    def pattern(self, pattern: Pattern, names: Iterable[str], weight: float) -> Iterator[q.Query]:
        for name in names:
            if len(pattern.terms) == 1:
                yield from self.counted([q.Term(name, pattern.terms[0], boost=weight)])
            else:
                yield from self.counted([q.Phrase(name, list(pattern.terms), slop=pattern.slop, boost=weight)])

    def counted(self, queries: Iterable[q.Query]) -> Iterator[q.Query]:
        for query in queries:
            self.nodes += 2
            if self.nodes <= NODES:
                yield query


def split(parts: Iterable[Node]) -> tuple[list[Node], list[Node]]:
    """What is wanted and what is to be left out."""
    wanted, unwanted = [], []
    for part in parts:
        if isinstance(part, Not):
            unwanted.append(part.part)
        else:
            wanted.append(part)
    return wanted, unwanted


def strengths(parts: list[Node]) -> tuple[list[Node], list[Leaf]]:
    """The parts that count and the weak words; all count where there are only weak ones."""
    extra = [part for part in parts if isinstance(part, Word) and not part.field and weak.is_weak(part.text)]
    strong = [part for part in parts if part not in extra]
    return (strong, extra) if strong else (parts, [])


def how_many(parts: int) -> int:
    return max(1, round(parts * SHARE))


def _and(parts: list[q.Query]) -> q.Query:
    return parts[0] if len(parts) == 1 else q.And(parts)


def _or(parts: list[q.Query]) -> q.Query:
    if not parts:
        return q.NullQuery
    return parts[0] if len(parts) == 1 else q.Or(parts)


def _field_of_script(term: str) -> str:
    """The text field of the language whose script the term is in; English for figures and all else."""
    return fields.TEXT_FIELDS[1 if is_hangul(term) else 2 if is_cyrillic(term) else 0]


def _fields_of(leaf: Leaf) -> Iterator[tuple[str, float]]:
    """Where a leaf is looked for. A title counts where the word is in its script; the text, which holds it, always."""
    if leaf.field == "pseudonym":
        yield fields.PSEUDONYM, 1.0
        return
    if leaf.field == "title":
        yield from ((name, 1.0) for name in fields.TITLE_FIELDS)
        return
    yield from ((name, 1.0) for name in fields.TEXT_FIELDS)
    words = WORD.findall(fold(leaf.text))
    if not isinstance(leaf, Word | Phrase) or not words:
        return
    for name, belongs in zip(fields.TITLE_FIELDS, (is_latin, is_hangul, is_cyrillic), strict=True):
        if belongs(words[0]) or words[0][0].isdigit():
            yield name, fields.TITLE_WEIGHT
    if isinstance(leaf, Word) and not weak.is_weak(leaf.text):
        yield fields.PSEUDONYM, fields.PSEUDONYM_WEIGHT


def _pseudonym(leaf: Word | Phrase, weight: float) -> Iterator[q.Query]:
    """A name by any of its spellings: each word by its own terms or by the hangul it can be."""
    only_names = leaf.field == "pseudonym"
    words = []
    for word in WORD.findall(fold(leaf.text)):
        readings = [reading for reading in hangul_of(word, ordinary=only_names) if reading != word]
        own = patterns.terms(word)
        parts = [q.Term(fields.PSEUDONYM, own[0], boost=weight)] if len(own) == 1 else [q.Phrase(fields.PSEUDONYM, own)]
        parts += [q.Term(fields.PSEUDONYM, reading, boost=weight * 0.8) for reading in readings if len(reading) <= 2]
        words.append(_or(parts))
    if words:
        yield _and(words)


def _prefix(text: str, name: str, weight: float) -> Iterator[q.Query]:
    """The words that begin so. The last word of several is the cut one; Korean pairs of syllables begin anywhere."""
    words = WORD.findall(fold(text))
    if is_hangul(words[-1]) and len(words[-1]) > 1:
        yield q.Phrase(name, patterns.terms(text)) if len(patterns.terms(text)) > 1 else q.Term(name, patterns.terms(text)[0])
        return
    start = prefix_of(words[-1])
    yield q.Prefix(name, start, boost=weight)
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


def _fuzzy(leaf: Fuzzy, name: str, weight: float) -> Iterator[q.Query]:
    found = patterns.terms(leaf.text)
    if len(found) == 1 and not is_hangul(found[0]):
        distance = min(leaf.distance, 1 if len(found[0]) < 6 else 2)
        yield q.FuzzyTerm(name, found[0], maxdist=distance, prefixlength=1, boost=weight)
        return
    parts = [q.Term(name, term, boost=weight) for term in dict.fromkeys(found)]
    yield q.Or(parts, minmatch=max(1, len(parts) - 2 * leaf.distance)) if len(parts) > 1 else _or(parts)
