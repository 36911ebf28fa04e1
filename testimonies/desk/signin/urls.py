"""The addresses of signing in, below /staff/."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect

from testimonies.desk.signin.doors import View, for_enrolment, when_entered


def signin_urls(site: AdminSite) -> list[URLPattern]:
    """The pages at the door, which a session without a second factor reaches, and those of one's own account."""
    # They need the models, and this module is loaded before the models are.
    from testimonies.desk.signin.again import to_change_proofs
    from testimonies.desk.signin.pages import accept, account, enrol, passkeys, sign_in

    def own(address: str, view: View, name: str) -> URLPattern:
        return path(f"account/{address}", site.admin_view(view), name=name)

    return [
        path("login/", sign_in.SignIn.as_view(), name="login"),
        # Also for half a session: whoever changes their mind must be able to leave.
        path("logout/", _kept_private(site.logout), name="logout"),
        path("passkey/", _kept_private(passkeys.options_to_show), name="passkey_options"),
        path("invitation/<str:token>/", _kept_private(accept.accept_page), name="accept"),
        path("enrol/", _enrolment(enrol.enrol_page, guard=to_change_proofs), name="enrol"),
        path("enrol/passkey/", _enrolment(passkeys.add_page, guard=to_change_proofs), name="passkey_add"),
        path("enrol/passkey/options/", _enrolment(passkeys.options_to_add, guard=to_change_proofs), name="passkey_new"),
        own("", account.account_page, "account"),
        own("codes/", to_change_proofs(account.new_codes), "account_codes"),
        own("sessions/", account.end_page, "account_sessions"),
        own("remove/<slug:factor>/", to_change_proofs(account.remove_page), "account_remove"),
    ]


def _enrolment(view: View, *, guard: Callable[[View], View]) -> View:
    """Whoever has a second factor shows it again before another is added."""
    return _kept_private(for_enrolment(when_entered(guard, view)))


def _kept_private(view: View) -> View:
    guarded: View = never_cache(csrf_protect(view))
    return guarded
