"""Something private in every table behind the wall, about one account: rows, photographs, a draft."""

from __future__ import annotations

import json
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from testimonies.desk import models
from testimonies.desk.models import SealedEntry
from testimonies.desk.photos.prepare import prepare_photos
from testimonies.desk.post import leave_key
from testimonies.desk.seal import make_seal_key, seal
from testimonies.receipts.counter import Kept, grouped, new_code, put, selector, verifier
from testimonies.receipts.models import Correction, Receipt
from tests.people import People, make_contributor, make_draft, make_text, sign_in
from tests.pictures import BOX, picture, prepare
from tests.walls.canaries import Canaries


def body(*words: str) -> str:
    return "\n\n".join([f"A paragraph about {word} and the way home." for word in words])


def hide_around(account: models.Testimony, canaries: Canaries) -> str:
    """Something in every private field of every row that belongs to `account`; the private half of the seal key."""
    make_text(account, "ko", title=canaries.hide("a refused title"), body=body(canaries.hide("a refused translation")))
    seal_key = make_seal_key()
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
    settled = {"testimony": account, "kind": "name", "choice": "keep", "settled_by": author, **words}
    models.Settlement.objects.create(**settled, **canaries.values(models.Settlement, *words))
    canaries.in_every_private_field(models.KnownWords.objects.create(testimony=account))
    account.notes = canaries.hide("Testimony.notes")
    account.save(update_fields=["notes"])
    models.KnownOutside.objects.create(**canaries.values(models.KnownOutside))
    _hide_with_partners_and_receipts(account, canaries)
    paid = models.Owed.objects.create(testimony=account, decision=decision, paid_at=decision.at)
    kind = ContentType.objects.get_for_model(account)
    entry = LogEntry.objects.create(user=author, content_type=kind, action_flag=CHANGE)
    for row in (paid, entry):
        canaries.in_every_private_field(row)
    return seal_key


def _hide_with_partners_and_receipts(account: models.Testimony, canaries: Canaries) -> None:
    partner = models.Partner.objects.create(name="x")
    copy = models.HandedOut.objects.create(partner=partner, what="x")
    copy.codes.add(account)
    models.PartnerNotice.objects.create(testimony=account, partner=partner, **canaries.values(models.PartnerNotice))
    # Written with its words at once: they are closed for the row's own token.
    models.CorrectionRequest.objects.create(testimony=account, **canaries.values(models.CorrectionRequest))
    for row in (
        partner,
        copy,
        Receipt.objects.create(code="x", selector="x", verifier="x"),
        Correction.objects.create(code="x", sealed=b"x", on="2024-01-01"),
    ):
        canaries.in_every_private_field(row)


def give_receipt(account: models.Testimony, canaries: Canaries) -> str:
    """A receipt code for the account: the two hashes of it are at the desk and with the receipts, and nowhere else."""
    code = new_code()
    kept = Kept(account.code, selector(code), verifier(code))
    models.ReceiptCode.objects.create(testimony=account, selector=kept.selector, verifier=kept.verifier)
    put(kept)
    leave_key()
    canaries.words |= {kept.selector: "ReceiptCode.selector", kept.verifier: "ReceiptCode.verifier"}
    canaries.words |= dict.fromkeys([code, grouped(code)], "a receipt code")
    return grouped(code)


def hide_in_photographs(account: models.Testimony, people: People, canaries: Canaries) -> None:
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
        models.Attempts.objects.create(pk="x", since="2000-01-01T00:00Z"),
    ):
        canaries.in_every_private_field(factor)


def _hide_in_an_earlier_consent(contributor: models.Contributor, canaries: Canaries) -> None:
    """Written with its words at once: the database lets nobody change a consent."""
    given = canaries.values(models.Consent)
    consent = models.Consent.objects.create(contributor=contributor, basis="direct", **given)
    consent.answers.create(**canaries.values(models.ConsentAnswer))
    consent.conditions.create(**canaries.values(models.ConsentCondition))


def hidden_draft(people: People, canaries: Canaries) -> models.Testimony:
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
