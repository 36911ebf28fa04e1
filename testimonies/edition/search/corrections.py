"""Did you mean: the words of a question that hardly any account holds, beside the index's own words."""

from __future__ import annotations

from collections.abc import Set

from testimonies.edition.search.budget import Budget
from testimonies.edition.search.didyoumean import Correction, correct
from testimonies.edition.search.language import Question
from testimonies.edition.search.opened import Opened
from testimonies.edition.search.seen import seen

# Each word costs a walk through the words of the index.
MOST_WORDS = 6


def correction(opened: Opened, question: Question, hidden: Set[str], budget: Budget) -> Correction | None:
    """The question with its slips mended, None where there is none; raises what `Opened.read` does.

    No word comes from the accounts `hidden`. Words for which `budget` leaves no time stay as they are.
    """
    if sum(1 for _ in question.leaves()) > MOST_WORDS:
        return None

    return opened.read(lambda engine: correct(question, seen(engine, hidden), lambda: not budget.is_spent()))
