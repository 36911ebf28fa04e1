"""What went wrong, in words for somebody who is in a hurry and perhaps afraid."""

from __future__ import annotations

from django.utils.translation import gettext as _

from testimonies.receipts.asking import TooMany, Unknown
from testimonies.receipts.codes import LENGTH, Mistyped
from testimonies.receipts.store import NoPostKey
from testimonies.receipts.tickets import TooLate


class TooOften(Exception):
    """Codes were tried too often, from this address or altogether."""


def sentence_of(refusal: Exception) -> str:
    if isinstance(refusal, Mistyped):
        return _mistyped(refusal.typed)
    sentences = {
        Unknown: _("No account goes with this code. If you were given a newer code, only the newer one works."),
        TooOften: _("Codes were tried too often just now. Please wait a few minutes and try again."),
        TooLate: _("This page was open for too long. Please type your code again."),
        NoPostKey: _("Codes cannot be checked at the moment. Please try again later."),
        TooMany: _("Several of your messages still wait to be read. Please send the next one in some days."),
    }
    return sentences[type(refusal)]


def _mistyped(typed: int) -> str:
    if typed == 0:
        return _("Please type your code.")
    if typed != LENGTH:
        sentence = _("A code has 20 letters and figures, in five groups of four. You typed %(typed)s.")
        return sentence % {"typed": typed}
    return _("One of the letters or figures is not right. Please compare them with your paper, group by group.")
