"""Addresses, by role: the public process does not even know where the staff desk would be."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("", include("testimonies.edition.pages.signs"))]

if settings.SERVES_STAFF:
    from django.contrib import admin

    urlpatterns += i18n_patterns(path("staff/", admin.site.urls), prefix_default_language=False)

if settings.SERVES_RECEIPTS:
    urlpatterns += i18n_patterns(
        path("receipt/", include("testimonies.receipts.pages.urls")), prefix_default_language=False
    )

if settings.SERVES_READERS:
    urlpatterns += [path("", include("testimonies.edition.pages.feeds"))]
    # English has no prefix, /ko/ and /ru/ do: the language is in the address, so readers need no cookie.
    urlpatterns += i18n_patterns(path("", include("testimonies.edition.pages.urls")), prefix_default_language=False)

handler400 = "testimonies.edition.pages.errors.bad_request"
handler403 = "testimonies.edition.pages.errors.forbidden"
handler404 = "testimonies.edition.pages.errors.not_found"
handler500 = "testimonies.edition.pages.errors.server_error"
