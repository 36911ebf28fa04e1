"""The verbs as pages: what would happen, then a button."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from testimonies.desk.admin.facts import consent_facts
from testimonies.desk.admin.preview import preview
from testimonies.desk.admin.refused import refused_page, seen_or_404
from testimonies.desk.admin.staff import staff_of
from testimonies.desk.models import Check, Testimony
from testimonies.desk.moderation.approve import approve
from testimonies.desk.moderation.begin import may
from testimonies.desk.moderation.erase import erase
from testimonies.desk.moderation.override import override
from testimonies.desk.moderation.photo_checks import shown_photos
from testimonies.desk.moderation.publish import publish
from testimonies.desk.moderation.refusals import Refusal
from testimonies.desk.moderation.requirements import issues_before
from testimonies.desk.moderation.return_to_author import return_to_author
from testimonies.desk.moderation.review import review
from testimonies.desk.moderation.risk_words import told_about
from testimonies.desk.moderation.show_again import show_again
from testimonies.desk.moderation.submit import submit
from testimonies.desk.moderation.transitions import leads_on
from testimonies.desk.moderation.withdraw import withdraw
from testimonies.desk.signin.again import to_act, to_make_public
from testimonies.receipts.counter import denied_by
from testimonies.vocabulary import DecisionVerb

if TYPE_CHECKING:
    from testimonies.desk.admin.testimonies import TestimonyAdmin

# What each verb takes from its form: named here, so that nothing else of a request can reach a verb.
BUTTONS: dict[DecisionVerb, Callable[[Testimony, User, QueryDict], object]] = {
    DecisionVerb.SUBMIT: lambda testimony, staff, _: submit(testimony=testimony, actor=staff),
    DecisionVerb.RETURN: lambda testimony, staff, answers: return_to_author(
        testimony=testimony, actor=staff, reason=answers.get("reason", "")
    ),
    DecisionVerb.APPROVE: lambda testimony, staff, answers: approve(
        testimony=testimony,
        actor=staff,
        checklist=[check for check in answers.getlist("check") if check in Check],
        looked_at=answers.getlist("photo"),
        shown=answers.get("shown", ""),
    ),
    DecisionVerb.PUBLISH: lambda testimony, staff, answers: publish(
        testimony=testimony,
        actor=staff,
        safety="safety" in answers,
        conditions=[int(key) for key in answers.getlist("condition") if key.isdecimal() and len(key) < 19],
        shown=answers.get("shown", ""),
    ),
    DecisionVerb.WITHDRAW: lambda testimony, staff, answers: withdraw(
        testimony=testimony, actor=staff, reason=answers.get("reason", "")
    ),
    DecisionVerb.OVERRIDE: lambda testimony, staff, answers: override(
        testimony=testimony, actor=staff, reason=answers.get("reason", "")
    ),
    DecisionVerb.REVIEW: lambda testimony, staff, _: review(testimony=testimony, actor=staff),
    DecisionVerb.SHOW_AGAIN: lambda testimony, staff, _: show_again(testimony=testimony, actor=staff),
    DecisionVerb.ERASE: lambda testimony, staff, _: erase(testimony=testimony, actor=staff),
}


# The verbs that cannot be taken back: whoever sits down at somebody else's open page must not press them.
_AGAIN = {
    DecisionVerb.APPROVE: to_make_public,
    DecisionVerb.OVERRIDE: to_make_public,
    DecisionVerb.ERASE: to_act,
}
# The verbs before which the risk is shown.
_RISKY = {DecisionVerb.APPROVE, DecisionVerb.OVERRIDE}


def open_verbs(testimony: Testimony, staff: User) -> list[DecisionVerb]:
    """The verbs this person may try on this testimony now, each with a page of its own."""
    hidden = testimony.code in denied_by("contributor")
    pages = [verb for verb in (*BUTTONS, DecisionVerb.ISSUE_RECEIPT) if verb != DecisionVerb.SHOW_AGAIN or hidden]
    is_public = testimony.public_version is not None
    possible = [verb for verb in pages if leads_on(verb, testimony.status, is_public=is_public)]
    return [verb for verb in possible if may(staff, verb, testimony)]


def verb_page(desk: TestimonyAdmin, verb: DecisionVerb) -> Callable[..., HttpResponse]:
    """The view of one verb: GET shows what would become public or vanish, POST does it."""

    @require_http_methods(["GET", "POST"])
    def page(request: HttpRequest, pk: int) -> HttpResponse:
        testimony = seen_or_404(desk, request, pk, verb)
        try:
            if request.method == "GET":
                return _confirmation(desk, request, verb, testimony)
            BUTTONS[verb](testimony, staff_of(request), request.POST)
        except Refusal as refusal:
            return refused_page(desk, request, refusal, testimony, verb)
        messages.success(request, _("%(code)s: %(verb)s.") % {"code": testimony.code, "verb": verb.label})
        return HttpResponseRedirect(reverse("admin:desk_testimony_change", args=[pk]))

    return _AGAIN[verb](page) if verb in _AGAIN else page


def _confirmation(desk: TestimonyAdmin, request: HttpRequest, verb: DecisionVerb, testimony: Testimony) -> HttpResponse:
    staff, shown = staff_of(request), preview(testimony)
    context: dict[str, Any] = {
        **desk.admin_site.each_context(request),
        "title": f"{testimony.code}: {verb.action}",
        "opts": desk.opts,
        "testimony": testimony,
        "verb": verb,
        "issues": issues_before(verb, testimony, staff),
        "possible": verb in open_verbs(testimony, staff),
        "preview": shown,
        "risk": told_about(shown.snapshot, testimony) if shown and verb in _RISKY else None,
        "checks": Check.choices,
        "photos": shown_photos(testimony),
        "consent": testimony.contributor.consent,
        "scopes": consent_facts(testimony.contributor.consent),
    }
    return TemplateResponse(request, "admin/desk/testimony/verb.html", context)
