"""What lists and searches read of the edition in SQL, held to what the models say of the same."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from testimonies.edition import publish
from testimonies.edition.models import PublishedTestimony, Term
from testimonies.edition.search import sync
from testimonies.edition.search.accounts import accounts
from testimonies.edition.search.asking import hidden_codes
from testimonies.edition.search.engine import Page
from testimonies.edition.search.opened import current
from testimonies.edition.search.vocabulary import vocabulary
from testimonies.vocabulary import TombstoneReason
from tests.edition.search.conftest import Put, Search, codes

pytestmark = pytest.mark.django_db(databases=["default", "edition"])


def page_of(pairs: list[tuple[str, str]]) -> Page:
    return Page(0, [code for code, _ in pairs], [], {}, [], {}, 0, [fingerprint for _, fingerprint in pairs])


@pytest.fixture
def every_kind(put: Put) -> list[tuple[str, str]]:
    """Codes and fingerprints of accounts that may be shown and of all kinds that may not, as an old index has them."""
    tomorrow = timezone.localdate() + datetime.timedelta(days=2)
    put("NKR-OLD", "First words.")
    put("NKR-OLD", "Second words.")
    put("NKR-EARLY", "Not yet.", public_from=tomorrow.isoformat())
    put("NKR-GONE", "Taken out.")
    put("NKR-OPEN", "To be read.", ru="Слова.", sector="logging", warnings=("violence",), public_from="2020-01-01")
    held = list(PublishedTestimony.objects.values_list("code", "fingerprint").order_by("-pk"))
    publish.withdraw("NKR-GONE", TombstoneReason.WITHDRAWN, on=datetime.date(2025, 1, 1))
    return held


def test_only_what_is_current_and_the_same_is_shown(every_kind: list[tuple[str, str]]) -> None:
    shown = accounts(page_of(every_kind))
    allowed = {(row.code, row.fingerprint) for row in PublishedTestimony.objects.current()}
    assert [(one.code, one.fingerprint) for one in shown] == [pair for pair in every_kind if pair in allowed]
    assert {one.code for one in shown} == {"NKR-OLD", "NKR-OPEN"}
    assert not accounts(page_of([("NKR-OPEN", "0" * 64)]))
    assert not accounts(page_of([]))


def test_an_account_is_what_its_row_says(every_kind: list[tuple[str, str]]) -> None:
    for one in accounts(page_of(every_kind)):
        row = PublishedTestimony.objects.current().with_texts().get(code=one.code)
        plain = [name for name in type(one).__dataclass_fields__ if name != "texts"]
        assert {name: getattr(one, name) for name in plain} == {name: getattr(row, name) for name in plain}
        for text, theirs in zip(one.texts, row.texts.all(), strict=True):
            assert all(getattr(text, name) == getattr(theirs, name) for name in type(text).__dataclass_fields__)
        assert one.text_in("ru").language == row.text_in("ru").language


def test_codes_under_embargo_are_those_the_models_name(every_kind: list[tuple[str, str]]) -> None:
    sync.rebuild()
    early = set(PublishedTestimony.objects.under_embargo().values_list("code", flat=True))
    assert hidden_codes(current()) == early == {"NKR-EARLY"}


def test_a_label_that_was_mended_is_shown_at_once(put: Put, search: Search) -> None:
    put("NKR-1", "Wages.", sector="logging")
    sync.rebuild()
    assert vocabulary() is vocabulary(), "read anew, made up once"
    assert [facet.label for facet in search("q=wages").facets["sector"]] == ["Logging"]
    Term.objects.filter(slug="logging").update(label_en="Forestry")
    page = search("q=wages")
    assert (codes(page), [facet.label for facet in page.facets["sector"]]) == (["NKR-1"], ["Forestry"])
