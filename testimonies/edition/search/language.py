"""The query language: from what a reader typed to a tree. Every input has a meaning; none is an error.

Words must all match; "in quotes" they stand side by side; `AND`, `OR`, `NOT` in capitals, `-word` and parentheses join
them, AND binding closer than OR; `prefix*` is any word that begins so. All else is punctuation, a colon too: no word
of a reader is ever the name of a field.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from testimonies.edition.search import analysis

MOST_WORDS = 32
DEEPEST = 12


@dataclass(frozen=True)
class Words:
    """Words side by side; one word is the usual case. With `prefix` the last is only the beginning of a word."""

    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True)
class All:
    """Every one of these."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Any:
    """At least one of these."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Without:
    """Everything but this."""

    part: Node


Node = Words | All | Any | Without


@dataclass
class Question:
    """A query that was read. `tree` is None where there is nothing to look for; `cut` where words were left out."""

    tree: Node | None
    cut: bool = False
    wanted: list[Words] = field(default_factory=list)


_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»「」『』＂", '"') | {"（": "(", "）": ")", "＊": "*", "－": "-", "−": "-"})
_PIECE = re.compile(r'"(?P<quoted>[^"]*)"|(?P<bracket>[()])|(?P<loose>[^\s()"]+)')
# Joined by these, parts are one word to a reader (forty-two, 12/07); by anything else they are separate words.
_SEPARATE = re.compile(r"[^\w\s\"()*'’./\u0300-\u036f-]+")


def read(query: str) -> Question:
    """Read `query` into a tree of at most `MOST_WORDS` words."""
    return _Reader(query).question()


class _Reader:
    """Reads pieces from left to right; what stands open or alone means nothing."""

    def __init__(self, query: str) -> None:
        self._pieces = list(_PIECE.finditer(_SEPARATE.sub(" ", query.translate(_QUOTES))))
        self._at = 0
        self._left = MOST_WORDS
        self._cut = False

    def question(self) -> Question:
        parts = []
        while self._at < len(self._pieces):
            parts.append(self._either(0))
            # A closing bracket that nothing opened.
            self._at += 1
        tree = _join(All, [part for part in parts if part])
        return Question(tree if tree and _asks(tree) else None, self._cut, list(_wanted(tree)))

    def _either(self, depth: int) -> Node | None:
        choices = [self._every(depth)]
        while self._peek() == "OR":
            self._at += 1
            choices.append(self._every(depth))
        return _join(Any, [choice for choice in choices if choice])

    def _every(self, depth: int) -> Node | None:
        parts: list[Node] = []
        while self._at < len(self._pieces) and self._peek() not in {"OR", ")"}:
            part = self._one(depth)
            if part:
                parts.append(part)
        return _join(All, parts)

    def _one(self, depth: int) -> Node | None:
        """One word, phrase or bracket. NOT and the minus are read in a loop: a thousand of them nest nothing."""
        negative = False
        while self._peek() in {"NOT", "AND", "-"}:
            negative ^= self._peek() != "AND"
            self._at += 1
        if self._at >= len(self._pieces) or self._peek() in {"OR", ")"}:
            return None
        piece = self._pieces[self._at]
        self._at += 1
        if piece["bracket"]:
            node = self._bracket(depth)
        elif piece["loose"]:
            minus = piece["loose"].startswith("-")
            negative ^= minus
            node = self._words(piece["loose"].lstrip("-"))
        else:
            node = self._words(piece["quoted"] or "", quoted=True)
        return Without(node) if node and negative else node

    def _bracket(self, depth: int) -> Node | None:
        if depth >= DEEPEST:
            # Too deep to mean anything: the bracket is passed over and its words are read where they stand.
            return None
        node = self._either(depth + 1)
        self._at += 1
        return node

    def _words(self, text: str, *, quoted: bool = False) -> Node | None:
        found = [match[0] for match in analysis.words(text) if analysis.terms(match[0])]
        self._cut = self._cut or len(found) > self._left
        found = found[: self._left]
        self._left -= len(found)
        return Words(tuple(found), prefix=text.endswith("*") and not quoted) if found else None

    def _peek(self) -> str:
        return self._pieces[self._at][0] if self._at < len(self._pieces) else ""


def _join(kind: type[All | Any], parts: list[Node]) -> Node | None:
    return None if not parts else parts[0] if len(parts) == 1 else kind(tuple(parts))


def _asks(node: Node) -> bool:
    """Whether a tree says what is wanted, in every branch: what only says what is not would show everything."""
    match node:
        case Words():
            return True
        case Without():
            return False
        case All(parts):
            return any(_asks(part) for part in parts)
        case Any(parts):
            return all(_asks(part) for part in parts)


def _wanted(node: Node | None) -> list[Words]:
    """The words that a hit may hold, for marking."""
    match node:
        case Words():
            return [node]
        case All(parts) | Any(parts):
            return [words for part in parts for words in _wanted(part)]
        case _:
            return []
