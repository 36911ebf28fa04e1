"""Addresses of the public pages; each exists in every language, with the language as prefix."""

from django.urls import path

from testimonies.edition.pages.browse import place, sector, theme, themes
from testimonies.edition.pages.figures import figures
from testimonies.edition.pages.help import search_help
from testimonies.edition.pages.home import home
from testimonies.edition.pages.search import search
from testimonies.edition.pages.suggest import suggest
from testimonies.edition.pages.testimony import testimony

urlpatterns = [
    path("", home, name="home"),
    path("search/", search, name="search"),
    path("search/help/", search_help, name="search-help"),
    path("search/suggest/", suggest, name="search-suggest"),
    path("testimonies/<slug:code>/", testimony, name="testimony"),
    path("testimonies/<slug:code>/v<int:version>/", testimony, name="testimony-version"),
    path("themes/", themes, name="themes"),
    path("themes/<slug:slug>/", theme, name="theme"),
    path("sectors/<slug:slug>/", sector, name="sector"),
    path("places/<slug:slug>/", place, name="place"),
    path("figures/", figures, name="figures"),
]
