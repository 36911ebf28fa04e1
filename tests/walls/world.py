"""A public account full of private words, one that was withdrawn, and a draft: what the canaries are looked for in."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from testimonies.desk import models
from testimonies.desk.models import SealedEntry, VocabularyTerm
from testimonies.desk.moderation.open_words import put_open_words
from testimonies.desk.moderation.withdraw import withdraw
from testimonies.desk.photos.prepare import prepare_photos
from testimonies.desk.seal import make_seal_key, seal
from testimonies.edition.search import sync
from tests.people import People, advance, make_contributor, make_draft, make_text, sign_in
from tests.pictures import BOX, picture, prepare
from tests.real_stores import Stores
from tests.walls.canaries import Canaries
from tests.walls.looking import Looked, look_at_addresses, look_at_folder, public_addresses


@dataclass
class World:
    """A public account full of private words, one that was withdrawn, and a draft in which every word is private."""

    canaries: Canaries
    people: People
    stores: Stores
    account: models.Testimony
    gone: models.Testimony
    draft: models.Testimony
    city: str
    # Public, until they are taken out.
    taken_out: str
    stays: str

    @property
    def addresses(self) -> list[str]:
        tags = [tag.term for tag in self.account.tags.all()]
        slugs = [*tags, "withholding-of-wages", "construction", "russian-far-east", self.city]
        codes = [self.account.code, self.gone.code, self.draft.code, self.account.code.lower(), "NKR-N0NE"]
        errors = ["/no-such-page/", f"/search/?abuse={self.city}", "/search/?period_from=x", "/staff/login/"]
        searches = [f"/search/?q={word}" for word in ("paragraph", "the", "second*", '"way home"', self.account.code)]
        return [*public_addresses(codes, {"slug": slugs}), *errors, *searches, "/search/?view=concordance&q=wages"]

    def look(self, *more: str, files: bool = True) -> Looked:
        """Which private words, and which of `more`, anybody can find."""
        looked, words = Looked(), [*self.canaries.words, *more]
        look_at_addresses(looked, self.addresses, words)
        if files:
            look_at_folder(looked, self.stores.edition, words)
            look_at_folder(looked, self.stores.data / "receipts" / "deny", words)
            assert {"edition.sqlite3", "state.json"} <= {path.name for path in looked.files}
            assert len(looked.files) >= 5
        assert len(looked.addresses) > 100
        assert looked.size > 300_000
        return looked

    def leaks(self, looked: Looked) -> list[str]:
        return [f"{self.canaries.words.get(word, word)} in {where}" for word, where in sorted(looked.found)]


def body(*words: str) -> str:
    return "\n\n".join([f"A paragraph about {word} and the way home." for word in words])


@pytest.fixture
def world(people: People, stores: Stores) -> World:
    canaries, answers = Canaries(), {"public_text": "yes", "translation": "no", "photos": "yes"}
    city = canaries.hide("a city's slug").lower()
    labels = {f"label_{language}": canaries.hide(f"a city's {language} name") for language in ("en", "ko", "ru")}
    VocabularyTerm.objects.create(kind="place", slug=city, parent="russian-far-east", public=False, **labels)
    taken_out, stays = next(canaries._new), next(canaries._new)
    account = make_draft(
        people.ari, contributor=make_contributor(answers=answers), place=city, body=body(taken_out, stays, "wages")
    )
    _hide_around(account, canaries)
    gone = make_draft(people.ari, contributor=make_contributor(answers=answers), body=body("wages", "cold"), place=city)
    draft = _hidden_draft(people, canaries)
    _hide_in_photographs(account, people, canaries)
    advance(account, people, "published")
    canaries.in_every_private_field(models.Approval.objects.get(decision__testimony=account))
    canaries.in_every_private_field(models.Publication.objects.get(testimony=account))
    advance(gone, people, "published")
    withdraw(testimony=gone, actor=people.rok, reason=canaries.hide("the reason of a withdrawal"))
    # The people too, only now: the verbs ask who they are.
    for person in User.objects.all():
        canaries.in_every_private_field(person)
    put_open_words()
    for _ in range(3):
        # Older generations of the index are kept, and hold the same words.
        sync.rebuild(processes=1)
    return World(canaries, people, stores, account, gone, draft, city, taken_out, stays)


def _hide_around(account: models.Testimony, canaries: Canaries) -> None:
    """A word in every private field of every row that belongs to `account`."""
    make_text(account, "ko", title=canaries.hide("a refused title"), body=body(canaries.hide("a refused translation")))
    make_seal_key()
    sealed = SealedEntry.objects.create(
        testimony=account, field="x", ciphertext=seal(canaries.hide("a secret"), code=account.code, field="x")[1]
    )
    canaries.in_every_private_field(sealed)
    _hide_in_an_earlier_consent(account.contributor, canaries)
    _hide_in_a_sign_in(account.author, canaries)
    # Beside the decisions that count, one whose every word is private.
    author = account.author
    decision = canaries.decision(account, author)
    canaries.in_every_private_field(models.Reason.objects.create(decision=decision, salt="x", words="x"))
    words = {name: json.dumps([canaries.hide(f"Settlement.{name}")]) for name in ("originals", "phrases")}
    settled = {"testimony": account, "kind": "name", "choice": "keep", "settled_by": author}
    models.Settlement.objects.create(**settled, **words, reason=canaries.hide("Settlement.reason"))
    canaries.in_every_private_field(models.KnownWords.objects.create(testimony=account))
    account.notes = canaries.hide("Testimony.notes")
    account.save(update_fields=["notes"])
    models.KnownOutside.objects.create(citation=canaries.hide("KnownOutside.citation"))
    _hide_with_partners_and_receipts(account, canaries)
    paid = models.Owed.objects.create(testimony=account, decision=decision, paid_at=decision.at)
    canaries.in_every_private_field(paid)


def _hide_with_partners_and_receipts(account: models.Testimony, canaries: Canaries) -> None:
    partner = models.Partner.objects.create(name="x")
    copy = models.HandedOut.objects.create(partner=partner, what="x")
    copy.codes.add(account)
    models.PartnerNotice.objects.create(testimony=account, partner=partner, left_on="2024-01-01")
    # Written with its words at once: they are closed for the row's own token.
    asked = {name: canaries.hide(f"CorrectionRequest.{name}") for name in ("token", "words")}
    models.CorrectionRequest.objects.create(testimony=account, asked_on="2024-01-01", **asked)
    for row in (partner, copy, models.ReceiptCode.objects.create(testimony=account, selector="x", verifier="x")):
        canaries.in_every_private_field(row)


def _hide_in_photographs(account: models.Testimony, people: People, canaries: Canaries) -> None:
    """One that will be public, one that will not: what is in the files, what they were called, and who said what."""
    browser = Client()
    sign_in(browser, people.ari)
    comment, name = canaries.hide("a comment in a photograph"), canaries.hide("what the file was called")
    exif = Image.Exif()
    exif[0x010E] = canaries.hide("the description in a photograph")
    sent = [SimpleUploadedFile(f"{name}.jpg", picture(comment=comment, exif=exif), "image/jpeg") for _ in range(2)]
    answer = browser.post(reverse("admin:desk_testimony_photos", args=[account.pk]), {"files": sent})
    assert answer.content.decode().count(name) == 2
    shown, hidden = account.photos.all()
    prepare(shown, people.ari, regions=[BOX])
    shown.texts.filter(language="ko").update(alt=canaries.hide("a description in a refused language"))
    for photo in (shown, hidden):
        canaries.words[photo.original] = "the name of an original"
        canaries.words[photo.name] = "the name of a photograph at the desk"
    prepare_photos()
    hidden_in = make_draft(people.ari)
    words = {"alt": canaries.hide("a draft's description"), "caption": canaries.hide("a draft's caption")}
    hidden.texts.create(language="en", **words)
    models.Photo.objects.filter(pk=hidden.pk).update(testimony=hidden_in, credit=canaries.hide("a draft's credit"))


def _hide_in_a_sign_in(person: User, canaries: Canaries) -> None:
    """In the second factors of a member of staff, and in a session."""
    for factor in (
        models.AuthenticatorApp.objects.create(user=person),
        models.RecoveryCodes.objects.create(user=person),
        models.Passkey.objects.create(user=person),
        models.Invitation.objects.create(made_by=person, expires_at="2000-01-01T00:00Z"),
        models.StaffSession.objects.create(pk="x", user=person, expire_date="2000-01-01T00:00Z"),
    ):
        canaries.in_every_private_field(factor)


def _hide_in_an_earlier_consent(contributor: models.Contributor, canaries: Canaries) -> None:
    """Written with its words at once: the database lets nobody change a consent."""
    fields = ("form", "language", "explained")
    consent = models.Consent.objects.create(
        contributor=contributor,
        basis="direct",
        given_on="2020-01-01",
        **{name: canaries.hide(f"Consent.{name}") for name in fields},
    )
    consent.answers.create(scope=canaries.hide("ConsentAnswer.scope"), answer=canaries.hide("ConsentAnswer.answer"))
    consent.conditions.create(words=canaries.hide("ConsentCondition.words"))


def _hidden_draft(people: People, canaries: Canaries) -> models.Testimony:
    """Never submitted: what will be public one day is as private today as the rest."""
    words: dict[str, Any] = {"citation": canaries.hide("a draft's citation"), "public_notes": [canaries.hide("a note")]}
    draft = make_draft(
        people.ari,
        contributor=make_contributor(canaries.hide("a draft's pseudonym")),
        body=body(canaries.hide("a draft's body")),
        source_url=f"https://example.org/{canaries.hide('a draft address')}",
        **words,
    )
    draft.texts.update(title=canaries.hide("a draft's title"), summary=canaries.hide("a draft's summary"))
    return draft
