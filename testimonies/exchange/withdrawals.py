"""The withdrawals feed: what left the archive, signed, so that whoever holds copies can delete them.

Knows no Django. `python -m testimonies.exchange.withdrawals FILE --key KEY` checks a feed on any machine that has
Python and PyNaCl.

A feed is one JSON object:

* `format`: "testimony-archive withdrawals 1"
* `made_at`: when it was signed, ISO 8601 in UTC; it is signed anew every day, also where nothing left
* `sequence`: the number of the last entry
* `entries`: objects with `number` (1, 2, 3 and so on, none missing), `code`, `version` (null: the whole account),
  `act` and `on` (ISO 8601 day). Entries are only ever added: an earlier feed is the beginning of a later one
* `signature`: Ed25519, in hexadecimal, over the word "withdrawals", a zero byte, and the object without `signature` as
  JSON with sorted keys, no spaces, and every character beyond ASCII escaped

`act` is `withdrawn` (delete every copy), `replaced` (delete this version, a later one may be read) or `returned` (the
account is public again under the same code).
"""

from __future__ import annotations

import argparse
import datetime
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

FORMAT, PURPOSE = "testimony-archive withdrawals 1", "withdrawals"
WITHDRAWN, REPLACED, RETURNED = "withdrawn", "replaced", "returned"


class NotAFeed(Exception):
    """The file is no such feed, was altered, or lacks entries; the message says which."""


@dataclass(frozen=True)
class Entry:
    """One line of the feed; see the module."""

    number: int
    code: str
    version: int | None
    act: str
    on: str


@dataclass(frozen=True)
class Feed:
    """A feed whose signature and numbers are right."""

    made_at: datetime.datetime
    entries: tuple[Entry, ...]


def unsigned(entries: Sequence[Entry], made_at: datetime.datetime) -> dict[str, Any]:
    """The object that is to be signed."""
    return {
        "format": FORMAT,
        "made_at": made_at.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "sequence": len(entries),
        "entries": [asdict(entry) for entry in entries],
    }


def canonical(content: dict[str, Any]) -> str:
    """What the signature is over, after the purpose and a zero byte."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def read(content: bytes, key: str, *, before: bytes | None = None) -> Feed:
    """The feed in `content`, checked with the public `key` (hexadecimal) and, if given, with a feed read `before`.

    Raises `NotAFeed`.
    """
    held = _checked(content, key)
    if before is not None:
        earlier = _checked(before, key)
        if held.entries[: len(earlier.entries)] != earlier.entries:
            raise NotAFeed("Entries of the earlier feed are missing or were altered.")
        if held.made_at < earlier.made_at:
            raise NotAFeed("It is older than the earlier feed.")
    return held


def _checked(content: bytes, key: str) -> Feed:
    try:
        told = json.loads(content)
        signature = bytes.fromhex(told.pop("signature"))
        VerifyKey(bytes.fromhex(key)).verify(f"{PURPOSE}\x00{canonical(told)}".encode(), signature)
    except BadSignatureError:
        raise NotAFeed("The signature is not of this key: it was altered, or the key is another archive's.") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise NotAFeed("It is no withdrawals feed, or the key is no key.") from None
    return _parsed(told)


def _parsed(told: dict[str, Any]) -> Feed:
    try:
        entries = tuple(Entry(**entry) for entry in told["entries"])
        made_at = datetime.datetime.fromisoformat(told["made_at"])
        known = told["format"] == FORMAT and told["sequence"] == len(entries)
    except (ValueError, KeyError, TypeError):
        raise NotAFeed("It is no withdrawals feed of this format.") from None
    if not known or [entry.number for entry in entries] != list(range(1, len(entries) + 1)):
        raise NotAFeed("Its entries are not numbered one by one.")
    return Feed(made_at, entries)


def verify(file: Path, key: Path, *, before: Path | None = None) -> str:
    """One sentence about a feed that is right. Raises `NotAFeed` or `OSError`."""
    given = before.read_bytes() if before else None
    feed = read(file.read_bytes(), key.read_text("ascii").strip(), before=given)
    return f"The feed is right: {len(feed.entries)} entries, signed on {feed.made_at:%Y-%m-%d %H:%M} UTC."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="the feed, as /feeds/withdrawals.json gave it")
    parser.add_argument("--key", type=Path, required=True, metavar="KEY", help="the key, from /feeds/withdrawals.key")
    parser.add_argument(
        "--before", type=Path, metavar="FILE", help="the feed you read last: nothing of it may be missing"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="Check a withdrawals feed.")
    add_arguments(parser)
    given = parser.parse_args()
    try:
        sys.stdout.write(verify(given.file, given.key, before=given.before) + "\n")
    except (NotAFeed, OSError, UnicodeDecodeError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
