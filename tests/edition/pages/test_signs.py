"""What machines ask of the archive."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from testimonies.edition import publish
from tests.edition.factories import put
from tests.edition.pages.conftest import Get


def test_the_process_answers_without_any_store(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db(databases=["edition"])
def test_ready_means_readable_and_searchable(get: Get, vocabulary: None, index_folder: Path) -> None:
    put()
    assert get("/readyz").status_code == 503
    publish.bring_up_to_date()
    assert get("/readyz").status_code == 200
    (index_folder / "current").unlink()
    assert get("/readyz").status_code == 503


def test_searches_are_not_for_crawlers_and_the_desk_is_not_named(client: Client) -> None:
    words = client.get("/robots.txt").content.decode()
    for address in ("/search/", "/ko/search/", "/ru/search/"):
        assert f"Disallow: {address}\n" in words
    assert "staff" not in words


def test_security_txt_names_a_contact_and_expires_within_a_year(client: Client, settings: Any) -> None:
    settings.SECURITY_CONTACT = "mailto:security@archive.example"
    lines = dict(line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines())
    assert lines["Contact"] == "mailto:security@archive.example"
    left = datetime.datetime.fromisoformat(lines["Expires"]) - datetime.datetime.now(datetime.UTC)
    assert datetime.timedelta(days=30) < left < datetime.timedelta(days=365)


def test_without_a_contact_there_is_no_security_txt(client: Client, settings: Any) -> None:
    settings.SECURITY_CONTACT = ""
    assert client.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize("path", ["/healthz", "/robots.txt"])
def test_signs_are_plain_and_set_no_cookie(client: Client, path: str) -> None:
    response = client.get(path)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert not response.cookies
