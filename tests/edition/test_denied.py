"""What is on the list of hidden accounts is nowhere to be found, from that moment on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from testimonies.edition.denied import denied, denied_by, deny, lift
from testimonies.edition.publish import bring_up_to_date
from tests.desk.conftest import people
from tests.people import People, make_contributor, make_testimony
from tests.real_stores import Stores, stores

__all__ = ["people", "stores"]
WORD = "zinnoberrot"
LISTS = (
    "/",
    "/search/",
    f"/search/?q={WORD}",
    f"/search/?q={WORD}&view=concordance",
    "/search/?q=paragraph",
    "/search/?sector=construction",
    "/themes/",
    "/themes/debt-bondage/",
    "/sectors/construction/",
    "/places/russian-far-east/",
    f"/search/suggest/?q={WORD[:5]}",
    f"/search/?q={WORD[:-1]}x",
    "/search/?q=Jin",
    "/search/help/",
)


def seen() -> dict[str, bytes]:
    """What a reader gets at every address that may tell of an account, without the account's own."""
    return {address: Client().get(address).content for address in LISTS}


def make_accounts(people: People) -> list[Any]:
    body = f"A paragraph about {WORD} and the way home.\n\nThe second speaks of {WORD} too."
    return [make_testimony(people, "published", body=body, contributor=make_contributor("진")) for _ in range(3)]


def test_nothing_tells_a_hidden_account_from_one_that_was_never_there(people: People) -> None:
    """Not a count, a facet, a suggestion, a correction, a likeness: the pages are those of an archive without it."""
    bring_up_to_date()
    without = seen()
    accounts = make_accounts(people)
    bring_up_to_date()
    full = seen()
    assert all(full[address] != without[address] for address in LISTS if "help" not in address), [
        address for address in LISTS if full[address] == without[address]
    ]
    for account in accounts:
        deny(account.code)
        assert Client().get(f"/testimonies/{account.code}/").status_code == 410
        assert Client().get(f"/testimonies/{account.code}/v1/").status_code == 410
    hidden = seen()
    assert {address for address in LISTS if hidden[address] != without[address]} == set()
    for account in accounts:
        lift(account.code, "contributor")
    assert seen() == full


def test_it_is_not_among_the_accounts_like_another(people: People) -> None:
    one, two, three = make_accounts(people)
    bring_up_to_date()
    assert two.code in Client().get(f"/testimonies/{one.code}/").content.decode()
    deny(two.code)
    page = Client().get(f"/testimonies/{one.code}/").content.decode()
    assert two.code not in page
    assert three.code in page


def test_a_word_that_only_the_hidden_share_is_not_suggested(people: People) -> None:
    accounts = make_accounts(people)
    bring_up_to_date()
    address = f"/search/suggest/?q={WORD[:5]}"
    assert WORD in Client().get(address).content.decode()
    deny(accounts[0].code)
    assert WORD not in Client().get(address).content.decode()


@pytest.mark.parametrize("name", ["", "NKR-7F3K.new", ".NKR-7F3K", "x", "nkr-7f3k", "NKR-", "NKR-7F3K.desk.desk"])
def test_what_is_no_entry_hides_nothing(stores: Stores, name: str) -> None:
    if name:
        (stores.data / "receipts" / "deny" / name).touch()
    assert denied() == frozenset()
    assert denied_by("desk") == denied_by("contributor") == []


def test_without_the_list_nothing_is_shown(people: People, stores: Stores, settings: Any) -> None:
    """Whoever asked to be hidden is not shown because a folder could not be read."""
    account = make_testimony(people, "published")
    bring_up_to_date()
    settings.DENY_DIR = stores.data / "nowhere"
    reader = Client(raise_request_exception=False)
    for address in (f"/testimonies/{account.code}/", "/", "/search/?q=wages", "/themes/", "/readyz"):
        answer = reader.get(address)
        assert answer.status_code == 503, address
        assert account.code not in answer.content.decode()
    assert "edition.E003" in {message.id for message in run_checks()}
    settings.DENY_DIR = None
    assert reader.get(f"/testimonies/{account.code}/").status_code == 200, "a mirror has no such list"


@pytest.mark.parametrize("role", ["receipts", "staff", "all"])
def test_only_a_mirror_may_do_without_the_list(stores: Stores, role: str) -> None:
    with stores.start("", ARCHIVE_ROLE=role, ARCHIVE_DENY="none") as process:
        _, wrong = process.communicate(timeout=60)
    assert process.returncode
    assert ImproperlyConfigured.__name__ in wrong
    assert "is for a mirror" in wrong


def test_the_list_may_lie_elsewhere(stores: Stores, tmp_path: Path) -> None:
    script = "from testimonies.edition.denied import denied; print(sorted(denied()))"
    (tmp_path / "list").mkdir()
    (tmp_path / "list" / "NKR-7F3K").touch()
    with stores.start(script, ARCHIVE_ROLE="public", ARCHIVE_DENY=str(tmp_path / "list")) as process:
        printed, wrong = process.communicate(timeout=60)
    assert printed.strip() == "['NKR-7F3K']", wrong
