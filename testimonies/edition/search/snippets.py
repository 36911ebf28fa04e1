"""The paragraphs of an account that a search matched best: escaped first, marked afterwards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from testimonies.edition.models import PublishedTestimony, PublishedText
from testimonies.edition.search import analysis
from testimonies.edition.search.language import Words
from testimonies.edition.search.results import Snippet

MOST = 2
LONGEST = 320
BEFORE = 80


@dataclass(frozen=True)
class _Marked:
    """A paragraph, where in it the marks begin and end, and which of the wanted words they are."""

    identifier: str
    text: str
    spans: list[tuple[int, int]]
    which: frozenset[int]

    @property
    def rank(self) -> tuple[int, int]:
        return len(self.which), len(self.spans)


def best_text(
    testimony: PublishedTestimony, wanted: Sequence[_Sought], language: str
) -> tuple[PublishedText, list[Snippet]]:
    """The text in which most of `wanted` stands, `language` before others, and its best paragraphs in their order.

    No paragraph of whoever asked not to be quoted: a passage shown beside others is a quotation.
    """
    chosen = testimony.text_in(language)
    others = [text for text in testimony.texts.all() if text is not chosen]
    best, best_marked, best_rank = chosen, list[_Marked](), 0
    for text in [chosen, *others] if wanted else []:
        marked = [found for name, words in text.paragraphs if (found := _mark(name, words, wanted)).spans]
        title = _mark("", f"{text.title}\n{text.summary}", wanted)
        rank = len(title.which.union(*(found.which for found in marked)))
        if rank > best_rank:
            best, best_marked, best_rank = text, marked, rank
    if not testimony.quotable:
        return best, []
    shown = sorted(range(len(best_marked)), key=lambda i: best_marked[i].rank, reverse=True)[:MOST]
    return best, [Snippet(best_marked[i].identifier, _html(best_marked[i])) for i in sorted(shown)]


def _mark(identifier: str, text: str, wanted: Sequence[_Sought]) -> _Marked:
    found = list(analysis.words(text))
    words = [match[0] for match in found]
    spans: dict[int, int] = {}
    which = set()
    for number, (first, *rest) in enumerate(wanted):
        for start, word in enumerate(words[: len(words) - len(rest)]):
            if first[word] and all(test[words[start + i]] for i, test in enumerate(rest, start=1)):
                which.add(number)
                spans |= {match.start(): match.end() for match in found[start : start + 1 + len(rest)]}
    return _Marked(identifier, text, sorted(spans.items()), frozenset(which))


class _Test(dict[str, bool]):
    """For words of a text, whether each is the one that was looked for; each is looked at once."""

    def __init__(self, word: str, prefix: bool) -> None:
        together, self._start = analysis.beginning(word) if prefix else ((), "")
        self._alternatives = [frozenset(terms) for terms in ((together,) if together else analysis.alternatives(word))]

    def __missing__(self, word: str) -> bool:
        held = analysis.terms(word)
        if self._start:
            fits = any(analysis.begins(term, self._start) for term in held)
        else:
            fits = any(terms.issubset(held) for terms in self._alternatives)
        self[word] = fits
        return fits


_Sought = Sequence[_Test]


def sought(wanted: Sequence[Words]) -> list[_Sought]:
    """What is to be marked, prepared once for all hits of a page."""
    return [
        [_Test(word, words.prefix and i == len(words.words)) for i, word in enumerate(words.words, start=1)]
        for words in wanted
    ]


def _html(marked: _Marked) -> SafeString:
    first, last = _window(marked)
    pieces, at = ["… " if first else ""], first
    for start, end in marked.spans:
        if start >= first and end <= last:
            pieces += [escape(marked.text[at:start]), "<mark>", escape(marked.text[start:end]), "</mark>"]
            at = end
    pieces += [escape(marked.text[at:last]), " …" if last < len(marked.text) else ""]
    # Every piece of the account above went through escape(); the marks are ours.
    return mark_safe("".join(pieces))  # noqa: S308


def _window(marked: _Marked) -> tuple[int, int]:
    """Where to cut a long paragraph: around the first mark, between words."""
    if len(marked.text) <= LONGEST:
        return 0, len(marked.text)
    first = max(marked.spans[0][0] - BEFORE, 0)
    gap = re.search(r"\s", marked.text[first : marked.spans[0][0]]) if first else None
    first += gap.end() if gap else 0
    last = min(first + LONGEST, len(marked.text))
    cut = marked.text.rfind(" ", marked.spans[0][1], last) if last < len(marked.text) else -1
    return first, cut if cut > 0 else last
