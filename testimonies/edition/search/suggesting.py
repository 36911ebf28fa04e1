"""What a typed beginning may become: the vocabulary's terms, and words and phrases that several accounts share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from whoosh import query as q

from testimonies.edition.models import PublishedText, Term
from testimonies.edition.search.analysis import ENGLISH
from testimonies.edition.search.analysis.words import WORD, fold
from testimonies.edition.search.asking import hidden_codes
from testimonies.edition.search.engine import Engine, Page, TooComplex, TooCostly
from testimonies.edition.search.fields import TEXT_FIELDS, WORDS
from testimonies.edition.search.opened import Opened, current
from testimonies.edition.search.seen import seen
from testimonies.edition.search.suggestions import Suggestion, frequent_phrases, suggest

# Accounts looked at for phrases, and characters read after each place where one may begin.
LOOKED_AT = 60
READ = 60
SHORTEST = 2


def suggestions(typed: str) -> list[Suggestion]:
    """Suggestions for what was typed, none for less than two letters; raises IndexMissing.

    Phrases are counted anew in current rows, so that no list of words outlives the accounts it was taken from.
    """
    start = " ".join(WORD.findall(fold(typed[:100])))
    if len(start) < SHORTEST and not re.match("[가-힣]", start):
        return []
    opened = current()
    hidden = hidden_codes(opened)
    labels = [label for row in Term.objects.values_list("label_en", "label_ko", "label_ru") for label in row if label]
    try:
        looked_at = list(_beginnings(opened, start, hidden))
        phrases = [*_words(looked_at), *frequent_phrases(looked_at)]
    except (TooComplex, TooCostly):
        phrases = []
    return opened.read(lambda engine: suggest(start, labels, phrases, seen(engine, hidden)))


def _words(looked_at: list[str]) -> list[tuple[str, int]]:
    """The first words of what follows each place, with the accounts that hold them, the most frequent first."""
    counted = Counter(
        word for text in looked_at for word in {line.split(" ")[0].strip(".,;:!?") for line in text.split("\n")}
    )
    return counted.most_common(LOOKED_AT)


def _beginnings(opened: Opened, start: str, hidden: frozenset[str]) -> Iterator[str]:
    """For some accounts that hold words beginning like the typed ones, what follows each such place.

    One string an account, whatever number of languages it is in: its words are not those of several people.
    """
    *whole, last = start.split(" ")
    places = [q.Or([q.Term(name, term) for name in TEXT_FIELDS]) for word in whole for term in ENGLISH.terms(word)]
    tree = q.And([*places, q.Or([q.Prefix(name, last) for name in (*TEXT_FIELDS, WORDS)])])

    def ask(engine: Engine) -> Page:
        return engine.search(tree, exclude=hidden, limit=LOOKED_AT)

    place = re.compile(rf"(?<!\w){re.escape(start)}")
    codes = opened.read(ask).codes
    # A suggested phrase is a quotation too.
    current_texts = PublishedText.objects.filter(testimony__current=True, testimony__code__in=codes)
    held = current_texts.filter(testimony__quotable=True).order_by("testimony", "language")
    for _, texts in groupby(held.values_list("testimony", "paragraphs"), key=itemgetter(0)):
        text = fold("\n".join(words for _, paragraphs in texts for _, words in paragraphs))
        found = [text[match.start() : match.start() + READ].rpartition(" ")[0] for match in place.finditer(text)]
        yield "\n".join(found)
