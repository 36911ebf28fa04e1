"""What the receipts' tests share: stores of their own, the same people, and a public account with a code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from testimonies.desk.models import Testimony
from testimonies.desk.moderation.issue_receipt import issue_receipt
from testimonies.edition.publish import bring_up_to_date
from testimonies.receipts.limits import Together
from testimonies.receipts.pages import views
from tests.people import People, make_people, make_testimony
from tests.real_stores import Stores, stores
from tests.shelf import Shelf, kept, shelf

__all__ = ["kept", "shelf", "stores"]


@dataclass
class Holding:
    """A public account, the code its contributor was given, and a telephone."""

    people: People
    testimony: Testimony
    receipt: str
    phone: Client

    def type_code(self, typed: str | None = None, prefix: str = "") -> Any:
        return self.phone.post(f"{prefix}/receipt/", {"code": self.receipt if typed is None else typed})

    def press(self, page: HttpResponse, action: str, **answers: Any) -> Any:
        """Send the form of `page` that goes to `action`, with what it holds already."""
        ticket = ticket_of(page)
        return self.phone.post(f"/receipt/{action}/", {"ticket": ticket, **answers})

    def withdraw(self) -> Any:
        return self.press(self.press(self.type_code(), "withdrawal"), "withdrawal", yes="1")

    @property
    def address(self) -> str:
        return f"/testimonies/{self.testimony.code}/"


def ticket_of(page: HttpResponse) -> str:
    found = re.search(r'name="ticket" value="([^"]+)"', page.content.decode())
    assert found, page.content.decode()
    return found[1]


@pytest.fixture
def people(stores: Stores) -> People:
    return make_people()


@pytest.fixture
def holding(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> Holding:
    monkeypatch.setattr(views, "together", Together())
    return Holding(*shelf.take("a holding", _publish_and_issue), Client())


def _publish_and_issue() -> tuple[People, Testimony, str]:
    people = make_people()
    testimony = make_testimony(people, "published")
    bring_up_to_date()
    return people, testimony, issue_receipt(testimony=testimony, actor=people.cho)
