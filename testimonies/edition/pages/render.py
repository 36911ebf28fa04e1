"""How every public page is drawn: one function, so that no page forgets the language switcher or its own address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import escape_leading_slashes
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from testimonies.vocabulary import Language


@dataclass(frozen=True)
class Link:
    """One entry of a menu; `language` is a tag for the `lang` attribute, empty where it is the page's."""

    url: str
    label: str
    current: bool
    language: str = ""


def page(
    request: HttpRequest, template: str, context: dict[str, Any] | None = None, *, status: int = 200, own: str = ""
) -> HttpResponse:
    """The page in the language of its address, with menu and switcher; `status` is the answer's status code.

    `own` is the address the switcher starts from, where that is not the one that was asked for.
    """
    # A page that is not there must not repeat its address: a draft's 404 and any other are the same bytes.
    address = own or (request.get_full_path() if status in {200, 410} else "/")
    frame = {
        "language": page_language(),
        # Django writes English days as in the United States.
        "day_format": "j F Y" if page_language() == "en" else "DATE_FORMAT",
        "languages": languages(address) if settings.SERVES_READERS or settings.SERVES_RECEIPTS else [],
        "menu": menu(request.path),
        "home_url": reverse("home") if settings.SERVES_READERS else "/",
        "receipt_url": settings.RECEIPT_ADDRESS or (reverse("receipt") if settings.SERVES_RECEIPTS else ""),
    }
    return render(request, template, {**(context or {}), **frame}, status=status)


def page_language() -> str:
    return (get_language() or settings.LANGUAGE_CODE)[:2]


def languages(address: str) -> list[Link]:
    """The same address in each language of the site."""
    bare = address
    for prefix in ("/ko/", "/ru/"):
        bare = bare.removeprefix(prefix[:-1]) if bare.startswith(prefix) else bare
    # "/ko//elsewhere.example/" without its prefix would be another host's address.
    bare = escape_leading_slashes(bare)
    return [
        Link(bare if tag == settings.LANGUAGE_CODE else f"/{tag}{bare}", str(name), tag == page_language(), tag)
        for tag, name in Language.choices
    ]


def menu(path: str) -> list[Link]:
    """The sections of the site; none in a process that serves only the staff."""
    if not settings.SERVES_READERS:
        return []
    sections = [("search", _("Search")), ("themes", _("Themes")), ("figures", _("Figures"))]
    return [
        Link(url, label, path.startswith(url)) for url, label in ((reverse(name), label) for name, label in sections)
    ]
