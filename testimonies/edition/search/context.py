"""The concordance: every place of some accounts in which a question matched, in its line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from testimonies.edition.search import concordance
from testimonies.edition.search.accounts import Account
from testimonies.edition.search.budget import Budget
from testimonies.edition.search.language import Question
from testimonies.edition.search.results import Line

# Accounts whose lines make one page, and lines that one account gives at most.
ACCOUNTS = 50
MOST = 10


def lines(testimonies: Iterable[Account], question: Question, sort: str, budget: Budget) -> list[Line]:
    """The lines of these accounts in their order, or by the words on the left or on the right of the match.

    When `budget` is spent the accounts that are left give none.
    """
    found = list(_lines(testimonies, question, budget))
    if sort not in {"left", "right"}:
        return found
    plain = concordance.ordered((line.plain for line in found), "left" if sort == "left" else "right")
    place = {id(line.plain): line for line in found}
    return [place[id(line)] for line in plain]


def _lines(testimonies: Iterable[Account], question: Question, budget: Budget) -> Iterator[Line]:
    for testimony in testimonies:
        if budget.is_spent():
            return
        if not testimony.quotable:
            # A line of a concordance is a quotation.
            continue
        for text in testimony.texts:
            paragraphs = [words for _, words in text.paragraphs]
            for plain in concordance.lines(testimony.code, paragraphs, question, most=MOST):
                yield Line(testimony, text, text.paragraphs[plain.paragraph][0], plain)
