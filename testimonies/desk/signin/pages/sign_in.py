"""The page at the door, and the way out."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import site
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from testimonies.desk.signin import passkeys
from testimonies.desk.signin.doors import may_enrol
from testimonies.desk.signin.factor import Shown, enter, has_factor
from testimonies.desk.signin.forms import SignInForm


class SignIn(LoginView):
    """Name, password and code; who has no second factor yet goes on to enrolment."""

    form_class = SignInForm
    template_name = "admin/login.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if site.has_permission(request):
            return HttpResponseRedirect(reverse("admin:index"))
        if request.user.is_authenticated and not has_factor(request.session) and may_enrol(request):
            return HttpResponseRedirect(reverse("admin:enrol"))
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """A passkey comes alone, name and password with a code."""
        if "passkey" not in request.POST:
            return super().post(request, *args, **kwargs)
        try:
            user = passkeys.show(request, request.POST["passkey"])
        except passkeys.PasskeyRefused:
            return self.render_to_response(self.get_context_data(form=SignInForm(request), refused=True))
        enter(request, user, factor=True, shown=Shown.PASSKEY)
        return HttpResponseRedirect(self.get_success_url())

    def form_valid(self, form: Any) -> HttpResponse:
        enter(self.request, form.proven.user, factor=form.proven.factor)
        return HttpResponseRedirect(self.get_success_url() if form.proven.factor else reverse("admin:enrol"))

    def get_default_redirect_url(self) -> str:
        return reverse("admin:index")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        given = super().get_context_data(**kwargs)
        possible = passkeys.possible(self.request)
        return {**site.each_context(self.request), **given, "title": _("Sign in"), "possible": possible}
