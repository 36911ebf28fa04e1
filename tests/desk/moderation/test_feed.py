"""The withdrawals feed: signed, numbered, never shorter, and about nothing but what left."""

from __future__ import annotations

import datetime
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from testimonies.desk.chain.signing import Signer
from testimonies.desk.models import FeedEntry
from testimonies.desk.moderation.approve import approve
from testimonies.desk.moderation.feed import write_feed
from testimonies.desk.moderation.lapse import LapseReason, lapse
from testimonies.desk.moderation.publish import publish
from testimonies.desk.moderation.submit import submit
from testimonies.desk.moderation.withdraw import withdraw
from testimonies.exchange.withdrawals import PURPOSE, Feed, NotAFeed, canonical, read
from tests.people import EVERY_CHECK, People, advance, change_words, make_testimony
from tests.real_stores import ROOT, Stores

ADDRESS = "/feeds/withdrawals.json"


def served() -> bytes:
    answer = Client().get(ADDRESS)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")
    return answer.content


def key() -> str:
    return Client().get("/feeds/withdrawals.key").content.decode().strip()


def feed() -> Feed:
    return read(served(), key())


def said(entries: Any) -> list[tuple[int, str, int | None, str]]:
    return [(entry.number, entry.code, entry.version, entry.act) for entry in entries]


def test_a_withdrawal_is_in_the_feed_with_the_same_act(people: People) -> None:
    call_command("sync_edition")
    assert feed().entries == (), "an archive that nobody left says so, signed"
    testimony, other = make_testimony(people, "published"), make_testimony(people, "published")
    withdraw(testimony=testimony, actor=people.cho, reason="Zaunkönig")
    (entry,) = feed().entries
    assert said([entry]) == [(1, testimony.code, None, "withdrawn")]
    assert entry.on == timezone.localdate().isoformat()
    words = served().decode()
    assert other.code not in words
    assert set(json.loads(words)["entries"][0]) == {"number", "code", "version", "act", "on"}


def test_a_version_that_was_replaced_for_safety_is_in_it(people: People) -> None:
    testimony = make_testimony(people, "published")
    change_words(testimony, people.cho, title="Mended")
    approve(testimony=testimony, actor=people.rok, checklist=EVERY_CHECK)
    testimony.refresh_from_db()
    publish(testimony=testimony, actor=people.cho, safety=True)
    assert said(feed().entries) == [(1, testimony.code, 1, "replaced")]
    withdraw(testimony=testimony, actor=people.cho)
    call_command("sync_edition", rebuild=True)
    assert said(feed().entries) == [(1, testimony.code, 1, "replaced"), (2, testimony.code, None, "withdrawn")]


def test_who_comes_back_after_a_lapse_is_in_it(people: People) -> None:
    testimony = make_testimony(people, "published")
    lapse(testimony=testimony, reason=LapseReason.REVIEW_PASSED)
    testimony.refresh_from_db()
    submit(testimony=testimony, actor=people.ari)
    advance(testimony, people, "published")
    acts = [(None, "withdrawn"), (1, "replaced"), (None, "returned"), (None, "withdrawn")]
    expected = [(number, testimony.code, *act) for number, act in enumerate(acts, start=1)]
    assert said(feed().entries) == expected[:3]
    withdraw(testimony=testimony, actor=people.cho)
    assert said(feed().entries) == expected


def test_an_edition_that_lost_its_tombstones_brings_nobody_back(people: People, stores: Stores) -> None:
    testimony = make_testimony(people, "withdrawn")
    from testimonies.edition.models import Withdrawal

    Withdrawal.objects.all().delete()
    write_feed()
    assert said(feed().entries) == [(1, testimony.code, None, "withdrawn")]


def test_nothing_new_writes_nothing_and_a_new_day_signs_anew(people: People, stores: Stores) -> None:
    make_testimony(people, "withdrawn")
    before = served()
    assert write_feed() == 0
    call_command("sync_edition")
    assert served() == before
    old = json.loads(before)
    old.pop("signature")
    old["made_at"] = "2026-01-01T00:00:00Z"
    signer = Signer("feed.key")
    old["signature"] = signer.sign(PURPOSE, canonical({k: v for k, v in old.items() if k != "signature"}))
    (stores.edition / "feeds" / "withdrawals.json").write_text(json.dumps(old))
    assert feed().made_at.year == 2026
    write_feed()
    assert feed().made_at.date() == timezone.now().date()
    assert len(feed().entries) == 1


