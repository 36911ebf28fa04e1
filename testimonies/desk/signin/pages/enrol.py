"""Enrolment: the second factor of somebody who has none, and the codes for the day it is lost."""

from __future__ import annotations

from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.contrib.admin import site
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from testimonies.desk.admin.staff import staff_of
from testimonies.desk.signin import passkeys, recovery, totp
from testimonies.desk.signin.factor import show_factor
from testimonies.desk.signin.forms import code_field
from testimonies.desk.signin.picture import qr_code
from testimonies.desk.signin.sessions import end_sessions


class CodeForm(forms.Form):
    """The first code of a new app."""

    code = code_field()

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.POST or None)
        self.request = request

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"].replace(" ", "")
        if not totp.adopt(staff_of(self.request), self.request.session, code):
            raise forms.ValidationError(_("This is not the code that the app shows now. Wait for the next one."))
        return code


def enrol_page(request: HttpRequest) -> HttpResponse:
    """GET shows the picture for the app; POST takes its first code, and shows the recovery codes, once."""
    user = staff_of(request)
    form = CodeForm(request)
    if request.method == "POST" and form.is_valid():
        return enrolled(request, user)
    secret = totp.offer(user, request.session)
    context = {
        **site.each_context(request),
        "title": _("Your second proof"),
        "form": form,
        "possible": passkeys.possible(request),
        "secret": " ".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        "picture": qr_code(totp.address_of(secret, user.get_username())),
    }
    return TemplateResponse(request, "admin/desk/signin/enrol.html", context)


def enrolled(request: HttpRequest, user: User) -> HttpResponse:
    """After a factor was proved: a new key for this session, the end of every other, recovery codes where none are."""
    request.session.cycle_key()
    show_factor(request.session)
    end_sessions(user, but=request.session)
    if recovery.left(user):
        messages.success(request, _("Added. You were signed out everywhere else."))
        return HttpResponseRedirect(reverse("admin:account"))
    return codes_page(request, recovery.make_codes(user))


def codes_page(request: HttpRequest, codes: list[str]) -> HttpResponse:
    """The codes, and a link that holds them as a file: neither is asked of the server again."""
    # Percent-encoded: no letter of it can end an attribute.
    file = SafeString("data:text/plain;charset=utf-8," + quote("\n".join([*codes, ""])))  # nosec B703
    context = {**site.each_context(request), "title": _("Your recovery codes"), "codes": codes, "file": file}
    return TemplateResponse(request, "admin/desk/signin/codes.html", context)
