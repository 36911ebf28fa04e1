"""Formulas in cells harm where something writes tables. Nothing here does yet, and this notices when that changes.

Whoever adds a table (CSV, a spreadsheet) puts the guard into `testimonies.exchange` and tries it here: no cell may
begin with `=`, `+`, `-`, `@`, a tab, a carriage return, a line feed or the full-width forms of the first four.
"""

from __future__ import annotations

from django.test import Client

from testimonies.edition.publish import bring_up_to_date
from tests.people import People, make_testimony, sign_in
from tests.walls.looking import public_addresses
from tests.walls.test_staff_addresses import staff_addresses

# None of these is opened by a program that calculates.
HARMLESS = {"text/html", "text/plain", "text/javascript", "application/json", "application/xml", "application/atom+xml"}


def test_nothing_writes_a_table(people: People) -> None:
    account = make_testimony(people, "published")
    bring_up_to_date()
    browser = Client()
    sign_in(browser, people.cho)
    looked = 0
    for address in [*public_addresses([account.code], {"slug": ["debt-bondage"]}), *staff_addresses(account).values()]:
        answer = browser.get(address)
        kind = answer.headers.get("Content-Type", "text/html").partition(";")[0]
        assert kind in HARMLESS, f"{address} is {kind}: try its cells here"
        looked += answer.status_code == 200
    assert looked > 50
