"""The process behind `/receipt/`: it opens nothing of the desk, can hide and not withdraw, and keeps nobody's words."""

from __future__ import annotations

import json
import re
import threading
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from testimonies.desk import models
from testimonies.desk.moderation.carry_out import carry_out_requests
from testimonies.desk.moderation.issue_receipt import issue_receipt
from testimonies.edition.publish import bring_up_to_date
from testimonies.receipts.asking import correct, find
from testimonies.receipts.asking import withdraw as ask_to_withdraw
from testimonies.receipts.models import Receipt
from tests.people import BODY, People, make_contributor, make_testimony
from tests.real_stores import Stores
from tests.walls.canaries import Canaries
from tests.walls.looking import Looked, look_at_folder
from tests.walls.served import serving
from tests.walls.test_public_process import answer, closed_desk, without_privileges

pytestmark = pytest.mark.long

__all__ = ["closed_desk"]


@dataclass
class Served:
    """Two servers of one archive whose desk neither can enter."""

    public: str
    receipts: str
    receipts_pid: int


@contextmanager
def closed_off(stores: Stores, role: str) -> Iterator[tuple[str, int]]:
    """Address and process number of a real server in `role`, which printed no failure by its end."""
    with serving(stores, role, before=without_privileges()) as served:
        yield served.url, served.process.pid
    said = "".join(served.said)
    assert "Traceback" not in said, said


@pytest.fixture
def account(people: People, stores: Stores) -> models.Testimony:
    testimony = make_testimony(people, "published")
    bring_up_to_date()
    return testimony


@pytest.fixture
def receipt(account: models.Testimony, people: People) -> str:
    return issue_receipt(testimony=account, actor=people.cho)


@pytest.fixture
def served(stores: Stores, receipt: str, closed_desk: Path) -> Iterator[Served]:
    with ExitStack() as stack:
        public, _ = stack.enter_context(closed_off(stores, "public"))
        receipts, pid = stack.enter_context(closed_off(stores, "receipts"))
        yield Served(public, receipts, pid)


def post(url: str, **sent: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, urllib.parse.urlencode(sent).encode(), timeout=30) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode()


def ticket(page: str) -> str:
    found = re.search(r'name="ticket" value="([^"]+)"', page)
    assert found
    return found[1]


def test_withdrawn_through_one_server_it_is_gone_from_the_other(
    served: Served, account: models.Testimony, receipt: str, stores: Stores, closed_desk: Path
) -> None:
    address = f"{served.public}/testimonies/{account.code}/"
    assert answer(address)[0] == 200
    status, page = post(f"{served.receipts}/receipt/", code=receipt)
    assert status == 200
    assert account.code in page
    status, page = post(f"{served.receipts}/receipt/withdrawal/", ticket=ticket(page))
    assert (status, answer(address)[0]) == (200, 200)
    status, page = post(f"{served.receipts}/receipt/withdrawal/", ticket=ticket(page), yes="1")
    assert (status, answer(address)[0]) == (200, 410)
    assert account.code not in answer(f"{served.public}/search/?q=wages")[1]
    assert account.code not in answer(f"{served.public}/")[1]
    closed_desk.chmod(0o700)
    call_command("sync_edition")
    assert answer(address)[0] == 410
    account.refresh_from_db()
    assert account.status == "withdrawn"


def test_whoever_reads_meanwhile_gets_the_account_or_its_tombstone(
    served: Served, account: models.Testimony, receipt: str, closed_desk: Path
) -> None:
    """Never an error, never half of it, and never the account after the tombstone."""
    seen: dict[str, list[str]] = {"": [], "/ko": [], "/ru": []}
    done = threading.Event()

    def read(prefix: str) -> None:
        while not done.is_set():
            status, page = answer(f"{served.public}{prefix}/testimonies/{account.code}/")
            whole = all(words in page for words in BODY.split("\n\n"))
            held = any(words in page for words in BODY.split("\n\n"))
            seen[prefix].append(
                {(200, True, True): "whole", (410, False, False): "gone"}.get((status, whole, held), page)
            )

    readers = [threading.Thread(target=read, args=(prefix,)) for prefix in seen]
    for reader in readers:
        reader.start()
    who = find(receipt)
    ask_to_withdraw(who)
    closed_desk.chmod(0o700)
    for _ in range(3):
        call_command("sync_edition")
    done.set()
    for reader in readers:
        reader.join()
    for answers in seen.values():
        gone = answers.index("gone")
        assert set(answers[:gone]) <= {"whole"}
        assert set(answers[gone:]) == {"gone"}


def test_it_has_no_other_address(served: Served, account: models.Testimony) -> None:
    never = answer(f"{served.receipts}/no-such-page/")
    assert never[0] == 404
    for address in ("/", "/staff/", "/staff/login/", f"/testimonies/{account.code}/", "/search/?q=wages", "/themes/"):
        assert answer(served.receipts + address) == never, address
    for prefix in ("", "/ko", "/ru"):
        assert answer(f"{served.receipts}{prefix}/receipt/")[0] == 200
    assert answer(f"{served.public}/receipt/")[0] == 404


