"""A court order, or a raid: a copy of what the hoster of readers' pages holds, and of the receipts, names nobody."""

from __future__ import annotations

import json
from pathlib import Path

from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connections
from django.test import Client

from testimonies.desk import models
from testimonies.desk.moderation.issue_receipt import issue_receipt
from testimonies.desk.seal import make_seal_key
from testimonies.edition.publish import bring_up_to_date
from testimonies.receipts.asking import correct, find
from testimonies.receipts.codes import grouped
from tests.people import People, advance, keep_findings, make_record
from tests.real_stores import Stores
from tests.walls.attacks.test_stolen_machine import SECRETS
from tests.walls.looking import Looked, look_at_folder

READER, SEARCHED = "203.0.113.77", "zaunkoenigin"


def test_a_copy_of_both_says_nothing_of_who(people: People, stores: Stores, tmp_path: Path) -> None:
    names = {name: f"quisquilla-{name}" for name in ("ari", "cho", "rok", "kim", "adm")}
    for name, long in names.items():
        User.objects.filter(username=name).update(username=long)
    make_seal_key()
    file = tmp_path / "records.jsonl"
    file.write_text(json.dumps(make_record(code="NKR-SEA1ED00", confidential=SECRETS)))
    call_command("import_testimonies", str(file), submitted_by=names["ari"])
    account = models.Testimony.objects.get()
    account.notes = "She asked twice about her sister"
    account.save(update_fields=["notes"])
    keep_findings(account, people.ari)
    advance(account, people, "published")
    receipt = issue_receipt(testimony=account, actor=people.cho)
    bring_up_to_date()
    reader = Client(REMOTE_ADDR=READER)
    for address in ("/", f"/search/?q={SEARCHED}", f"/testimonies/{account.code}/", "/receipt/"):
        assert reader.get(address).status_code == 200
    assert reader.post("/receipt/", {"code": receipt}).status_code == 200
    correct(find(receipt), "Please take out the name of my brother")
    for connection in connections.all():
        connection.close()
    words = [
        *SECRETS.values(),
        *names.values(),
        receipt,
        grouped(receipt),
        READER,
        SEARCHED,
        account.notes,
        "my brother",
    ]
    looked = Looked()
    for folder in (stores.edition, stores.data / "receipts"):
        look_at_folder(looked, folder, [*words, account.code])
    # The eyes are open: both hold the account's public code.
    assert {word for word, _ in looked.found} == {account.code}
    assert {"edition.sqlite3", "receipts.sqlite3"} <= {path.name for path in looked.files}
