"""The addresses of signing in, below /staff/. They are the only ones that a session without a second factor reaches."""

from __future__ import annotations

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect

from testimonies.desk.signin.doors import View, for_enrolment


def signin_urls(site: AdminSite) -> list[URLPattern]:
    """The pages at the door of `site`."""
    # They need the models, and this module is loaded before the models are.
    from testimonies.desk.signin.pages.enrol import enrol_page
    from testimonies.desk.signin.pages.sign_in import SignIn

    return [
        path("login/", SignIn.as_view(), name="login"),
        # Also for half a session: whoever changes their mind must be able to leave.
        path("logout/", _kept_private(site.logout), name="logout"),
        path("enrol/", _kept_private(for_enrolment(enrol_page)), name="enrol"),
    ]


def _kept_private(view: View) -> View:
    guarded: View = never_cache(csrf_protect(view))
    return guarded
