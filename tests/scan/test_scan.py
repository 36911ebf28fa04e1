"""A web scanner attacks the public site, the staff desk as somebody signed in, and a page that is easy prey."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import settings
from django.db import connections
from django.test import Client

from testimonies.desk import models
from testimonies.edition.publish import bring_up_to_date
from tests.people import People, make_testimony, sign_in
from tests.real_stores import Stores
from tests.scan.scanner import scan
from tests.walls.served import serving

# Every parameter of the search is attacked in one of these; the languages share their views.
PUBLIC = [
    "/search/?q=wages&period_from=2018&period_to=2020&page=1",
    "/search/?view=concordance&sort=left&exact=1",
    "/ko/search/?abuse=debt-bondage&indicator=debt-bondage&sector=construction",
    "/search/?place=russian-far-east&language=en&source=interview",
    "/search/suggest/?q=wa",
    "/themes/debt-bondage/?page=1",
    "/testimonies/{code}/",
]
STAFF = [
    "/staff/login/?next=/staff/",
    "/staff/desk/testimony/?q=wages&o=1",
    "/staff/autocomplete/?app_label=desk&model_name=testimony&field_name=contributor&term=Min",
    "/staff/desk/testimony/{pk}/history/",
    "/staff/desk/testimony/queue/",
]


# Pages whose form is sent, each with every field attacked.
FORMS = [
    "/staff/desk/contributor/add/",
    "/staff/desk/testimony/{pk}/return_to_author/",
    "/staff/desk/testimony/{pk}/deidentify/",
    "/staff/desk/testimony/{pk}/seal/",
]


class Prey(BaseHTTPRequestHandler):
    """A page that gives back what it is asked."""

    def do_GET(self) -> None:
        asked = parse_qs(urlsplit(self.path).query).get("q", [""])[0]
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(f"<html><body><p>You asked for {asked}</p></body></html>".encode())

    def log_request(self, code: object = "-", size: object = "-") -> None:
        """Nothing."""


@pytest.fixture
def prey() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Prey) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def cookies(people: People) -> dict[str, str]:
    """The session of a curator who is a reviewer too: nobody sees more of the desk."""
    people.rok.groups.add(*people.cho.groups.all())
    browser = Client()
    sign_in(browser, people.rok)
    browser.get("/staff/desk/contributor/add/")
    return {name: cookie.value for name, cookie in browser.cookies.items()}


def test_nothing_is_found(people: People, stores: Stores, prey: str, cookies: dict[str, str], tmp_path: Path) -> None:
    account = make_testimony(people, "published")
    waiting = make_testimony(people, "submitted")
    bring_up_to_date()
    known = {"code": account.code, "pk": waiting.pk, "contributor": account.contributor_id}
    for connection in connections.all():
        connection.close()
    with ExitStack() as stack:
        public = stack.enter_context(serving(stores, "public", "--workers", "2"))
        staff = stack.enter_context(serving(stores, "staff", ARCHIVE_SECRET_KEY=settings.SECRET_KEY))
        desk = [path.format(**known) for path in STAFF]
        under_way = [
            scan([f"{prey}/?q=x"], tmp_path / "prey"),
            scan([public.url + path.format(**known) for path in PUBLIC], tmp_path / "public"),
            scan([staff.url + path for path in desk], tmp_path / "staff", cookies=cookies),
        ]
        found_of_prey, found_in_public, found_at_desk = [one.result() for one in under_way]
        for number, path in enumerate(FORMS):
            form = staff.url + path.format(**known)
            found_at_desk += scan([form], tmp_path / f"form {number}", cookies=cookies, forms=True).result()
        # It was signed in, and still is: nothing it did has ended the session.
        cookie = {"Cookie": f"sessionid={cookies['sessionid']}"}
        assert {staff.ask(path, headers=cookie).status for path in desk[1:]} == {200}
    # What it sent was taken: there are people whose names are its attacks, and the account it returned is a draft.
    sent = models.Contributor.objects.exclude(pseudonym="Min").values_list("pseudonym", flat=True)
    assert len(set(sent)) > 3, [*sent]
    assert models.Testimony.objects.get(pk=waiting.pk).status == "draft"
    # The scanner has eyes.
    assert any("Cross Site Scripting" in line for line in found_of_prey)
    assert any("CSP" in line for line in found_of_prey)
    assert found_in_public == []
    assert found_at_desk == []