def test_it_has_nothing_of_the_desk_open(served: Served, stores: Stores, receipt: str) -> None:
    post(f"{served.receipts}/receipt/", code=receipt)
    pid = served.receipts_pid
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    handles = [handle for number in (str(pid), *children) for handle in Path(f"/proc/{number}/fd").iterdir()]
    opened = [str(handle.readlink()) for handle in handles]
    assert any(name.startswith(str(stores.data / "receipts")) for name in opened)
    assert [name for name in opened if name.startswith(str(stores.data / "desk"))] == []


TRIES = """
import json, os
touched = []
WATCHED = {"open", "sqlite3.connect", "os.listdir", "os.mkdir"}
sys.addaudithook(lambda event, given: touched.append(str(given[0])) if event in WATCHED else None)
from django.conf import settings
from django.db import connections
from testimonies.edition.models import PublishedTestimony
from testimonies.receipts.models import Receipt
said = {"read": PublishedTestimony.objects.count(), "receipts": Receipt.objects.count()}

def attempt(name, act):
    try:
        act()
        said[name] = "done"
    except Exception as error:
        said[name] = type(error).__name__

attempt("update", lambda: PublishedTestimony.objects.update(pseudonym="x"))
attempt("delete", lambda: PublishedTestimony.objects.all().delete())
attempt("desk", lambda: __import__("testimonies.desk.models"))
attempt("default", lambda: connections["default"].cursor())
private = {"admin", "auth", "desk", "sessions"}
said["apps"] = [name for name in settings.INSTALLED_APPS if name.split(".")[-1] in private]
desk = os.path.join(os.environ["ARCHIVE_DATA"], "desk")
said["touched"] = [name for name in touched if name.startswith(desk)]
said["seen"] = len(touched)
print(json.dumps(said))
"""


def test_it_writes_nothing_of_the_edition_and_looks_at_nothing_of_the_desk(
    stores: Stores, receipt: str, closed_desk: Path
) -> None:
    before = (stores.edition / "edition.sqlite3").read_bytes()
    with stores.start(TRIES, ARCHIVE_ROLE="receipts") as process:
        printed, wrong = process.communicate(timeout=60)
    assert process.returncode == 0, wrong
    said = json.loads(printed)
    assert (said["read"], said["receipts"]) == (1, 1)
    assert said["update"] == said["delete"] == "OperationalError"
    assert said["desk"] == "RuntimeError"
    assert said["default"] == "ImproperlyConfigured"
    assert (said["apps"], said["touched"]) == ([], [])
    assert said["seen"] > 3
    assert (stores.edition / "edition.sqlite3").read_bytes() == before


def test_no_word_of_anybody_lies_with_the_receipts(people: People, stores: Stores) -> None:
    """Not the codes, not what was asked for, not who gave the account: also while it waits, and after all is done."""
    canaries = Canaries()
    contributor = make_contributor(canaries.hide("a pseudonym"))
    drafts = [make_testimony(people, "draft", contributor=contributor, body=canaries.hide("a draft")) for _ in range(2)]
    receipts = [issue_receipt(testimony=draft, actor=people.cho) for draft in drafts]
    for number, receipt in enumerate(receipts):
        canaries.words[receipt] = canaries.words[receipt.replace("-", "")] = f"code {number}"
    who = find(receipts[0])
    correct(who, canaries.hide("a correction"))
    ask_to_withdraw(who)

    def leaks() -> list[str]:
        looked = Looked()
        look_at_folder(looked, stores.data / "receipts", list(canaries.words))
        assert len(looked.files) >= 3
        return [f"{canaries.words[word]} in {where}" for word, where in looked.found]

    assert leaks() == []
    # Nothing says that two accounts are of one person.
    rows = [json.dumps(row) for row in Receipt.objects.values("selector", "verifier")]
    assert len(rows) == 2
    carry_out_requests()
    call_command("sync_edition")
    assert leaks() == []
    words = models.CorrectionRequest.objects.get().words
    assert words in canaries.words
    for path in (stores.data / "desk").rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert words.encode() not in content, path
            assert not any(receipt.replace("-", "").encode() in content for receipt in receipts), path


def test_pages_of_codes_show_no_draft(people: People, stores: Stores) -> None:
    canaries = Canaries()
    draft = make_testimony(people, "draft", contributor=make_contributor(canaries.hide("a pseudonym")))
    draft.texts.update(**{name: canaries.hide(f"a draft's {name}") for name in ("title", "summary", "body")})
    draft.notes = canaries.hide("a note")
    draft.save()
    receipt = issue_receipt(testimony=draft, actor=people.cho)
    phone = Client()
    for prefix in ("", "/ko", "/ru"):
        page = phone.post(f"{prefix}/receipt/", {"code": receipt})
        assert page.status_code == 200
        held = ticket(page.content.decode())
        pages = [phone.post(f"{prefix}/receipt/{name}/", {"ticket": held}) for name in ("account", "withdrawal")]
        pages.append(phone.post(f"{prefix}/receipt/correction/", {"ticket": held, "words": ""}))
        for each in (page, *pages):
            looked = Looked()
            looked.look(prefix, each.content + str(each.headers).encode(), list(canaries.words))
            assert looked.found == set()
