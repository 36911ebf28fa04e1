"""Puts the signs together: words side by side must all match, OR joins its two neighbours, - and NOT take away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from testimonies.edition.search.language import limits
from testimonies.edition.search.language.nodes import All, Any, Leaf, Node, Not, Notice, Phrase, Word
from testimonies.edition.search.language.scanner import Sign, clean, scan


@dataclass(slots=True)
class _Frame:
    """One pair of parentheses being read."""

    column: str = ""
    parts: list[Node] = field(default_factory=list)
    joins: bool = False
    negates: bool = False
    pending: str = ""

    def put(self, node: Node) -> None:
        if self.negates:
            node = node.part if isinstance(node, Not) else Not(node)
        if self.joins and self.parts:
            last = self.parts.pop()
            node = Any((*last.parts, node)) if isinstance(last, Any) else Any((last, node))
        self.parts.append(node)
        self.joins = self.negates = False
        self.pending = ""


def read(text: str) -> tuple[Node | None, list[Notice]]:
    """The tree of a query, None when there is nothing to look for, and what the page says about it."""
    notices: list[Notice] = []
    if len(text) > limits.CHARACTERS:
        notices.append(Notice("long", f"Only the first {limits.CHARACTERS:,} characters were read."))
    tree = _simple(_Reader(notices).read(clean(text)))
    if isinstance(tree, Not):
        notices.append(Notice("only-not", "The query only says what to leave out; add a word to look for."))
        tree = None
    elif tree is None:
        notices.append(Notice("nothing", "There is no word in the query to look for."))
    return tree, notices


class _Reader:
    """Reads signs one by one, a stack of open parentheses its only memory; nothing here recurses."""

    def __init__(self, notices: list[Notice]) -> None:
        self.notices = notices
        self.stack = [_Frame()]
        self.words = self.patterns = 0
        # Parentheses opened below the deepest level read, still to be closed.
        self.buried = 0

    def leaf(self, sign: Sign) -> None:
        frame = self.stack[-1]
        self.words += 1
        if sign.leaf is not None and self.words <= limits.WORDS:
            leaf = self.plain(sign.leaf)
            frame.put(replace(leaf, field=leaf.field or frame.pending or frame.column))
        elif self.words == limits.WORDS + 1:
            self.notices.append(Notice("many", f"Only the first {limits.WORDS} words were read."))

    def plain(self, leaf: Leaf) -> Leaf:
        """The leaf, or its word alone where there are too many patterns already."""
        if isinstance(leaf, Word | Phrase):
            return leaf
        self.patterns += 1
        if self.patterns <= limits.PATTERNS:
            return leaf
        if self.patterns == limits.PATTERNS + 1:
            text = f"Only the first {limits.PATTERNS} words with * or ~ were taken so; the others stand as they are."
            self.notices.append(Notice("patterns", text))
        return Word(leaf.text.replace("*", ""), leaf.field)

    def open(self, sign: Sign) -> None:
        frame = self.stack[-1]
        if len(self.stack) <= limits.DEPTH:
            self.stack.append(_Frame(column=frame.pending or frame.column))
            return
        self.buried += 1
        if all(notice.code != "deep" for notice in self.notices):
            self.notices.append(Notice("deep", f"Parentheses deeper than {limits.DEPTH} were left out."))

    def close(self, sign: Sign) -> None:
        if self.buried:
            self.buried -= 1
        elif len(self.stack) > 1:
            done = self.stack.pop()
            frame = self.stack[-1]
            if done.parts:
                frame.put(All(tuple(done.parts)))
            else:
                frame.joins = frame.negates = False

    def either(self, sign: Sign) -> None:
        self.stack[-1].joins = True

    def without(self, sign: Sign) -> None:
        self.stack[-1].negates = not self.stack[-1].negates

    def field(self, sign: Sign) -> None:
        self.stack[-1].pending = sign.field

    def read(self, text: str) -> Node | None:
        act = {
            "leaf": self.leaf, "open": self.open, "close": self.close,
            "or": self.either, "not": self.without, "field": self.field,
        }  # fmt: skip
        for sign in scan(text, self.notices):
            act[sign.kind](sign)
        while len(self.stack) > 1:
            self.buried = 0
            self.close(Sign("close"))
        return All(tuple(self.stack[0].parts)) if self.stack[0].parts else None


def _simple(node: Node | None) -> Node | None:
    """The same without empty and single branches, and with exclusions only beside something to exclude from."""
    if isinstance(node, Not):
        inner = _simple(node.part)
        return inner.part if isinstance(inner, Not) else Not(inner) if inner else None
    if isinstance(node, Any):
        return _simple_any(node)
    if not isinstance(node, All):
        return node
    parts: list[Node] = []
    for part in node.parts:
        done = _simple(part)
        if done is not None:
            parts.extend(done.parts if isinstance(done, All) else (done,))
    parts = list(dict.fromkeys(parts))
    excluded = [part.part for part in parts if isinstance(part, Not)]
    if len(excluded) == len(parts):
        return Not(_either(excluded)) if parts else None
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _simple_any(node: Any) -> Node | None:
    """One of two, where one is an exclusion, is an exclusion: "a OR -b" leaves out what holds b and not a."""
    done = list(dict.fromkeys(part for part in map(_simple, node.parts) if part is not None))
    excluded = [part.part for part in done if isinstance(part, Not)]
    wanted = [part for part in done if not isinstance(part, Not)]
    if not excluded:
        return _either(wanted) if wanted else None
    held = [*excluded, *(Not(part) for part in wanted)]
    return Not(held[0] if len(held) == 1 else All(tuple(held)))


def _either(parts: Sequence[Node]) -> Node:
    return parts[0] if len(parts) == 1 else Any(tuple(parts))
