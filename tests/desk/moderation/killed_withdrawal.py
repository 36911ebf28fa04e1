"""Withdraws again and again, killed one step later each time, and prints what was left each time.

A process of its own: it forks, which the process of the tests must not. A step is a statement to any of the three
databases, or a write to the file system. A line is a JSON object: `moment`, whether the child was `killed`; what the
desk says (`status`), whether the account is on the list of hidden ones (`hidden`) and what a reader then gets
(`answer`, `found`), right after the kill; and the same after `sync_edition`, as `later`, with the files of the edition
that still hold a word which only this account had (`left`).
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections
from django.test import Client

from testimonies.desk.models import Testimony
from testimonies.desk.moderation.issue_receipt import issue_receipt
from testimonies.desk.moderation.withdraw import withdraw
from testimonies.edition.denied import denied
from testimonies.edition.publish import bring_up_to_date
from testimonies.receipts.asking import find
from testimonies.receipts.asking import withdraw as ask_to_withdraw
from tests.people import People, make_people, make_testimony

WRITES = {"os.rename", "os.remove", "os.link", "os.mkdir", "os.rmdir", "os.truncate"}


def sync() -> None:
    call_command("sync_edition", stdout=open(os.devnull, "w"))  # noqa: PTH123, SIM115 (the child has no time to tidy up)


def by_receipt(testimony: Testimony, people: People) -> Callable[[], object]:
    who = find(issue_receipt(testimony=testimony, actor=people.cho))
    return lambda: ask_to_withdraw(who)


def by_staff(testimony: Testimony, people: People) -> Callable[[], object]:
    return lambda: withdraw(testimony=testimony, actor=people.cho)


WAYS = {"receipt": by_receipt, "staff": by_staff}


@contextmanager
def killed_at(moment: int) -> Iterator[None]:
    """Kill this process before its step number `moment`; whatever came before it has happened."""
    passed = 0

    def step() -> None:
        nonlocal passed
        passed += 1
        if passed == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(execute: Callable[..., Any], *given: Any) -> Any:
        step()
        return execute(*given)

    def event(name: str, given: tuple[Any, ...]) -> None:
        writes = name == "open" and isinstance(given[2], int) and given[2] & (os.O_WRONLY | os.O_RDWR)
        # An audit hook stays for good; this process ends here.
        if writes or name in WRITES:
            step()

    with ExitStack() as stack:
        for alias in ("default", "edition", "receipts"):
            stack.enter_context(connections[alias].execute_wrapper(statement))
        sys.addaudithook(event)
        yield


def looked(testimony: Testimony, word: str) -> dict[str, Any]:
    testimony.refresh_from_db()
    page, search = Client().get(f"/testimonies/{testimony.code}/"), Client().get(f"/search/?q={word}")
    told = page.content.decode()
    return {
        "status": testimony.status,
        "hidden": testimony.code in denied(),
        "answer": page.status_code,
        "whole": all(part in told for part in body(word).split("\n\n")),
        "found": f"/testimonies/{testimony.code}/" in search.content.decode(),
        "search": search.status_code,
    }


def body(word: str) -> str:
    return f"The first paragraph says {word}.\n\nThe second speaks of wages and of {word}.\n\nThe third ends."


def one(testimony: Testimony, word: str, run: Callable[[], object], moment: int) -> bool:
    """Whether the child was killed; False once all is done before the moment comes."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        with killed_at(moment):
            run()
            sync()
        os._exit(0)
    _, ended = os.waitpid(child, 0)
    said = {"moment": moment, "killed": os.WIFSIGNALED(ended), "ended": ended, **looked(testimony, word)}
    sync()
    edition = Path(settings.DATA_DIR) / "edition"
    files = [path for path in edition.rglob("*") if path.is_file()]
    left = [str(path.relative_to(edition)) for path in files if word.encode() in path.read_bytes()]
    sys.stdout.write(json.dumps({**said, "later": {**looked(testimony, word), "left": left}}) + "\n")
    return os.WIFSIGNALED(ended)


def main(way: str, moments: int, every: int) -> None:
    """Up to `moments` kills, `every` steps apart."""
    for store in connections.settings.values():
        # kill -9 takes nothing from the disk's cache; only a power cut would.
        store["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
    settings.RECEIPT_HASH = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}
    people = make_people()
    moment, number = 1, 0
    while number < moments:
        word = "zinnober" + "".join(chr(ord("a") + int(digit)) for digit in f"{number:03d}")
        testimony = make_testimony(people, "published", body=body(word))
        bring_up_to_date()
        if not one(testimony, word, WAYS[way](testimony, people), moment):
            break
        moment, number = moment + every, number + 1
