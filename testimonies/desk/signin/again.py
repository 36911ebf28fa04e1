"""Signing in again before an act that cannot be taken back: with the second factor alone, five minutes before at most.

The page that asks carries what was sent, and sends it on with the code: nothing that somebody typed is lost.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from testimonies.desk.admin.staff import staff_of
from testimonies.desk.signin import passkeys
from testimonies.desk.signin.address import address_of
from testimonies.desk.signin.attempts import forgive, may_try
from testimonies.desk.signin.credentials import prove_code
from testimonies.desk.signin.doors import View
from testimonies.desk.signin.factor import Shown, is_fresh, show_factor

CODE, PASSKEY, READING = "again_code", "again_passkey", "again_reading"
# Typed anew rather than sent on: a password must stand in no page.
_NEVER_SENT_ON = {"old_password", "new_password1", "new_password2"}
_OURS = {CODE, PASSKEY, READING, "csrfmiddlewaretoken"}


def to_act(view: View) -> View:
    """For a view whose POST is the act."""
    return _guarded(view, also_reading=False)


def to_make_public(view: View) -> View:
    """For a view whose POST lets an account come nearer to the public: whoever has a passkey shows that one.

    Whoever has none shows a code, unless the house wants a passkey (`ARCHIVE_APPROVE_BY`).
    """
    return _guarded(view, also_reading=False, least=Shown.PASSKEY)


def to_change_proofs(view: View) -> View:
    """For a view that adds or takes away proofs of one's own, also by reading: otherwise a code that a forged page was
    given could add a passkey, and approve with that one. Whoever has a passkey shows it, or a recovery code.
    """
    return _guarded(view, also_reading=True, least=Shown.RECOVERY)


def to_read(view: View) -> View:
    """For a view where already reading, such as fetching an export, is the act."""
    return _guarded(view, also_reading=True)


def _guarded(view: View, *, also_reading: bool, least: Shown = Shown.APP) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = _wanted(request, least)
        if is_fresh(request.session, wanted) or (request.method in {"GET", "HEAD"} and not also_reading):
            return view(request, *args, **kwargs)
        if not (CODE in request.POST or PASSKEY in request.POST):
            return _question(request, wanted)
        name, address = staff_of(request).get_username(), address_of(request)
        if not may_try(name, address):
            # Somebody sits at a session that is not theirs, or has lost the phone: both begin at the door.
            request.session.flush()
            return HttpResponseRedirect(reverse("admin:login"))
        shown = _proved(request, wanted)
        if shown is None:
            return _question(request, wanted, refused=True)
        forgive(name, address)
        show_factor(request.session, shown)
        if READING in request.POST:
            return HttpResponseRedirect(request.get_full_path())
        return view(request, *args, **kwargs)

    return guarded


def _wanted(request: HttpRequest, least: Shown) -> Shown:
    if least == Shown.APP or _has_passkey(request) or (least == Shown.PASSKEY and settings.APPROVE_BY_PASSKEY):
        return least
    return Shown.APP


def _has_passkey(request: HttpRequest) -> bool:
    return passkeys.possible(request) and staff_of(request).passkeys.exists()


def _proved(request: HttpRequest, wanted: Shown) -> Shown | None:
    staff = staff_of(request)
    if CODE in request.POST:
        by_app = wanted == Shown.APP
        counts = wanted < Shown.PASSKEY and prove_code(staff, request.POST[CODE], app=by_app)
        return wanted if counts else None
    try:
        return Shown.PASSKEY if passkeys.show(request, request.POST[PASSKEY]).pk == staff.pk else None
    except passkeys.PasskeyRefused:
        return None


def _question(request: HttpRequest, wanted: Shown, *, refused: bool = False) -> HttpResponse:
    # A chosen file cannot be sent on; then the page behind is shown again, and the file chosen again.
    anew = bool(request.FILES) or not _NEVER_SENT_ON.isdisjoint(request.POST)
    reading = request.method != "POST" or READING in request.POST or anew
    sent = [] if reading else [(key, word) for key in request.POST for word in request.POST.getlist(key)]
    context = {
        **site.each_context(request),
        "title": _("Sign in again"),
        "address": request.get_full_path(),
        "sent": [(key, word) for key, word in sent if key not in _OURS] + ([(READING, "1")] if reading else []),
        "refused": refused,
        "passkeys": _has_passkey(request),
        "by_app": wanted == Shown.APP,
        "by_code": wanted < Shown.PASSKEY,
    }
    return TemplateResponse(request, "admin/desk/signin/again.html", context, status=403)
