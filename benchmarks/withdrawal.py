"""A withdrawal at size, from the click to the last byte, while people read.

    python -m benchmarks.withdrawal FOLDER [--accounts 6]

FOLDER holds stores made with `python -m benchmarks.site --keep`. Accounts are published through the desk, the index is
built anew so that they lie among all others, and half of them are withdrawn by receipt, half by staff.
"""

from __future__ import annotations

import argparse
import json
import re
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from benchmarks.site.changes import holds, indexer
from benchmarks.site.load import stores, vocabulary
from benchmarks.withdrawal_readers import Reader, get, serving, wait_for

READERS = 3
WANTED = 10.0
NAMES = {"bench-curator": "curator", "bench-reviewer": "reviewer"}


def prepare(folder: Path, count: int) -> list[tuple[str, str]]:
    """Publish `count` accounts through the desk; the code of each, and a word that it alone has."""
    from django.contrib.auth.models import Group, User
    from django.core.management import call_command

    from testimonies.desk.models import HouseRules
    from testimonies.edition.search import sync

    vocabulary()
    HouseRules.objects.update_or_create(pk=1, defaults={"k": 1})
    for name, role in NAMES.items():
        person, _ = User.objects.get_or_create(username=name, defaults={"is_staff": True})
        person.groups.add(Group.objects.get(name=role))
    made = list(_records(count))
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "accounts.jsonl"
        file.write_text("\n".join(json.dumps(record) for record, _ in made))
        people = dict(zip(("submitted_by", "approved_by"), NAMES, strict=True))
        call_command("import_testimonies", str(file), publish=True, **people)
    call_command("sync_edition")
    sync.rebuild()
    return [(record["code"], word) for record, word in made]


def _records(count: int) -> Iterator[tuple[dict[str, Any], str]]:
    """Records of the import format, each with a word that no other account has, now or in an earlier run."""
    stamp = int(time.time())
    for number in range(count):
        word = "zq" + "".join(chr(97 + int(digit)) for digit in f"{stamp}{number:02d}")
        text = {"language": "en", "original": True, "title": f"Account {number}", "body": f"One {word}.\n\nTwo."}
        yield (
            {
                "code": f"NKR-W{stamp % 10**6}{number:02d}",
                "pseudonym": "Bom",
                "texts": [text],
                "sector": "construction",
                "place": "russian-far-east",
                "period": [2015, 2016],
                "synthetic": True,
                "consent": {"basis": "synthetic", "scopes": {"public_text": "yes", "quote": "yes"}},
                "source": {"kind": "written", "citation": "Written for a benchmark."},
            },
            word,
        )


def by_receipt(receipts: str, code: str) -> Callable[[], None]:
    """The last press on the telephone, with all that comes before it done."""
    from django.contrib.auth.models import User

    from testimonies.desk.models import Testimony
    from testimonies.desk.moderation.issue_receipt import issue_receipt

    curator = User.objects.get(username="bench-curator")
    typed = issue_receipt(testimony=Testimony.objects.get(code=code), actor=curator)
    status, page = get(f"{receipts}/receipt/", {"code": typed})
    found = re.search(r'name="ticket" value="([^"]+)"', page)
    assert found, status

    def press() -> None:
        status, _ = get(f"{receipts}/receipt/withdrawal/", {"ticket": found[1], "yes": "1"})
        assert status == 200

    return press


def by_staff(code: str) -> Callable[[], None]:
    """What the button at the desk does in its request."""
    from django.contrib.auth.models import User

    from testimonies.desk.models import Testimony
    from testimonies.desk.moderation.withdraw import withdraw

    testimony, curator = Testimony.objects.get(code=code), User.objects.get(username="bench-curator")

    def press() -> None:
        withdraw(testimony=testimony, actor=curator)

    return press


def one(public: str, press: Callable[[], None], code: str, word: str, edition: Path) -> dict[str, float]:
    """Seconds from the click until it was answered, until every address said so, and until no byte was left."""
    stop = threading.Event()
    addresses = [f"{public}{prefix}/testimonies/{code}/" for prefix in ("", "/ko", "/ru")]
    readers = [Reader(addresses[number % 3], word, stop) for number in range(READERS)]
    threads = [threading.Thread(target=reader.read, daemon=True) for reader in readers]
    for thread in threads:
        thread.start()
    wait_for(readers, 200)
    clicked = time.perf_counter()
    press()
    answered = time.perf_counter()
    assert {get(address)[0] for address in [*addresses, f"{addresses[0]}v1/"]} == {410}
    assert code not in get(f"{public}/search/?q={word}")[1]
    everywhere = time.perf_counter()
    while holds(edition, word):
        assert time.perf_counter() - clicked < 120, "the word stays"
        time.sleep(0.01)
    clean = time.perf_counter()
    wait_for(readers, 410)
    stop.set()
    for thread in threads:
        thread.join()
    seen = [answer for reader in readers for answer in reader.seen]
    assert all(status == 410 for asked, status in seen if asked > answered), "somebody read it after it was withdrawn"
    taken = {"answered": answered, "gone_everywhere": everywhere, "no_byte_left": clean}
    return {name: round(at - clicked, 3) for name, at in taken.items()} | {"read_meanwhile": len(seen)}


def measure(folder: Path, count: int) -> dict[str, Any]:
    from testimonies.edition.models import PublishedTestimony

    made = prepare(folder, count)
    total = PublishedTestimony.objects.current().count()
    found: dict[str, list[dict[str, float]]] = {"receipt": [], "staff": []}
    with ExitStack() as stack:
        public, receipts = stack.enter_context(serving("public")), stack.enter_context(serving("receipts"))
        stack.enter_context(indexer())
        for number, (code, word) in enumerate(made):
            way = "receipt" if number % 2 == 0 else "staff"
            press = by_receipt(receipts, code) if way == "receipt" else by_staff(code)
            found[way].append(one(public, press, code, word, folder / "edition"))
    figures: dict[str, Any] = {"accounts": total}
    for way, each in found.items():
        for name in each[0] if each else ():
            values = [figure[name] for figure in each]
            figures[f"{way}_{name}"] = {"median": round(statistics.median(values), 3), "slowest": max(values)}
            assert name == "read_meanwhile" or max(values) < WANTED
    return figures


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("folder", type=Path)
    reader.add_argument("--accounts", type=int, default=6)
    given = reader.parse_args()
    stores(given.folder.resolve())
    print(json.dumps(measure(given.folder.resolve(), given.accounts), indent=1))


if __name__ == "__main__":
    main()
