"""What is not there, not there any more, or was never to be seen."""

import datetime

import pytest
from django.contrib.auth.models import User

from testimonies.desk import models as desk
from testimonies.edition import publish
from testimonies.vocabulary import TombstoneReason
from tests.edition.factories import make_text, put
from tests.edition.pages.conftest import Get, Page

pytestmark = [pytest.mark.django_db(databases=["default", "edition"]), pytest.mark.usefixtures("vocabulary")]


@pytest.mark.parametrize("prefix", ["", "/ko", "/ru"])
@pytest.mark.parametrize("rest", ["", "v1/"])
def test_a_draft_cannot_be_told_from_what_never_existed(get: Get, prefix: str, rest: str) -> None:
    contributor = desk.Contributor.objects.create(pseudonym="Min")
    desk.Testimony.objects.create(code="NKR-DRAFT", contributor=contributor, author=User.objects.create_user("ari"))
    draft = get(f"{prefix}/testimonies/NKR-DRAFT/{rest}")
    never = get(f"{prefix}/testimonies/NKR-NEVER/{rest}")
    assert draft.status_code == never.status_code == 404
    assert draft.content == never.content
    assert dict(draft.items()) == dict(never.items())


@pytest.mark.parametrize("prefix", ["", "/ko", "/ru"])
@pytest.mark.parametrize("rest", ["", "v1/", "v7/"])
def test_a_tombstone_has_no_word_of_the_account(get: Get, prefix: str, rest: str) -> None:
    put(pseudonym="Secretname", texts=(make_text("en", "Vanishedword.", original=True, title="Lost", summary="Brief"),))
    publish.withdraw("NKR-7F3K", TombstoneReason.WITHDRAWN, on=datetime.date(2024, 7, 3))
    response = get(f"{prefix}/testimonies/NKR-7F3K/{rest}")
    assert response.status_code == 410
    page = response.content.decode()
    assert "NKR-7F3K" in page
    for word in ("Secretname", "Vanishedword", "Lost", "Brief", "construction", "Construction", "siberia", "2019"):
        assert word not in page


def test_a_tombstone_says_when_and_nothing_of_why(get: Get) -> None:
    put()
    publish.withdraw("NKR-7F3K", TombstoneReason.WITHDRAWN, on=datetime.date(2024, 7, 3))
    words = Page(get("/testimonies/NKR-7F3K/")).words
    assert "This account has been withdrawn" in words
    assert "3 July 2024" in words


def test_a_version_replaced_for_safety_is_gone_and_leads_to_the_later_one(get: Get) -> None:
    put(texts=(make_text("en", "Vanishedword.", original=True),), tags=())
    put(version=2, safety=True)
    response = get("/testimonies/NKR-7F3K/v1/")
    assert response.status_code == 410
    assert "Vanishedword" not in response.content.decode()
    assert "for somebody's safety" in Page(response).words
    assert Page(response).all("a", href="/testimonies/NKR-7F3K/")
    assert get("/testimonies/NKR-7F3K/").status_code == 200


def test_a_version_that_never_was_is_not_found(get: Get) -> None:
    put()
    for version in ("v2", "v0", "v99999999999999999999"):
        assert get(f"/testimonies/NKR-7F3K/{version}/").status_code == 404


def test_a_page_that_is_not_found_offers_a_search(get: Get) -> None:
    assert Page(get("/ru/nowhere/")).all("form", role="search", action="/ru/search/")
