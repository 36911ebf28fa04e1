"""One account, any version of it, or the tombstone where it stood."""

from __future__ import annotations

from django.db.models import F, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from testimonies.edition.denied import denied, denied_on
from testimonies.edition.models import PublishedTestimony, Withdrawal
from testimonies.edition.pages.cards import cards
from testimonies.edition.pages.facts import context_of, source_of, uses_of
from testimonies.edition.pages.labels import Labels
from testimonies.edition.pages.photos import figures
from testimonies.edition.pages.reading import readings, reported
from testimonies.edition.pages.render import page, page_language
from testimonies.edition.search.alike import accounts_like
from testimonies.vocabulary import ContentWarning


@require_safe
def testimony(request: HttpRequest, code: str, version: int | None = None) -> HttpResponse:
    if code != code.upper():
        return redirect(request.path.replace(code, code.upper()), permanent=True)
    rows = PublishedTestimony.objects.with_texts().with_photos().readable().filter(code=code)
    account = (rows.current() if version is None else rows.filter(version=version)).first()
    if account is None:
        return _tombstone(request, code, version)
    answer = page(request, "public/testimony.html", _account_page(account))
    if robots := _robots(account):
        answer.headers["X-Robots-Tag"] = robots
    return answer


def _robots(account: PublishedTestimony) -> str:
    """What machines are asked: not to index what was replaced, not to learn from what was not given for it."""
    asked = [] if account.current else ["noindex"]
    return ", ".join(asked if account.machine_learning else [*asked, "noai", "noimageai"])


def _account_page(account: PublishedTestimony) -> dict[str, object]:
    labels, shown = Labels(), readings(account, page_language())
    alike = accounts_like(account) if account.current else []
    return {
        "account": account,
        "robots": _robots(account),
        "readings": shown,
        "reported": reported(account, shown, labels),
        "context": context_of(account, labels),
        "source": source_of(account),
        "warnings": [ContentWarning(name).label for name in account.warnings if name in ContentWarning.values],
        "refused": uses_of(account.refused_uses),
        "asked": uses_of(account.asked_uses),
        "alike": cards(alike, labels),
        "figures": figures(account),
        "versions": PublishedTestimony.objects.filter(code=account.code).order_by("-version"),
    }


def _tombstone(request: HttpRequest, code: str, version: int | None) -> HttpResponse:
    """410 where the account, or this version of it, was taken out; 404 for a draft as for what never existed."""
    if code in denied() and PublishedTestimony.objects.due().filter(code=code).exists():
        # As it will be once the desk has taken it out.
        hidden = Withdrawal(code=code, on=denied_on(code))
        return page(request, "public/gone.html", {"stone": hidden, "later": None}, status=410)
    stones = Withdrawal.objects.standing().filter(Q(version=None) | Q(version=version), code=code)
    # The whole account's tombstone stands above that of one version.
    stone = stones.order_by(F("version").asc(nulls_first=True)).first()
    if stone is None:
        raise Http404
    later = PublishedTestimony.objects.current().filter(code=code).first()
    return page(request, "public/gone.html", {"stone": stone, "later": later}, status=410)
