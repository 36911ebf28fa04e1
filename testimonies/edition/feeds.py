"""The folder of feeds: files that the desk writes and signs, and this process serves byte by byte."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from testimonies import durable

WITHDRAWALS, KEY = "withdrawals.json", "withdrawals.key"


def feed_folder() -> Path:
    return Path(settings.DATA_DIR) / "edition" / "feeds"


def read_feed(name: str) -> bytes | None:
    """The bytes of one file; None where the desk has not written it yet."""
    try:
        return (feed_folder() / name).read_bytes()
    except FileNotFoundError:
        return None


def withdrawals_feed() -> bytes | None:
    """What mirrors read now; None where there is no feed."""
    return read_feed(WITHDRAWALS)


def put_withdrawals_feed(feed: bytes, key: bytes) -> None:
    """Let mirrors read `feed`, and `key` to check it with."""
    _write(KEY, key)
    _write(WITHDRAWALS, feed)


def _write(name: str, content: bytes) -> None:
    """Put `content` in the place of what is there: a reader, or a crash, finds the old file or the new one."""
    feed_folder().mkdir(parents=True, exist_ok=True)
    durable.put(feed_folder() / name, content, mode=0o644)
