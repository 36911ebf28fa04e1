"""One's own account: second factors, recovery codes, and the sessions that are open."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.admin import site
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from testimonies.desk.admin.staff import staff_of
from testimonies.desk.models import AuthenticatorApp, Passkey, StaffSession
from testimonies.desk.signin import passkeys, recovery
from testimonies.desk.signin.doors import has_app, is_enrolled
from testimonies.desk.signin.pages.enrol import codes_page
from testimonies.desk.signin.sessions import end_sessions, hashed


def account_page(request: HttpRequest) -> HttpResponse:
    """What opens the desk for this person, and where they are signed in."""
    user = staff_of(request)
    context = {
        **site.each_context(request),
        "title": _("Your sign-in"),
        "has_app": has_app(user),
        "passkeys": user.passkeys.all(),
        "possible": passkeys.possible(request),
        "codes_left": recovery.left(user),
        "sessions": StaffSession.objects.filter(user=user, expire_date__gt=timezone.now()),
        "here": hashed(request.session.session_key or ""),
    }
    return TemplateResponse(request, "admin/desk/signin/account.html", context)


@require_POST
def new_codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes in place of all older ones, shown once."""
    return codes_page(request, recovery.make_codes(staff_of(request)))


@require_POST
def end_page(request: HttpRequest) -> HttpResponse:
    """End one session, or all others. One's own ends with the button that signs out."""
    user, which = staff_of(request), request.POST.get("session", "")
    if which == "others":
        ended = end_sessions(user, but=request.session)
    else:
        own = hashed(request.session.session_key or "")
        ended = StaffSession.objects.filter(user=user, pk=which).exclude(pk=own).delete()[0]
    messages.success(request, _("Sessions ended: %(number)s.") % {"number": ended})
    return _back()


@require_POST
def remove_page(request: HttpRequest, factor: str) -> HttpResponse:
    """Take away a passkey or the app, unless it is the last: then the desk would be closed to its own person."""
    user = staff_of(request)
    with transaction.atomic():
        # Of two requests at once that remove two factors each would count the other's.
        User.objects.select_for_update().get(pk=user.pk)
        removed = AuthenticatorApp.objects.filter(pk=user.pk) if factor == "app" else _passkey(user, factor)
        if not _would_stay(user, factor):
            messages.error(request, _("This is your only second proof. Add another one before you remove it."))
            return _back()
        removed.delete()
    end_sessions(user, but=request.session)
    messages.success(request, _("Removed. You were signed out everywhere else."))
    return _back()


def _passkey(user: User, factor: str) -> Passkey:
    return get_object_or_404(user.passkeys, pk=int(factor) if factor.isdecimal() and len(factor) < 19 else 0)


def _would_stay(user: User, factor: str) -> bool:
    """Whether something is left. Recovery codes alone are not enough: they run out."""
    if factor == "app":
        return user.passkeys.exists()
    return is_enrolled(user) and (has_app(user) or user.passkeys.count() > 1)


def _back() -> HttpResponse:
    return HttpResponseRedirect(reverse("admin:account"))
