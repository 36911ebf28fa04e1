"""From a question to Whoosh's query trees: all words, and, when nothing holds all, most of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from whoosh import query as q

from testimonies.edition.search import fields
from testimonies.edition.search.analysis import weak
from testimonies.edition.search.analysis.words import fold, is_hangul
from testimonies.edition.search.language import leaves, patterns
from testimonies.edition.search.language.leaves import either, every
from testimonies.edition.search.language.nodes import (
    All,
    Any,
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

# Parts that one tree may have; the engine refuses more than a thousand.
NODES = 900
# Pairs of syllables of one word that count when a part of it is enough.
PIECES = 12
# The share of the words that count which an account must hold where not all are asked for. More cuts right answers off:
# at 0.4 recall@100 on three public question sets falls from 0.99 to 0.95, at 0.25 it does not.
SHARE = 0.25
# Added to what holds all words, so that it stands above everything that holds fewer.
FIRST = 1000.0


@dataclass(slots=True)
class Builder:
    """Builds one tree.

    ``loose`` lets the parts of a Korean word count one by one, as the second stage wants it. ``lean`` is how much is
    left out of a large tree: at 1 titles, pseudonyms and spaces inside compounds; at 2 also what was added, and the
    fields of other languages than a word's own.
    """

    loose: bool = False
    lean: int = 0

    def build(self, node: Node) -> q.Query:
        if isinstance(node, All):
            return self.most_of(node.parts) if self.loose else self.all_of(node.parts)
        if isinstance(node, Any):
            return either([self.build(part) for part in node.parts])
        if isinstance(node, Widened):
            return self.widened(node)
        if isinstance(node, Not):
            return q.NullQuery
        return self.leaf(node)

    def all_of(self, parts: Iterable[Node]) -> q.Query:
        """Every part that counts must match; weak words add to the score; exclusions take away."""
        wanted, unwanted = split(parts)
        strong, extra = strengths(wanted)
        tree = every([self.build(part) for part in strong])
        if extra:
            tree = q.AndMaybe(tree, either([self.leaf(part, weak.WEAK_WEIGHT) for part in extra]))
        return self.without(tree, unwanted)

    def most_of(self, parts: Iterable[Node]) -> q.Query:
        wanted, unwanted = split(parts)
        strong, extra = strengths(wanted)
        found = [self.build(part) for part in strong]
        tree = q.Or(found, minmatch=how_many(len(found))) if len(found) > 1 else found[0]
        if extra:
            tree = q.AndMaybe(tree, either([self.leaf(part, weak.WEAK_WEIGHT) for part in extra]))
        return self.without(tree, unwanted)

    def without(self, tree: q.Query, unwanted: list[Node]) -> q.Query:
        if not unwanted:
            return tree
        strict = Builder(lean=self.lean)
        return q.AndNot(tree, either([strict.build(part) for part in unwanted]))

    def widened(self, node: Widened) -> q.Query:
        parts = [self.build(node.part)]
        for other in node.others if self.lean < 2 else ():
            names = [leaves.field_of_script(other.terms[0])]
            if node.kind == "name" and is_hangul(other.terms[0]):
                names.append(fields.PSEUDONYM)
            parts.extend(self.pattern(other, names, node.weight))
        return either(parts)

    def leaf(self, leaf: Leaf, weight: float = 1.0) -> q.Query:
        parts: list[q.Query] = []
        for name, its_weight in leaves.fields_of(leaf, self.lean):
            parts.extend(self.in_field(leaf, name, weight * its_weight))
        return either(parts)

    def in_field(self, leaf: Leaf, name: str, weight: float) -> Iterator[q.Query]:
        if isinstance(leaf, Word | Phrase):
            yield from self.words(leaf, name, weight)
        elif isinstance(leaf, Prefix):
            yield from leaves.prefix(leaf.text, name, weight)
        elif isinstance(leaf, Wildcard):
            yield q.Wildcard(name, fold(leaf.text), boost=weight)
        else:
            yield from leaves.fuzzy(leaf, name, weight)

    def words(self, leaf: Word | Phrase, name: str, weight: float) -> Iterator[q.Query]:
        if name == fields.PSEUDONYM:
            yield from leaves.pseudonym(leaf, weight)
            return
        found = patterns.of_word(leaf.text) if isinstance(leaf, Word) else patterns.of_phrase(leaf.text, leaf.slop)
        if self.loose and isinstance(leaf, Word) and found and len(found[0].terms) > 1:
            yield from self.pieces(found[0].terms, name, weight)
            return
        for pattern in found[:1] if self.lean else found:
            yield from self.pattern(pattern, (name,), weight)

    def pieces(self, terms: tuple[str, ...], name: str, weight: float) -> Iterator[q.Query]:
        """The terms of one word, of which half must stand in the account."""
        distinct = list(dict.fromkeys(terms))[:PIECES]
        parts = [q.Term(name, term, boost=weight) for term in distinct]
        yield q.Or(parts, minmatch=max(1, len(parts) // 2)) if len(parts) > 1 else parts[0]

    def pattern(self, pattern: Pattern, names: Iterable[str], weight: float) -> Iterator[q.Query]:
        for name in names:
            if len(pattern.terms) == 1:
                yield q.Term(name, pattern.terms[0], boost=weight)
            else:
                yield q.Phrase(name, list(pattern.terms), slop=pattern.slop, boost=weight)


def split(parts: Iterable[Node]) -> tuple[list[Node], list[Node]]:
    """What is wanted and what is to be left out."""
    wanted: list[Node] = []
    unwanted: list[Node] = []
    for part in parts:
        if isinstance(part, Not):
            unwanted.append(part.part)
        else:
            wanted.append(part)
    return wanted, unwanted


def strengths(parts: list[Node]) -> tuple[list[Node], list[Leaf]]:
    """The parts that count and the weak words; all count where there are only weak ones."""
    extra: list[Leaf] = []
    extra += [part for part in parts if isinstance(part, Word) and not part.field and weak.is_weak(part.text)]
    strong = [part for part in parts if part not in extra]
    return (strong, extra) if strong else (parts, [])


def how_many(parts: int) -> int:
    return max(1, round(parts * SHARE))


def size(tree: q.Query) -> int:
    """How many parts a tree has, as the engine counts them: what hangs on a query of two sides counts twice."""
    if isinstance(tree, q.Phrase):
        return 1
    sides = 2 if isinstance(tree, q.AndNot | q.AndMaybe) else 1
    return 1 + sides * sum(map(size, tree.children()))
