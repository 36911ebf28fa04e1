"""What the browser asks before it makes or shows a passkey, and the one it made."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from testimonies.desk.admin.staff import staff_of
from testimonies.desk.signin import passkeys
from testimonies.desk.signin.device import device_words
from testimonies.desk.signin.pages.enrol import enrolled


@require_POST
def options_to_show(request: HttpRequest) -> HttpResponse:
    """For whoever signs in, or signs in again: then one of their own passkeys is asked for."""
    user = staff_of(request) if request.user.is_authenticated else None
    return JsonResponse(passkeys.begin_showing(request, user))


@require_POST
def options_to_add(request: HttpRequest) -> HttpResponse:
    """For whoever adds a passkey."""
    return JsonResponse(passkeys.begin_adding(request, staff_of(request)))


@require_POST
def add_page(request: HttpRequest) -> HttpResponse:
    """Keep the passkey; the first factor of somebody is followed by their recovery codes."""
    name = request.POST.get("name", "").strip()[:60] or device_words(request.headers.get("User-Agent", ""))
    user = staff_of(request)
    try:
        passkeys.add(request, user, name=name or _("Passkey"), answer=request.POST.get("passkey", ""))
    except passkeys.PasskeyRefused:
        messages.error(request, _("The passkey was not added. Try again, or use an authenticator app."))
        return HttpResponseRedirect(reverse("admin:enrol"))
    return enrolled(request, user)
