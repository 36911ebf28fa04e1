"""Cards: an account as it stands in a list, drawn from the edition's rows and never from the index."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from testimonies.edition.models import PublishedTestimony
from testimonies.edition.pages.addresses import account_url
from testimonies.edition.pages.labels import Labels
from testimonies.edition.pages.render import page_language
from testimonies.edition.pages.stencil import Value, draw
from testimonies.edition.search.accounts import Account
from testimonies.vocabulary import ConsentBasis, Standing, TermKind

_CONSENT: dict[str, Any] = dict(ConsentBasis.choices)
_STANDING: dict[str, Any] = dict(Standing.choices)


# A row of the edition, or what a search read of one.
Listed = PublishedTestimony | Account


def cards(accounts: Iterable[Listed], labels: Labels) -> list[SafeString]:
    """Cards in the order given, in the language of the page where the account has it."""
    return [card(account, labels) for account in accounts]


def card(account: Listed, labels: Labels, passages: Sequence[Value] = (), spoken: str = "") -> SafeString:
    """One card; `passages` stand in place of the summary, in the language `spoken`."""
    text = account.text_in(page_language())
    values: dict[str, Value] = {
        "url": account_url(account.code),
        "language": text.language,
        "title": text.title,
        "pseudonym": account.pseudonym,
        "context": context(account, labels),
        "marks": _marks(account),
        "passages": passages,
        "spoken": spoken,
        "page_language": page_language(),
        "summary": "" if passages else text.summary,
    }
    return draw("public/parts/_card.html", values)


def context(account: Listed, labels: Labels) -> list[str]:
    """Sector, place and period, those that are known."""
    sector = labels.label(TermKind.SECTOR, account.sector) if account.sector else ""
    place = labels.label(TermKind.PLACE, account.place) if account.place else ""
    return [words for words in (sector, place, period(account)) if words]


def _marks(account: Listed) -> list[dict[str, str]]:
    """The nature of the account in a few words; `kind` says how a mark looks."""
    ground = str(_CONSENT.get(account.consent_basis, account.consent_basis))
    marks = [{"kind": "synthetic", "label": _("Synthetic")} if account.synthetic else {"kind": "", "label": ground}]
    if account.standing != Standing.SINGLE:
        marks.append({"kind": "", "label": str(_STANDING.get(account.standing, account.standing))})
    if account.warnings:
        marks.append({"kind": "warned", "label": _("Content warning")})
    return marks


def period(account: Listed) -> str:
    """The years of the account as a reader says them; empty where neither is known."""
    first, last = account.period_from, account.period_to
    if first and last:
        return str(first) if first == last else f"{first}–{last}"
    if first:
        return _("from %(year)s") % {"year": first}
    return _("until %(year)s") % {"year": last} if last else ""
