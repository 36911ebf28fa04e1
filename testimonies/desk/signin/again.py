"""Signing in again before an act that cannot be taken back: with the second factor alone, five minutes before at most.

The page that asks carries what was sent, and sends it on with the code: nothing that somebody typed is lost.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

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
from testimonies.desk.signin.factor import is_fresh, show_factor

CODE, PASSKEY, READING = "again_code", "again_passkey", "again_reading"
_OURS = {CODE, PASSKEY, READING, "csrfmiddlewaretoken"}


def to_act(view: View) -> View:
    """For a view whose POST is the act."""
    return _guarded(view, also_reading=False)


def to_read(view: View) -> View:
    """For a view where already reading, such as fetching an export, is the act."""
    return _guarded(view, also_reading=True)


def _guarded(view: View, *, also_reading: bool) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if is_fresh(request.session) or (request.method in {"GET", "HEAD"} and not also_reading):
            return view(request, *args, **kwargs)
        if not (CODE in request.POST or PASSKEY in request.POST):
            return _question(request)
        name, address = staff_of(request).get_username(), address_of(request)
        if not may_try(name, address):
            # Somebody sits at a session that is not theirs, or has lost the phone: both begin at the door.
            request.session.flush()
            return HttpResponseRedirect(reverse("admin:login"))
        if not _proved(request):
            return _question(request, refused=True)
        forgive(name, address)
        show_factor(request.session)
        if READING in request.POST:
            return HttpResponseRedirect(request.get_full_path())
        return view(request, *args, **kwargs)

    return guarded


def _proved(request: HttpRequest) -> bool:
    staff = staff_of(request)
    if CODE in request.POST:
        return prove_code(staff, request.POST[CODE])
    try:
        return passkeys.show(request, request.POST[PASSKEY]).pk == staff.pk
    except passkeys.PasskeyRefused:
        return False


def _question(request: HttpRequest, *, refused: bool = False) -> HttpResponse:
    # A chosen file cannot be sent on; then the page behind is shown again, and the file chosen again.
    reading = request.method != "POST" or READING in request.POST or bool(request.FILES)
    sent = [] if reading else [(key, word) for key in request.POST for word in request.POST.getlist(key)]
    context = {
        **site.each_context(request),
        "title": _("Sign in again"),
        "address": request.get_full_path(),
        "sent": [(key, word) for key, word in sent if key not in _OURS] + ([(READING, "1")] if reading else []),
        "refused": refused,
        "passkeys": passkeys.possible(request) and staff_of(request).passkeys.exists(),
    }
    return TemplateResponse(request, "admin/desk/signin/again.html", context, status=403)