def test_a_desk_from_an_earlier_backup_takes_nothing_back(people: People) -> None:
    first, second = make_testimony(people, "withdrawn"), make_testimony(people, "withdrawn")
    FeedEntry.objects.filter(number=2).delete()
    third = make_testimony(people, "withdrawn")
    assert said(feed().entries) == [
        (number, testimony.code, None, "withdrawn") for number, testimony in enumerate((first, second, third), start=1)
    ]
    assert FeedEntry.objects.count() == 3


def test_a_lost_file_is_written_again(people: People, stores: Stores) -> None:
    make_testimony(people, "withdrawn")
    before = feed().entries
    for name in ("withdrawals.json", "withdrawals.key"):
        (stores.edition / "feeds" / name).unlink()
    assert Client().get(ADDRESS).status_code == 404
    call_command("sync_edition")
    assert feed().entries == before


def _altered(content: bytes, change: Any) -> bytes:
    told = json.loads(content)
    change(told)
    return json.dumps(told).encode()


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told["entries"].pop(),
        lambda told: told["entries"][0].update(code="NKR-0THER"),
        lambda told: told["entries"][0].update(on="2020-01-01"),
        lambda told: told.update(made_at="2030-01-01T00:00:00Z"),
        lambda told: told["entries"].reverse(),
        lambda told: told.update(signature="00" * 64),
        lambda told: told.pop("signature"),
    ],
)
def test_whatever_is_changed_on_the_way_is_noticed(people: People, change: Any) -> None:
    for _ in range(2):
        make_testimony(people, "withdrawn")
    content = served()
    with pytest.raises(NotAFeed):
        read(_altered(content, change), key())
    with pytest.raises(NotAFeed):
        read(content, "11" * 32)


def test_a_mirror_notices_what_is_missing(people: People, tmp_path: Path) -> None:
    for _ in range(2):
        make_testimony(people, "withdrawn")
    later = served()
    entries = feed().entries
    signer, when = Signer("feed.key"), timezone.now() - datetime.timedelta(days=1)
    from testimonies.exchange.withdrawals import Entry, unsigned

    def signed(kept: Any, at: datetime.datetime) -> bytes:
        told = unsigned(kept, at)
        return json.dumps({**told, "signature": signer.sign(PURPOSE, canonical(told))}).encode()

    read(later, key(), before=signed(entries[:1], when))
    other = Entry(1, "NKR-0THER", None, "withdrawn", "2020-01-01")
    for before in (signed([other], when), signed(entries, timezone.now() + datetime.timedelta(days=1))):
        with pytest.raises(NotAFeed):
            read(later, key(), before=before)


def test_the_command_and_the_program_without_django(people: People, tmp_path: Path) -> None:
    make_testimony(people, "withdrawn")
    file, public, wrong = tmp_path / "feed.json", tmp_path / "feed.key", tmp_path / "wrong.json"
    file.write_bytes(served())
    public.write_text(key() + "\n")
    wrong.write_bytes(served().replace(b"NKR-", b"NKX-"))
    call_command("verify_withdrawals", str(file), "--key", str(public), "--before", str(file))
    with pytest.raises(CommandError, match="was altered"):
        call_command("verify_withdrawals", str(wrong), "--key", str(public))
    with pytest.raises(CommandError):
        call_command("verify_withdrawals", str(tmp_path / "none"), "--key", str(public))
    script = [sys.executable, "-m", "testimonies.exchange.withdrawals"]
    for given, status in ((file, 0), (wrong, 1), (public, 1)):
        run = subprocess.run(
            [*script, str(given), "--key", str(public)], cwd=ROOT, capture_output=True, timeout=60, check=False
        )
        assert run.returncode == status, run.stderr
        assert b"Traceback" not in run.stderr


def test_it_is_asked_for_cheaply(people: People) -> None:
    make_testimony(people, "withdrawn")
    first = Client().get(ADDRESS)
    again = Client().get(ADDRESS, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert "max-age=60" in first.headers["Cache-Control"]
    make_testimony(people, "withdrawn")
    assert Client().get(ADDRESS, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200
