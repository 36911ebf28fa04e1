"""Pages for what went wrong on our side."""

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from archive import urls
from tests.edition.pages.conftest import Page


def fails(request: HttpRequest) -> HttpResponse:
    raise ValueError("A name that nobody may read")


def loses_the_store(request: HttpRequest) -> HttpResponse:
    raise OperationalError("unable to open database file")


urlpatterns = [path("fails/", fails), path("lost/", loses_the_store), *urls.urlpatterns]
handler404, handler500 = urls.handler404, urls.handler500


# No database is allowed here: a page for a failure must not need what may have failed.
@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("address", "status"), [("/fails/", 500), ("/lost/", 503)])
def test_a_failure_gets_a_page_without_store_or_reason(address: str, status: int) -> None:
    response = Client(raise_request_exception=False).get(address)
    assert response.status_code == status
    assert "Please try again in a few minutes." in Page(response).words
    assert "nobody may read" not in response.content.decode()
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies


@pytest.mark.urls(__name__)
def test_only_a_lost_store_says_when_to_come_back() -> None:
    client = Client(raise_request_exception=False)
    assert int(client.get("/lost/")["Retry-After"]) > 0
    assert "Retry-After" not in client.get("/fails/")
