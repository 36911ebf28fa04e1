"""The gate's judgement in words, for whoever decides."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from testimonies.deidentify.risk import Judgement
from testimonies.desk.models import Testimony, VocabularyTerm
from testimonies.desk.moderation.refusals import Issue
from testimonies.desk.moderation.risk import COUNTED, Gate, stands_out
from testimonies.edition.publish import Snapshot
from testimonies.vocabulary import Exit, Language, SourceKind

FIELDS = {
    "place": gettext_lazy("Place"),
    "sector": gettext_lazy("Sector"),
    "period": gettext_lazy("Period"),
    "recruitment": gettext_lazy("Recruitment"),
    "exit": gettext_lazy("Exit"),
    "source": gettext_lazy("Source"),
    "language": gettext_lazy("Language"),
}
_MOST_NAMED = 3


def told_about(snapshot: Snapshot, testimony: Testimony) -> list[str]:
    """What a reviewer is told about the risk of an account, also where the gate is open."""
    gate = Gate()
    judgement = stands_out(snapshot, testimony, gate)
    if judgement is not None:
        return [issue.message for issue in sentences(judgement)]
    counted = gate.judge(snapshot, testimony)
    shown = [_number(counted)]
    if counted.blocks and snapshot.synthetic:
        shown.append(_("It is synthetic, so nobody can be recognised."))
    elif counted.blocks:
        shown.append(_("The report it comes from is entered as known outside, with just these facts."))
    return shown


def sentences(judgement: Judgement) -> list[Issue]:
    """Why the gate holds an account back, and the least that would open it."""
    issues = [Issue("risk", _number(judgement))]
    named = VocabularyTerm.objects.all()
    labels = {term.slug: str(term) for term in named}
    # Where there are too few accounts altogether, what is rare has no field.
    for combination in filter(None, judgement.rare[:_MOST_NAMED]):
        fields = " + ".join(str(FIELDS[name]) for name in combination)
        issues.append(Issue("risk", _("Rare: %(fields)s.") % {"fields": fields}))
    if judgement.proposal is None:
        issues.append(Issue("risk", _("No generalisation helps: there are too few accounts altogether.")))
    for field, before, after in judgement.proposal.steps if judgement.proposal else ():
        change = {"field": FIELDS[field], "before": _word(before, labels), "after": _word(after, labels)}
        issues.append(Issue("risk", _("Say less: %(field)s, from “%(before)s” to “%(after)s”.") % change))
    issues.append(Issue("risk", _("Or a custodian who had no hand in it overrides this, with a reason.")))
    return issues


def _number(judgement: Judgement) -> str:
    k = min(judgement.k, judgement.k_with_earlier)
    number = f"{COUNTED}+" if k >= COUNTED else str(k)
    return _("People known to share these facts, this one included: %(k)s; at least %(least)s are wanted.") % {
        "k": number,
        "least": judgement.threshold,
    }


def _word(value: str, labels: dict[str, str]) -> str:
    for closed in (Exit, SourceKind, Language):
        if value in closed.values:
            return str(closed(value).label)
    return labels.get(value, value) or _("not said")
