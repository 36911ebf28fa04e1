"""The page behind an invitation's link."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib.admin import site
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from testimonies.desk.models import Invitation
from testimonies.desk.signin.accept import NoInvitation, accept, find
from testimonies.desk.signin.factor import enter


@sensitive_post_parameters()
def accept_page(request: HttpRequest, token: str) -> HttpResponse:
    """A password is chosen here; the second factor on the page after it."""
    try:
        invitation = find(token)
        form = SetPasswordForm(_whoever_comes(invitation), request.POST or None)
        if request.method == "POST" and form.is_valid():
            enter(request, accept(token, password=form.cleaned_data["new_password1"]), factor=False)
            return HttpResponseRedirect(reverse("admin:enrol"))
    except NoInvitation:
        context = {**site.each_context(request), "title": _("This invitation is not valid")}
        return TemplateResponse(request, "admin/desk/signin/no_invitation.html", context, status=HTTPStatus.NOT_FOUND)
    context = {
        **site.each_context(request),
        "title": _("Welcome to the staff desk"),
        "invitation": invitation,
        "form": form,
    }
    return TemplateResponse(request, "admin/desk/signin/accept.html", context)


def _whoever_comes(invitation: Invitation) -> User:
    """For the rule that a password is unlike the name; not stored."""
    return invitation.account or User(username=invitation.name, first_name=invitation.display_name)
