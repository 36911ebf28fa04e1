"""The parsed question: what is asked, what is said about it, and its query trees."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from whoosh import query as q

from testimonies.edition.search.analysis import weak
from testimonies.edition.search.language import grammar, patterns
from testimonies.edition.search.language.nodes import Addition, All, Any, Leaf, Node, Not, Notice, Widened, Word
from testimonies.edition.search.language.stages import FIRST, NODES, Builder, size, split, strengths
from testimonies.edition.search.language.widen import widen

Stage = Literal["all", "most", "question", "near"]
# Words that count from which on plain words are read as a question put in a sentence.
SENTENCE = 6


@dataclass(frozen=True, eq=False)
class Question:
    """A query string understood. ``tree`` is None when there is nothing to look for: no results, and a notice why.

    Stages: "all" words must match; "most" ranks what holds most of them; "question" is "most" with what holds all on
    top; "near" is "most" without what holds all, for a second list under a short first one.
    """

    text: str
    tree: Node | None
    notices: tuple[Notice, ...]
    additions: tuple[Addition, ...] = ()
    is_sentence: bool = False

    @property
    def stages(self) -> tuple[Stage, ...]:
        """What to ask in turn until something is found. A single word has no "most"."""
        if self.tree is None:
            return ()
        if self.is_sentence:
            return ("question",)
        return ("all", "most") if _counting(self.tree) > 1 else ("all",)

    def query(self, stage: Stage = "all") -> q.Query:
        """The tree for Whoosh; it matches nothing where there is nothing to look for."""
        if self.tree is None:
            return q.NullQuery
        parts = _parts(self.tree)
        for lean in (0, 1, 2):
            tree = _staged(stage, parts, lean)
            if size(tree) <= NODES:
                break
        return tree

    def leaves(self) -> Iterator[Leaf | Widened]:
        """What is looked for, exclusions left out, in the order typed; what a widening adds comes with its node."""
        if self.tree is not None:
            yield from _leaves(self.tree)


def _staged(stage: Stage, parts: tuple[Node, ...], lean: int) -> q.Query:
    if stage == "all":
        return Builder(lean=lean).all_of(parts)
    most = Builder(loose=True, lean=lean).most_of(parts)
    if stage == "most":
        return most
    # Scores come from the other side: what only adds to them can be left out.
    strict = Builder(lean=max(1, lean)).all_of(parts)
    if stage == "near":
        return q.AndNot(most, strict)
    # What holds all words is among what holds most, so Or adds no account here, only to the scores.
    return q.Or([most, q.ConstantScoreQuery(strict, FIRST)])


def _parts(tree: Node) -> tuple[Node, ...]:
    return tree.parts if isinstance(tree, All) else (tree,)


def _leaves(tree: Node) -> Iterator[Leaf | Widened]:
    """The leaves in the order typed, exclusions left out; a widening comes before what it widens."""
    stack = [tree]
    while stack:
        node = stack.pop()
        if isinstance(node, All | Any):
            stack.extend(reversed(node.parts))
        elif isinstance(node, Widened):
            yield node
            stack.append(node.part)
        elif not isinstance(node, Not):
            yield node


def _bounded(tree: Node, notices: list[Notice]) -> Node:
    """The tree, or its words alone where even the leanest query would be larger than the engine takes."""
    if size(_staged("all", _parts(tree), 2)) <= NODES:
        return tree
    notices.append(Notice("large", "The query was too large; its words were taken without parentheses and exclusions."))
    return All(tuple(_leaves(tree)))


def _counting(tree: Node) -> int:
    """The parts of which most may match: words that count, taken singly, and the parts of one long Korean word."""
    parts: list[Node] = strengths(split(_parts(tree))[0])[0]
    if len(parts) == 1:
        inner = parts[0].part if isinstance(parts[0], Widened) else parts[0]
        if isinstance(inner, All):
            return len(inner.parts)
        if isinstance(inner, Word):
            return len(patterns.terms(inner.text))
    return len(parts)


def _is_sentence(text: str, tree: Node) -> bool:
    """Whether this is a question in a sentence: plain words only, and a question mark, a question word, or many."""
    parts = _parts(tree)
    if len(parts) < 2 or not all(isinstance(part, Word) and not part.field for part in parts):
        return False
    asks = text.rstrip().endswith(("?", "？")) or any(weak.is_question_word(part.text) for part in parts)  # type: ignore[union-attr]
    return asks or _counting(tree) >= SENTENCE


# A page asks several times for one question; what readers ask is not kept longer than that needs.
@lru_cache(maxsize=32)
def parse(text: str, *, own_words_only: bool = False) -> Question:
    """Any string as a question. Never raises; what was cut, mended or added is in ``notices`` and ``additions``."""
    tree, notices = grammar.read(text)
    additions: tuple[Addition, ...] = ()
    if tree is None:
        return Question(text, None, tuple(notices))
    tree = _bounded(tree, notices)
    sentence = _is_sentence(text, tree)
    if sentence:
        notices.append(Notice("question", "Read as a question: accounts that hold all its words come first."))
    if not own_words_only:
        tree, additions = widen(tree)
    return Question(text, tree, tuple(notices), additions, sentence)
