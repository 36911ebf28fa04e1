"""The pages themselves. The code is in no address: it is sent once, and what follows carries a ticket."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from testimonies.edition.pages.render import page, page_language
from testimonies.receipts.account import account_of
from testimonies.receipts.asking import LONGEST, TooMany, Unknown, correct, find, withdraw
from testimonies.receipts.codes import Mistyped
from testimonies.receipts.limits import Together
from testimonies.receipts.pages.doors import holders_only, receipt_page, start
from testimonies.receipts.pages.sentences import TooOften, sentence_of
from testimonies.receipts.store import NoPostKey
from testimonies.receipts.tickets import Holder, TooLate, ticket

# Of this process, and gone with it.
together = Together()
LONGEST_TYPED = 60
_STATUS: dict[type[Exception], int] = {Mistyped: 422, Unknown: 422, TooLate: 403, TooOften: 429, NoPostKey: 503}


@receipt_page
def receipt(request: HttpRequest) -> HttpResponse:
    """Asks for the code, and shows what is public about its account."""
    if request.method != "POST":
        return start(request)
    typed = request.POST.get("code", "")[:LONGEST_TYPED]
    try:
        if not together.allows():
            raise TooOften
        return _shown(request, find(typed))
    except tuple(_STATUS) as refusal:
        # What is no code may stand in the page again; a code may not.
        again = typed if isinstance(refusal, Mistyped) else ""
        answer = start(request, refusal, status=_STATUS[type(refusal)], typed=again)
    if answer.status_code == 429:
        answer.headers["Retry-After"] = "120"
    return answer


@holders_only
def correction(request: HttpRequest, who: Holder) -> HttpResponse:
    """Sends a few words to the desk."""
    words = request.POST.get("words", "").strip()
    if not words:
        return _shown(request, who, problem=_("Please write what should be different."))
    if len(words) > LONGEST:
        return _shown(request, who, problem=_("This is too long: please write less than 4,000 letters."), words=words)
    try:
        correct(who, words)
    except TooMany as refusal:
        return _shown(request, who, problem=sentence_of(refusal), words=words)
    return _page(request, "receipts/sent.html", {"ticket": ticket(who)})


@holders_only
def withdrawal(request: HttpRequest, who: Holder) -> HttpResponse:
    """Asks once more, and then hides the account."""
    if "yes" not in request.POST:
        account = account_of(who.code, page_language())
        return _page(request, "receipts/confirm.html", {"account": account, "ticket": ticket(who)})
    withdraw(who)
    return _page(request, "receipts/withdrawn.html", {"code": who.code})


@holders_only
def back(request: HttpRequest, who: Holder) -> HttpResponse:
    """The account's page again, from one of the others."""
    return _shown(request, who)


def _shown(request: HttpRequest, who: Holder, *, problem: str = "", words: str = "") -> HttpResponse:
    account = account_of(who.code, page_language())
    context = {"account": account, "ticket": ticket(who), "problem": problem, "words": words, "longest": LONGEST}
    return _page(request, "receipts/account.html", context, status=422 if problem else 200)


def _page(request: HttpRequest, template: str, context: dict[str, object], *, status: int = 200) -> HttpResponse:
    return page(request, template, context, status=status, own=reverse("receipt"))
