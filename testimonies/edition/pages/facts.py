"""What is known about an account besides its words, as a list of facts with a name each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from testimonies.edition.models import PublishedTestimony
from testimonies.edition.pages.cards import period
from testimonies.edition.pages.labels import Labels
from testimonies.vocabulary import USES, Scope, TermKind


@dataclass(frozen=True)
class Fact:
    """A name and a value; `url` leads to other accounts of the same kind, or to the source."""

    name: str
    value: str
    url: str = ""


def context_of(account: PublishedTestimony, labels: Labels) -> list[Fact]:
    """Where, when and in what trade, each no more exact than the archive may say."""
    facts = [
        Fact(_("Sector"), *_browsable(labels, TermKind.SECTOR, account.sector)),
        Fact(_("Region"), *_browsable(labels, TermKind.PLACE, account.place)),
        Fact(_("Period"), period(account)),
        Fact(_("Recruitment"), labels.label(TermKind.RECRUITMENT, account.recruitment) if account.recruitment else ""),
        Fact(_("End of the work"), account.get_exit_display()),
    ]
    return [Fact(fact.name, fact.value or _("Not stated"), fact.url) for fact in facts]


def source_of(account: PublishedTestimony) -> list[Fact]:
    """Where the account comes from and on what ground the archive holds it."""
    # A row may hold any text as the address; only these two may become a link.
    url = account.source_url if account.source_url.startswith(("https://", "http://")) else ""
    facts = [
        Fact(_("Consent"), account.get_consent_basis_display()),
        # What nobody gave has a form of writing, not a kind of source.
        Fact(_("Kind of source"), "" if account.synthetic else account.get_source_kind_display()),
        Fact(_("Source"), account.citation or url, url),
        Fact(_("Standing"), account.get_standing_display()),
    ]
    return [fact for fact in facts if fact.value]


def uses_of(codes: Collection[str]) -> str:
    """Uses by others in words, for a notice."""
    labels = {
        Scope.RESEARCH: _("research"),
        Scope.PRESS: _("the press"),
        Scope.NGO_UN: _("NGOs and the United Nations"),
        Scope.COURT: _("courts"),
    }
    return ", ".join(labels[use] for use in USES if use in codes)


def _browsable(labels: Labels, kind: TermKind, slug: str) -> tuple[str, str]:
    if not slug:
        return "", ""
    known = labels.term(kind, slug)
    return labels.label(kind, slug), reverse(kind.value, args=[slug]) if known else ""
