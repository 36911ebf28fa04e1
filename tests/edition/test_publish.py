"""The door, with snapshots alone: what it writes, and that calling it again changes nothing."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from testimonies.edition.models import Change, PassageTag, PublishedTestimony, PublishedText, Withdrawal
from testimonies.edition.publish import AlreadyWithdrawn, VersionTaken, put, put_many, rebuild, withdraw
from testimonies.edition.read_back import read_snapshot
from testimonies.edition.snapshot import Snapshot, TagSnapshot, TextSnapshot
from testimonies.vocabulary import TombstoneReason

pytestmark = pytest.mark.django_db(databases=["default", "edition"])
DAY = datetime.date(2025, 3, 1)


def make_snapshot(code: str = "NKR-D00R", version: int = 1, **fields: Any) -> Snapshot:
    words = f"Words of version {version}."
    text = TextSnapshot(
        language="en", original=True, title="Title", summary="", paragraphs=(("p1", words), ("p3", "More.")), last_id=3
    )
    tag = TagSnapshot(term="debt-bondage", strength="stated", paragraphs=("p3",))
    given: dict[str, Any] = {"texts": (text,), "tags": (tag,), "published_on": "2025-02-01"}
    return Snapshot(
        code=code, version=version, pseudonym="Min", **{**given, "first_published_on": "2025-01-01", **fields}
    )


def everything() -> list[list[dict[str, Any]]]:
    tables = (PublishedTestimony, PublishedText, PassageTag, Withdrawal, Change)
    return [[dict(row) for row in table._default_manager.order_by("pk").values()] for table in tables]


def readable() -> dict[str, list[int]]:
    rows: dict[str, list[int]] = {}
    for code, version in PublishedTestimony.objects.order_by("code", "version").values_list("code", "version"):
        rows.setdefault(code, []).append(version)
    return rows


def test_every_field_of_a_snapshot_comes_back() -> None:
    snapshot = make_snapshot(
        sector="logging",
        place="siberia",
        period_from=2015,
        period_to=2017,
        recruitment="selected",
        exit="returned",
        source_kind="report",
        citation="A report",
        source_url="https://example.org/",
        consent_basis="published-report",
        standing="disputed",
        public_notes=("A note.",),
        warnings=("death",),
        synthetic=True,
    )
    put(snapshot)
    assert read_snapshot(PublishedTestimony.objects.with_texts().get()) == snapshot


def test_a_snapshot_survives_the_ledger() -> None:
    snapshot = make_snapshot(public_notes=("A note.",), warnings=("death",))
    assert Snapshot.from_content(snapshot.content()) == snapshot
    assert Snapshot.from_content(snapshot.content()).fingerprint == snapshot.fingerprint


def test_the_fingerprint_is_of_every_field() -> None:
    snapshot = make_snapshot()
    others: dict[str, Any] = {
        "texts": (),
        "tags": (),
        "version": 9,
        "period_from": 1,
        "period_to": 1,
        "synthetic": True,
    }
    others |= {"public_notes": ("x",), "warnings": ("x",)}
    for name in set(Snapshot.__dataclass_fields__) - {"fingerprint"}:
        changed = replace(snapshot, **{name: others.get(name, "other")})
        assert changed.fingerprint != snapshot.fingerprint, name
        assert (changed.undated_fingerprint() == snapshot.undated_fingerprint()) == name.endswith("published_on"), name


@pytest.mark.parametrize("safety", [False, True])
def test_putting_twice_does_it_once(safety: bool) -> None:
    put(make_snapshot())
    put(make_snapshot(version=2), safety=safety)
    before = everything()
    put(make_snapshot(version=2), safety=safety)
    assert everything() == before


@pytest.mark.parametrize("safety", [False, True])
def test_an_earlier_version_put_again_changes_nothing(safety: bool) -> None:
    """As after a crash between the two databases: the debt of the first version is still on the books."""
    put(make_snapshot())
    put(make_snapshot(version=2), safety=safety)
    before = everything()
    put(make_snapshot())
    assert everything() == before


def test_two_different_words_cannot_share_a_version() -> None:
    put(make_snapshot())
    before = everything()
    with pytest.raises(VersionTaken):
        put_many([make_snapshot("NKR-0THER"), make_snapshot(sector="logging")])
    assert everything() == before


def test_a_correction_keeps_what_stood_before() -> None:
    put(make_snapshot())
    put(make_snapshot(version=2))
    assert readable() == {"NKR-D00R": [1, 2]}
    assert PublishedTestimony.objects.current().get().version == 2
    assert not Withdrawal.objects.exists()


def test_a_safety_version_erases_what_stood_before() -> None:
    put(make_snapshot())
    put(make_snapshot(version=2))
    put(make_snapshot(version=3), safety=True)
    assert readable() == {"NKR-D00R": [3]}
    assert "version 1" not in str(everything())
    assert list(Withdrawal.objects.order_by("version").values_list("version", "reason")) == [
        (1, "replaced"),
        (2, "replaced"),
    ]
    assert Change.objects.last().safety is True  # type: ignore[union-attr]


def test_a_safety_version_erases_also_where_the_current_row_was_lost() -> None:
    put(make_snapshot())
    put(make_snapshot(version=2))
    PublishedTestimony.objects.current().delete()
    put(make_snapshot(version=3), safety=True)
    assert readable() == {"NKR-D00R": [3]}


def test_a_withdrawal_takes_every_version_and_happens_once() -> None:
    put(make_snapshot())
    put(make_snapshot(version=2))
    withdraw("NKR-D00R", TombstoneReason.WITHDRAWN, on=DAY)
    before = everything()
    assert (readable(), PublishedText.objects.count(), PassageTag.objects.count()) == ({}, 0, 0)
    withdraw("NKR-D00R", TombstoneReason.WITHDRAWN, on=DAY + datetime.timedelta(days=1))
    assert everything() == before


def test_what_was_withdrawn_does_not_come_back() -> None:
    put(make_snapshot())
    withdraw("NKR-D00R", TombstoneReason.WITHDRAWN, on=DAY)
    before = everything()
    for snapshot in (make_snapshot(), make_snapshot(version=2)):
        with pytest.raises(AlreadyWithdrawn):
            put(snapshot)
        with pytest.raises(AlreadyWithdrawn):
            put_many([make_snapshot("NKR-0THER"), snapshot])
    assert everything() == before


def test_a_withdrawal_may_come_before_the_publication_it_withdraws() -> None:
    withdraw("NKR-D00R", TombstoneReason.WITHDRAWN, on=DAY)
    with pytest.raises(AlreadyWithdrawn):
        put(make_snapshot())


def test_a_rebuild_writes_the_same_edition() -> None:
    first, second = make_snapshot(), make_snapshot(version=2)
    put_many([first, make_snapshot("NKR-SAFE")])
    put(second)
    put(make_snapshot("NKR-SAFE", 2), safety=True)
    put(make_snapshot("NKR-G0NE"))
    withdraw("NKR-G0NE", TombstoneReason.WITHDRAWN, on=DAY)
    rows = list(PublishedTestimony.objects.order_by("code", "version").values_list("code", "version", "fingerprint"))
    texts = sorted(PublishedText.objects.values_list("testimony__code", "testimony__version", "paragraphs", "last_id"))
    stones = set(Withdrawal.objects.values_list("code", "version", "reason", "on"))
    put(make_snapshot("NKR-STRAY"))
    rebuild([(first, False), (second, False), (make_snapshot("NKR-SAFE", 2), True)], [("NKR-G0NE", DAY.isoformat())])
    assert rows == list(
        PublishedTestimony.objects.order_by("code", "version").values_list("code", "version", "fingerprint")
    )
    assert texts == sorted(
        PublishedText.objects.values_list("testimony__code", "testimony__version", "paragraphs", "last_id")
    )
    assert stones == set(Withdrawal.objects.values_list("code", "version", "reason", "on"))
    # The journal names every code, also the one that only the edition knew: its words are in the index still.
    assert Change.objects.filter(code="NKR-STRAY").count() == 2
    assert Change.objects.filter(code="NKR-STRAY").last().safety is True  # type: ignore[union-attr]


def test_a_rebuild_that_fails_leaves_the_edition_as_it_was() -> None:
    put(make_snapshot())
    before = everything()
    with pytest.raises(AlreadyWithdrawn):
        rebuild([(make_snapshot(), False)], [("NKR-D00R", DAY.isoformat())])
    assert everything() == before
