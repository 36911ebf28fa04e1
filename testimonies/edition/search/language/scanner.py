"""Cuts a query into signs. Every character means something or is a space; nothing is an error."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from testimonies.edition.search.analysis.words import WORD, fold
from testimonies.edition.search.language import limits
from testimonies.edition.search.language.nodes import Fuzzy, Leaf, Notice, Phrase, Prefix, Wildcard, Word

_QUOTES = '"“”„‟«»「」『』〝〞〟'
_SIGN = re.compile(rf"(?P<open>\()|(?P<close>\))|(?P<quote>[{_QUOTES}])|(?P<space>\s+)|(?P<word>[^\s(){_QUOTES}]+)")
_CLOSING = re.compile(rf"[{_QUOTES}](?:~(\d{{1,4}}))?")
_FIELD = re.compile(r"(title|제목|заголовок|pseudonym|가명|псевдоним):", re.IGNORECASE)
_FIELDS = {"title": "title", "제목": "title", "заголовок": "title"}
_FUZZY = re.compile(r"~(\d*)$")
# A star is the only sign of a pattern: no term holds another, and in Whoosh's patterns a bracket would open a choice.
_NOT_IN_A_WORD = re.compile(r"[^\w*]|_")
_FULL_WIDTH = {0xFF01 + n: chr(0x21 + n) for n in range(94)} | {0x2212: "-"}


@dataclass(frozen=True, slots=True)
class Sign:
    """``kind`` is open, close, or, not, field or leaf; ``field`` holds for what follows, ``leaf`` what was read."""

    kind: str
    leaf: Leaf | None = None
    field: str = ""


def clean(text: str) -> str:
    """Without control characters, halves of characters and full-width forms; composed; cut to its limit."""
    text = text[: limits.CHARACTERS].translate(_FULL_WIDTH)
    text = "".join(" " if unicodedata.category(c) in {"Cc", "Cs", "Cn", "Co"} else c for c in text)
    return unicodedata.normalize("NFC", text)


def has_words(text: str) -> bool:
    return WORD.search(fold(text)) is not None


def scan(text: str, notices: list[Notice]) -> Iterator[Sign]:
    """The signs of a cleaned query, in order."""
    at = 0
    while found := _SIGN.match(text, at):
        at = found.end()
        kind = found.lastgroup
        if kind in ("open", "close"):
            yield Sign(str(kind))
        elif kind == "quote":
            closing = _CLOSING.search(text, at)
            if closing is None:
                if has_words(text[at:]):
                    notices.append(Notice("open-quote", "A quotation mark was not closed; it was taken as a space."))
                continue
            yield from _phrase(text[at : closing.start()], closing.group(1))
            at = closing.end()
        elif kind == "word":
            yield from _word(found.group(), notices, glued=text[at : at + 1] in tuple(_QUOTES + "("))


def _phrase(text: str, slop: str | None) -> Iterator[Sign]:
    if has_words(text):
        yield Sign("leaf", Phrase(text, min(int(slop or 1) or 1, limits.SLOP)))


_OPERATORS = {"OR": "or", "|": "or", "||": "or", "NOT": "not", "AND": "", "&": "", "&&": "", "+": ""}


def _word(word: str, notices: list[Notice], *, glued: bool) -> Iterator[Sign]:
    """One run of signs without a space: an operator, or a word with what hangs on it.

    ``glued`` says that a quotation mark or a parenthesis follows at once, to which a minus or a field then belongs.
    """
    if word in _OPERATORS:
        if _OPERATORS[word]:
            yield Sign(_OPERATORS[word])
        return
    bare = word.lstrip("-")
    found = _FIELD.match(bare)
    field = _FIELDS.get(found.group(1).lower(), "pseudonym") if found else ""
    rest = bare[found.end() :] if found else bare
    leaf = _leaf(rest, field, notices)
    if bare != word and (has_words(leaf.text) or glued):
        yield Sign("not")
    if has_words(leaf.text):
        yield Sign("leaf", leaf)
    elif field and glued:
        yield Sign("field", field=field)


def _leaf(word: str, field: str, notices: list[Notice]) -> Leaf:
    bare = word.strip(".,;:!?…'’`")
    fuzzy = _FUZZY.search(bare)
    if fuzzy:
        return Fuzzy(bare[: fuzzy.start()].replace("*", ""), min(int(fuzzy.group(1)[:3] or 1) or 1, 2), field)
    if "*" not in bare:
        return Word(word, field)
    stem = bare.rstrip("*")
    plain = stem.replace("*", "")
    if "*" not in stem:
        return Prefix(stem, field)
    glob = _NOT_IN_A_WORD.sub("", bare)
    if len(glob.split("*")[0]) >= 2 and len(WORD.findall(fold(plain))) == 1:
        return Wildcard(glob, field)
    if not has_words(plain):
        return Word(plain, field)
    notices.append(Notice("star", "A star stands for letters only after the first two letters of a word."))
    return Word(plain, field)
