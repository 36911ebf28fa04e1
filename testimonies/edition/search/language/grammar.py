"""Puts the signs together: words side by side must all match, OR joins its two neighbours, - and NOT take away."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from testimonies.edition.search.language import limits
from testimonies.edition.search.language.nodes import All, Any, Node, Not, Notice
from testimonies.edition.search.language.scanner import Sign, clean, scan


@dataclass(slots=True)
class _Frame:
    """One pair of parentheses being read."""

    negated: bool = False
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
    tree = _simple(_build(clean(text), notices), notices)
    if isinstance(tree, Not):
        notices.append(Notice("only-not", "The query only says what to leave out; add a word to look for."))
        tree = None
    elif tree is None:
        notices.append(Notice("nothing", "There is no word in the query to look for."))
    return tree, notices


def _build(text: str, notices: list[Notice]) -> Node | None:
    stack = [_Frame()]
    ignored = words = 0
    for sign in scan(text, notices):
        frame = stack[-1]
        if sign.kind == "leaf":
            words += 1
            if words > limits.WORDS:
                notices.append(Notice("many", f"Only the first {limits.WORDS} words were read."))
                break
            frame.put(_fielded(sign, frame))
        elif sign.kind == "open":
            ignored += len(stack) > limits.DEPTH
            if not ignored:
                stack.append(_Frame(column=frame.pending or frame.column))
        elif sign.kind == "close" and ignored:
            ignored -= 1
        elif sign.kind == "close" and len(stack) > 1:
            _close(stack)
        elif sign.kind == "or":
            frame.joins = True
        elif sign.kind == "not":
            frame.negates = not frame.negates
        elif sign.kind == "field":
            frame.pending = sign.field
        if ignored == 1 and not any(notice.code == "deep" for notice in notices):
            notices.append(Notice("deep", f"Parentheses deeper than {limits.DEPTH} were left out."))
    while len(stack) > 1:
        _close(stack)
    return All(tuple(stack[0].parts)) if stack[0].parts else None


def _fielded(sign: Sign, frame: _Frame) -> Node:
    assert sign.leaf is not None
    name = sign.leaf.field or frame.pending or frame.column
    return replace(sign.leaf, field=name)


def _close(stack: list[_Frame]) -> None:
    done = stack.pop()
    if done.parts:
        stack[-1].put(All(tuple(done.parts)))
    else:
        stack[-1].joins = stack[-1].negates = False


def _simple(node: Node | None, notices: list[Notice]) -> Node | None:
    """The same without empty and single branches, and with exclusions only beside something to exclude from."""
    if isinstance(node, Not):
        inner = _simple(node.part, notices)
        return inner.part if isinstance(inner, Not) else Not(inner) if inner else None
    if isinstance(node, Any):
        return _simple_any(node, notices)
    if not isinstance(node, All):
        return node
    parts: list[Node] = []
    for part in node.parts:
        done = _simple(part, notices)
        if done is not None:
            parts.extend(done.parts if isinstance(done, All) else (done,))
    wanted = [part for part in parts if not isinstance(part, Not)]
    if not wanted:
        return Not(_either([part.part for part in parts if isinstance(part, Not)])) if parts else None
    return parts[0] if len(parts) == 1 else All(tuple(parts))


def _simple_any(node: Any, notices: list[Notice]) -> Node | None:
    done = [part for part in (_simple(part, notices) for part in node.parts) if part is not None]
    wanted = [part for part in done if not isinstance(part, Not)]
    if len(wanted) < len(done) and wanted:
        notices.append(Notice("or-not", "An exclusion beside OR was left out: it would have found almost everything."))
    if not wanted:
        return done[0] if done else None
    return _either(wanted)


def _either(parts: list[Node]) -> Node:
    return parts[0] if len(parts) == 1 else Any(tuple(parts))
