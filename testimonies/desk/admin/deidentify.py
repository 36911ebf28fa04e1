"""The page of the de-identification assistant: what was found, what is proposed, how it would read, and one save."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from testimonies.deidentify.residue import find_residue
from testimonies.desk.admin.findings import answers, groups, marks, reasons
from testimonies.desk.admin.refused import refused_page
from testimonies.desk.admin.staff import staff_of
from testimonies.desk.assistant.answers import Plan, applied, plan
from testimonies.desk.assistant.kinds import ORDER, kind_label
from testimonies.desk.assistant.known import is_comparable
from testimonies.desk.assistant.look import Look, look_at
from testimonies.desk.assistant.passages import place_of
from testimonies.desk.models import Testimony
from testimonies.desk.moderation.begin import may
from testimonies.desk.moderation.edit import last_decision
from testimonies.desk.moderation.refusals import Issue, Refusal, Unmet
from testimonies.desk.moderation.settle_findings import settle_findings
from testimonies.desk.moderation.transitions import TABLE
from testimonies.desk.safe.keyring import Unreadable
from testimonies.vocabulary import DecisionVerb, Status

if TYPE_CHECKING:
    from testimonies.desk.admin.testimonies import TestimonyAdmin


@dataclass(frozen=True)
class NewWords:
    """A passage that would change: pairs of its pieces, each with whether it is a phrase of ours."""

    where: str
    language: str
    pieces: list[tuple[str, bool]]


def deidentify_page(desk: TestimonyAdmin) -> Callable[..., HttpResponse]:
    """The view: GET shows, POST shows how it would read (`preview`, `fill`) or stores it (`save`)."""

    @require_http_methods(["GET", "POST"])
    def page(request: HttpRequest, pk: int) -> HttpResponse:
        testimony = get_object_or_404(desk.get_queryset(request), pk=pk)
        try:
            look = look_at(testimony, marks(request.POST))
            if "save" in request.POST:
                return _save(desk, request, testimony, look)
        except Unreadable:
            unreadable = _("What was settled cannot be read: its key is missing, or it was altered.")
            return refused_page(desk, request, Unmet([Issue("findings", unreadable)]), testimony)
        return _shown(desk, request, testimony, look, plan(look, answers(look, request.POST)))

    return page


def _save(desk: TestimonyAdmin, request: HttpRequest, testimony: Testimony, look: Look) -> HttpResponse:
    sent = request.POST
    given = answers(look, sent)
    made = plan(look, given)
    if made.problems:
        # Shown again with everything that was typed.
        return _shown(desk, request, testimony, look, made)
    seen = sent.get("seen", "")
    try:
        settle_findings(
            testimony=testimony,
            actor=staff_of(request),
            answers=given,
            marked=marks(sent),
            take_back=sent.getlist("back"),
            seen=int(seen) if seen.isdecimal() and len(seen) < 19 else None,
        )
    except Refusal as refusal:
        return refused_page(desk, request, refusal, testimony)
    messages.success(request, _("%(code)s: stored. The texts read as you saw them.") % {"code": testimony.code})
    return HttpResponseRedirect(reverse("admin:desk_testimony_deidentify", args=[testimony.pk]))


def _shown(desk: TestimonyAdmin, request: HttpRequest, testimony: Testimony, look: Look, made: Plan) -> HttpResponse:
    staff, sent = staff_of(request), request.POST
    possible = (DecisionVerb.EDIT, Status(testimony.status)) in TABLE and may(staff, DecisionVerb.EDIT, testimony)
    context: dict[str, Any] = {
        **desk.admin_site.each_context(request),
        "title": _("De-identify %(code)s") % {"code": testimony.code},
        "opts": desk.opts,
        "testimony": testimony,
        "possible": possible,
        "groups": groups(look, sent, made.problems),
        "settled": look.settled,
        "total": len(look.settled) + len(look.open),
        "open": len(look.open),
        "problems": bool(made.problems),
        "preview": _preview(look, made) if "preview" in sent and not made.problems else None,
        "left": _left(look, made) if "preview" in sent and not made.problems else [],
        "reasons": reasons(),
        "kinds": [(kind.value, kind_label(kind)) for kind in ORDER],
        "sent": sent,
        "back": sent.getlist("back"),
        "comparable": is_comparable(testimony),
        "seen": sent.get("seen") or last_decision(testimony),
    }
    return TemplateResponse(
        request, "admin/desk/testimony/deidentify.html", context, status=422 if made.problems else 200
    )


def _preview(look: Look, made: Plan) -> list[NewWords]:
    """The passages that would change."""
    texts = applied(look, made).texts
    subjects = [*(subject for subject, _row in made.generalised), *(row.subject for row in look.generalised)]
    phrases = {phrase for subject in subjects for phrase in subject.phrases.values()}
    ours = re.compile("({})".format("|".join(map(re.escape, sorted(phrases, key=len, reverse=True))) or "(?!)"))
    return [
        NewWords(
            place_of(passage.key),
            passage.language,
            [(piece, piece in phrases) for piece in ours.split(texts[passage.key]) if piece],
        )
        for passage in look.passages
        if texts[passage.key] != passage.text
    ]


def _left(look: Look, made: Plan) -> list[str]:
    """The passages in which an original would still stand, to be mended by hand."""
    subjects = [subject for subject, _row in made.generalised]
    kept = [*(subject for subject, _reason in made.kept), *(row.subject for row in look.kept)]
    found = find_residue(applied(look, made).texts, subjects, kept=kept) if subjects else []
    return list(dict.fromkeys(place_of(residue.where) for residue in found))
