"""verify_edition finds each way in which desk, edition and index can disagree, and says so with its exit status."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from testimonies.desk import models
from testimonies.desk.moderation.publish import publish
from testimonies.desk.moderation.withdraw import withdraw
from testimonies.edition.models import PassageTag, PublishedTestimony, PublishedText, Withdrawal
from testimonies.edition.publish import bring_up_to_date
from tests.people import People, advance, change_words, make_people, make_testimony
from tests.shelf import Shelf


def said() -> str:
    """What the command lists; "" where all agree."""
    out = StringIO()
    try:
        call_command("verify_edition", stdout=out)
    except CommandError as error:
        status = error.returncode
    else:
        status = 0
    assert (status == 0) == (" agree on " in out.getvalue())
    return out.getvalue() if status else ""


def edition(code: str) -> PublishedTestimony:
    return PublishedTestimony.objects.current().get(code=code)


def _publish_and_correct() -> tuple[People, dict[str, str]]:
    people = make_people()
    plain, corrected, safe, gone = (make_testimony(people, "published") for _ in range(4))
    change_words(corrected, people.cho, title="Mended")
    advance(corrected, people, "published")
    change_words(safe, people.cho, title="Safe")
    advance(safe, people, "approved")
    publish(testimony=safe, actor=people.cho, safety=True)
    withdraw(testimony=gone, actor=people.cho)
    make_testimony(people, "submitted")
    bring_up_to_date()
    assert said() == ""
    return people, {"plain": plain.code, "corrected": corrected.code, "safe": safe.code, "gone": gone.code}


@pytest.fixture
def prepared(shelf: Shelf) -> tuple[People, dict[str, str]]:
    return shelf.take("accounts that agree", _publish_and_correct)


@pytest.fixture
def codes(prepared: tuple[People, dict[str, str]]) -> dict[str, str]:
    """A plain account, one corrected, one made safe and one withdrawn, all paid and indexed."""
    return prepared[1]


@pytest.fixture
def people(prepared: tuple[People, dict[str, str]]) -> People:
    return prepared[0]


def _insert_unknown(codes: dict[str, str]) -> None:
    stray = edition(codes["plain"])
    stray.pk, stray.code = None, "NKR-STRAY"
    stray.save()


def _revive_erased(codes: dict[str, str]) -> None:
    old = edition(codes["safe"])
    old.pk, old.version, old.current = None, 1, False
    old.save()


def _show_the_old_one(codes: dict[str, str]) -> None:
    rows = PublishedTestimony.objects.filter(code=codes["corrected"])
    rows.filter(version=2).update(current=False)
    rows.filter(version=1).update(current=True)


def _return_withdrawn(codes: dict[str, str]) -> None:
    row = edition(codes["plain"])
    row.pk, row.code = None, codes["gone"]
    row.save()


def _stone(code: str, version: int | None = None) -> None:
    Withdrawal.objects.create(code=code, version=version, reason="withdrawn", on=datetime.date(2025, 1, 1))


# What somebody or something did behind the door's back, and the words that must name it.
FAULTS: dict[str, tuple[Callable[[dict[str, str]], object], str]] = {
    "a row edited": (
        lambda c: PublishedTestimony.objects.filter(code=c["plain"]).update(sector="logging"),
        "{plain} v1: the row was changed",
    ),
    "a text edited": (
        lambda c: PublishedText.objects.filter(testimony__code=c["plain"]).update(title="Forged"),
        "{plain} v1: the row was changed",
    ),
    "a paragraph edited": (
        lambda c: PublishedText.objects.filter(testimony__code=c["plain"]).update(paragraphs=[["p1", "Forged."]]),
        "{plain} v1: the row was changed",
    ),
    "a tag removed": (
        lambda c: PassageTag.objects.filter(testimony__code=c["plain"]).delete(),
        "{plain} v1: the row was changed",
    ),
    "an old version edited": (
        lambda c: PublishedText.objects.filter(testimony__code=c["corrected"], testimony__version=1).update(title="X"),
        "{corrected} v1: the row was changed",
    ),
    "a row edited, fingerprint and all": (
        lambda c: PublishedTestimony.objects.filter(code=c["plain"]).update(fingerprint="0" * 64),
        "{plain} v1: the desk and the edition hold different words",
    ),
    "a row lost": (lambda c: edition(c["plain"]).delete(), "{plain} v1: in the desk, but not in the edition"),
    "an old version lost": (
        lambda c: PublishedTestimony.objects.filter(code=c["corrected"], version=1).delete(),
        "{corrected} v1: in the desk, but not in the edition",
    ),
    "a row too many": (_insert_unknown, "NKR-STRAY v1: in the edition, but not in the desk"),
    "an erased version back": (_revive_erased, "{safe} v1: in the edition, but not in the desk"),
    "the old version first": (_show_the_old_one, "{corrected}: what readers are given first"),
    "a withdrawn account back": (_return_withdrawn, "{gone}: has a tombstone and is still readable"),
    "a tombstone lost": (lambda c: Withdrawal.objects.filter(code=c["gone"]).delete(), "{gone}: withdrawn at the desk"),
    "a version's tombstone lost": (
        lambda c: Withdrawal.objects.filter(code=c["safe"]).delete(),
        "{safe} v1: erased, but without a tombstone",
    ),
    "a tombstone too many": (lambda c: _stone(c["plain"]), "{plain}: has a tombstone, but is not withdrawn"),
    "a version's tombstone too many": (lambda c: _stone(c["corrected"], 1), "{corrected} v1: has a tombstone, but"),
    "a debt": (
        lambda c: models.Owed.objects.filter(testimony__code=c["plain"]).update(paid_at=None),
        "{plain}: owed to the edition",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_disagreement_is_named(codes: dict[str, str], fault: str) -> None:
    commit, sentence = FAULTS[fault]
    commit(codes)
    assert sentence.format(**codes) in said()


def test_an_index_that_is_behind_is_named(codes: dict[str, str], people: People) -> None:
    late = make_testimony(people, "published")
    assert f"{late.code}: in the edition, but not in the index" in said()
    call_command("sync_edition")
    assert said() == ""


def test_an_index_that_holds_too_much_is_named_and_mended(codes: dict[str, str]) -> None:
    """As after a power cut between the row and the journal: only comparing the two finds it."""
    edition(codes["plain"]).delete()
    assert f"{codes['plain']}: in the index, but not in the edition" in said()
    call_command("sync_edition", rebuild=True)
    assert said() == ""


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if fault != "a debt"])
def test_a_rebuild_mends_it(codes: dict[str, str], fault: str) -> None:
    before = set(PublishedTestimony.objects.values_list("code", "version", "current", "fingerprint"))
    texts = sorted(PublishedText.objects.values_list("testimony__fingerprint", "language", "paragraphs"))
    FAULTS[fault][0](codes)
    call_command("sync_edition", rebuild=True)
    assert said() == ""
    assert set(PublishedTestimony.objects.values_list("code", "version", "current", "fingerprint")) == before
    assert sorted(PublishedText.objects.values_list("testimony__fingerprint", "language", "paragraphs")) == texts
