"""Nothing of an erased account is left at the desk: no row, no byte of the files, and no way to it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse

from testimonies.desk import models
from testimonies.desk.chain.verify import findings
from testimonies.desk.models import Decision, Photo, Reason, StaffSession
from testimonies.desk.moderation.erase import erase
from testimonies.desk.moderation.erase_content import code_hash
from testimonies.desk.moderation.erasers import ERASERS
from testimonies.desk.moderation.issue_receipt import issue_receipt
from testimonies.desk.moderation.refusals import Unmet
from testimonies.desk.moderation.return_to_author import return_to_author
from testimonies.desk.moderation.withdraw import withdraw
from testimonies.desk.seal import make_seal_key, seal
from testimonies.desk.signin.sessions import SessionStore
from testimonies.media.storage import PRIVATE
from testimonies.receipts.asking import correct
from testimonies.receipts.models import Correction, Receipt
from testimonies.receipts.tickets import Holder
from tests.people import People, advance, change_words, make_contributor, make_draft, make_testimony, sign_in
from tests.pictures import bare_photo
from tests.real_stores import Stores, close_the_gate
from tests.walls.canaries import Canaries, fields_that_hold_words

# What stays, and why it may.
STAYS = {
    "code": "the tombstone is found by it",
    "status": "withdrawn",
    "scope": "nothing of a person",
}


def tell_all(people: People, canaries: Canaries) -> models.Testimony:
    """A withdrawn account with a word in everything that anybody could write about it."""
    hide = canaries.hide
    contributor = make_contributor(hide("a pseudonym"))
    assert contributor.consent
    contributor.consent.conditions.create(words=hide("a condition"))
    long = " ".join(hide(f"a long text {number}") for number in range(400))
    testimony = make_draft(
        people.ari,
        contributor=contributor,
        body=f"{hide('a first version')}\n\n{long}",
        citation=hide("a citation"),
        public_notes=[hide("a public note")],
        source_url=f"https://example.org/{hide('an address')}",
    )
    testimony.notes = hide("a staff note")
    testimony.save(update_fields=["notes"])
    advance(testimony, people, "submitted")
    return_to_author(testimony=testimony, actor=people.rok, reason=hide("a reason"))
    advance(testimony, people, "published")
    change_words(testimony, people.cho, body=f"{hide('a second version')}\n\nThe second.", title=hide("a title"))
    advance(testimony, people, "published")
    change_words(testimony, people.cho, summary=hide("a summary"))
    issue_receipt(testimony=testimony, actor=people.cho)
    asked = testimony.corrections.create(words=hide("a correction"), asked_on="2024-01-01")
    canaries.words[asked.token] = "what a correction is told by"
    correct(Holder(testimony.code, b"", ""), hide("a correction that waits"))
    partner = models.Partner.objects.create(name="Somebody else")
    models.HandedOut.objects.create(partner=partner, what="A file").codes.add(testimony)
    photo = bare_photo(testimony, f"a picture with {hide('a comment')}".encode())
    photo.texts.create(language="en", alt=hide("a description"), caption=hide("a caption"))
    Photo.objects.filter(pk=photo.pk).update(credit=hide("a credit"))
    make_seal_key()
    key, box = seal(hide("a name"), code=testimony.code, field="real_name")
    canaries.words[(box[:8]).hex()] = "a sealed box"
    testimony.sealed.create(field="real_name", key=key, ciphertext=box)
    words = {"originals": json.dumps([hide("an original")]), "phrases": json.dumps({"en": hide("a phrase")})}
    settled = {"kind": "name", "choice": "keep", "settled_by": people.cho, "reason": hide("why it may stand")}
    testimony.settlements.create(**settled, **words)
    models.KnownWords.objects.create(testimony=testimony, digests={"real_name": [hide("a hash")]})
    kind = ContentType.objects.get_for_model(models.Testimony)
    entry = {"user": people.ari, "content_type": kind, "object_id": str(testimony.pk), "action_flag": CHANGE}
    LogEntry.objects.create(**entry, object_repr=hide("a log entry"), change_message=hide("a log message"))
    session = SessionStore()
    session["_messages"] = f"{testimony.code}: {hide('a session')}"
    session.create()
    return testimony


def bytes_of_the_desk(stores: Stores) -> dict[str, bytes]:
    # The connection stays open: closing the last one would empty the log by itself, and in service none is the last.
    return {path.name: path.read_bytes() for path in (stores.data / "desk").rglob("*") if path.is_file()}


def test_no_byte_is_left(people: People, stores: Stores) -> None:
    canaries = Canaries()
    other = make_testimony(people, "published")
    testimony = tell_all(people, canaries)
    withdraw(testimony=testimony, actor=people.cho, reason=canaries.hide("why it was withdrawn"))
    before = bytes_of_the_desk(stores)
    seen = {word for word in canaries.words if any(word.encode() in content for content in before.values())}
    # The eyes are open: everything that is not encrypted is there.
    assert len(seen) > 400
    decision = erase(testimony=testimony, actor=people.kim)
    for name, content in bytes_of_the_desk(stores).items():
        left = [where for word, where in canaries.words.items() if word.encode() in content or word in content.hex()]
        assert left == [], name
    assert decision.facts["code"] == code_hash(testimony.code)
    counts: Any = decision.facts["erased"]
    assert set(counts) == set(ERASERS)
    assert all(counts.values()), counts
    close_the_gate()
    assert list(findings()) == []
    other.refresh_from_db()
    assert other.texts.count() == 1
    assert other.contributor.pseudonym == "Min"


def test_every_field_about_an_account_is_empty(people: People) -> None:
    """A new field that the erasure forgets is found here: it still holds what was put in."""
    testimony = tell_all(people, Canaries())
    withdraw(testimony=testimony, actor=people.cho)
    erase(testimony=testimony, actor=people.kim)
    testimony = models.Testimony.objects.get(pk=testimony.pk)
    for name in fields_that_hold_words(models.Testimony):
        if name not in STAYS:
            assert getattr(testimony, name) == models.Testimony._meta.get_field(name).get_default(), name  # type: ignore[union-attr]
    assert testimony.contributor.pseudonym == ""
    consent = testimony.contributor.consent
    assert consent, "that there was a consent, and when, stays provable"
    assert [condition.words for condition in consent.conditions.all()] == [""]
    for rows in (
        testimony.texts,
        testimony.tags,
        testimony.photos,
        testimony.sealed,
        Reason.objects.filter(decision__testimony=testimony),
    ):
        assert not rows.exists()
    assert not testimony.publications.exclude(content={}).exists()
    assert PRIVATE.names() == []
    assert not LogEntry.objects.exists()
    assert not StaffSession.objects.exists()
    # Whatever table hangs onto a testimony is either emptied or named here. Of partners there are dates and no words.
    kept = {"decisions", "publications", "owed", "copies", "notices"}
    for relation in models.Testimony._meta.related_objects:
        hanging = relation.related_model._default_manager.filter(**{relation.field.name: testimony})
        assert relation.get_accessor_name() in kept or not hanging.exists(), relation


def test_no_byte_is_left_with_the_receipts(people: People, stores: Stores) -> None:
    """The code on paper opens nothing any more, and nobody can try it on a copy of the disk."""
    testimony = make_testimony(people, "published")
    issue_receipt(testimony=testimony, actor=people.cho)
    correct(Holder(testimony.code, b"", ""), "Something else.")
    kept = [*Receipt.objects.values_list("selector", "verifier").get(), testimony.code]
    withdraw(testimony=testimony, actor=people.cho)
    store = stores.data / "receipts" / "store" / "receipts.sqlite3"
    assert all(word.encode() in store.read_bytes() for word in kept)
    erase(testimony=testimony, actor=people.kim)
    assert not Correction.objects.exists()
    for path in (stores.data / "receipts").rglob("*"):
        content = path.read_bytes() if path.is_file() else b""
        assert not any(word.encode() in content + path.name.encode() for word in kept), path


def test_whoever_withdrew_cannot_erase(people: People) -> None:
    testimony = make_testimony(people, "published")
    withdraw(testimony=testimony, actor=people.kim)
    with pytest.raises(Unmet, match="somebody else"):
        erase(testimony=testimony, actor=people.kim)
    assert testimony.texts.exists()
    assert not Decision.objects.filter(verb="erase").exists()


def test_an_account_of_the_same_person_that_is_kept_keeps_their_consent(people: People) -> None:
    contributor = make_contributor("Min")
    assert contributor.consent
    contributor.consent.conditions.create(words="Not in the Korean press")
    gone, kept = (make_testimony(people, "published", contributor=contributor) for _ in range(2))
    withdraw(testimony=gone, actor=people.cho)
    erase(testimony=gone, actor=people.kim)
    kept.refresh_from_db()
    assert kept.contributor.pseudonym == "Min"
    assert kept.contributor.consent
    assert kept.contributor.consent.conditions.get().words == "Not in the Korean press"


def test_erasing_by_its_page(people: People) -> None:
    testimony = make_testimony(people, "withdrawn")
    browser, address = Client(), reverse("admin:desk_testimony_erase", args=[testimony.pk])
    sign_in(browser, people.kim)
    assert "Nobody can bring it back" in browser.get(address).content.decode()
    assert browser.post(address).status_code == 302
    assert not testimony.texts.exists()
    for page in ("change", "history"):
        assert browser.get(reverse(f"admin:desk_testimony_{page}", args=[testimony.pk])).status_code == 200
    assert browser.post(address).status_code == 302
    assert Client().get(f"/testimonies/{testimony.code}/").status_code == 410
