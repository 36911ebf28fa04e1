"""Words that stand in private places and nowhere else, so that finding one anywhere else is a leak.

`FIELDS` says of every field of the desk that can hold words whether the world may read it. A field it does not name
fails the suite: whoever adds one decides here, and a private one is watched from then on.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db import models

from testimonies.desk.models import Decision, Testimony
from testimonies.desk.safe.fields import EncryptedText

PUBLIC = "copied into the snapshot, or an open word"
PRIVATE = "never leaves the desk"
# Not free text: the program reads it and only its own words work there.
CLOSED = "a word of a closed set that stays at the desk"
# What was or will be public, kept at the desk.
LEDGER = "the snapshot itself, or its hash"

COARSE = ("place", "sector", "recruitment", "exit", "source", "language")
FIELDS: dict[str, dict[str, str]] = {
    "Contributor": {"pseudonym": PUBLIC},
    "Consent": {"basis": PUBLIC, "form": PRIVATE, "language": PRIVATE, "explained": PRIVATE},
    "ConsentCondition": {"words": PRIVATE},
    "ConsentAnswer": {"scope": PRIVATE, "answer": PRIVATE},
    "Testimony": {
        "code": PUBLIC,
        "status": CLOSED,
        "sector": PUBLIC,
        # A place above a city is public; `test_canaries` gives a city.
        "place": PRIVATE,
        "recruitment": PUBLIC,
        "exit": PUBLIC,
        "source_kind": PUBLIC,
        "citation": PUBLIC,
        "source_url": PUBLIC,
        "standing": PUBLIC,
        "warnings": PUBLIC,
        "public_notes": PUBLIC,
        "notes": PRIVATE,
    },
    "Text": {"language": PUBLIC, "title": PUBLIC, "summary": PUBLIC, "body": PUBLIC},
    "Tag": {"term": PUBLIC, "paragraphs": PUBLIC, "strength": PUBLIC},
    # Its regions, like its files, are numbers and random names.
    "Photo": {
        "name": CLOSED,
        "kind": CLOSED,
        "original": CLOSED,
        "regions": CLOSED,
        "suggested": CLOSED,
        "derived": LEDGER,
        "failure": CLOSED,
        "credit": PUBLIC,
        "licence": PUBLIC,
        "warnings": PUBLIC,
    },
    "PhotoText": {"language": PUBLIC, "alt": PUBLIC, "caption": PUBLIC},
    # The key is random, and the two others are closed words.
    "Settlement": {
        **dict.fromkeys(("key", "kind", "choice"), CLOSED),
        **dict.fromkeys(("originals", "phrases", "reason"), PRIVATE),
    },
    "KnownWords": {"key": PRIVATE, "digests": PRIVATE},
    "SealedEntry": {"field": PRIVATE, "key": PRIVATE, "ciphertext": PRIVATE},
    "Decision": {
        "verb": PRIVATE,
        "from_status": PRIVATE,
        "to_status": PRIVATE,
        "fingerprint": PRIVATE,
        "reason_hash": PRIVATE,
        "facts": PRIVATE,
        "previous": PRIVATE,
        "hash": PRIVATE,
        "signature": PRIVATE,
    },
    "Reason": {"salt": PRIVATE, "words": PRIVATE},
    "Approval": {"checklist": PRIVATE, "salt": PRIVATE},
    # No words: `who` is a keyed hash.
    "Attempts": {"who": CLOSED},
    "AuthenticatorApp": {"secret": PRIVATE, "pending": PRIVATE},
    "Invitation": {"name": PRIVATE, "display_name": PRIVATE, "token_hash": PRIVATE},
    "RecoveryCodes": {"hashes": PRIVATE},
    "Passkey": {"name": PRIVATE, "credential": PRIVATE, "data": PRIVATE},
    # A session's row is found by its hash, and its data is signed: any word there would end it.
    "StaffSession": {"session_key": CLOSED, "session_data": PRIVATE, "device": PRIVATE},
    # The same words as the snapshot's, kept to be counted.
    "Told": dict.fromkeys(COARSE, LEDGER),
    "KnownOutside": {**dict.fromkeys(COARSE, CLOSED), "citation": PRIVATE},
    "Publication": {
        "salt": PRIVATE,
        "content": LEDGER,
        "fingerprint": LEDGER,
        "rights": CLOSED,
        "conditions_met": CLOSED,
        "pictures": LEDGER,
    },
    "Owed": {"failure": PRIVATE},
    "ReceiptCode": {"selector": PRIVATE, "verifier": PRIVATE},
    "CorrectionRequest": {"token": PRIVATE, "words": PRIVATE},
    "Partner": {"name": PRIVATE, "contact": PRIVATE},
    "HandedOut": {"what": PRIVATE},
    # What the signed feed says.
    "FeedEntry": {"code": PUBLIC, "act": PUBLIC},
    "ReportedFigure": {"slug": PUBLIC, "texts": PUBLIC, "source": PUBLIC, "source_url": PUBLIC},
    # Of the terms that are public; those that are not are watched like a private field.
    "VocabularyTerm": {
        "kind": PUBLIC,
        "slug": PUBLIC,
        "parent": PUBLIC,
        "indicators": PUBLIC,
        "label_en": PUBLIC,
        "label_ko": PUBLIC,
        "label_ru": PUBLIC,
    },
}
# Numbers far behind the chain's end.
NOWHERE = 1_000_000
PEOPLE = ("username", "first_name", "last_name", "email", "password")
_HOLDS_WORDS = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.BinaryField,
    models.FileField,
    EncryptedText,
)


def fields_that_hold_words() -> set[tuple[str, str]]:
    """Every field of the desk's tables into which somebody could write a name."""
    return {
        (model.__name__, field.name)
        for model in apps.get_app_config("desk").get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, _HOLDS_WORDS)
    }


def private_fields() -> list[tuple[str, str]]:
    return [
        (model, field) for model, known in FIELDS.items() for field, standing in known.items() if standing is PRIVATE
    ]


class Canaries:
    """Gives words, and remembers where each one stands."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}
        self._new = _words()

    def hide(self, where: str) -> str:
        """A word for the private place `where`."""
        word = next(self._new)
        self.words[word] = where
        return word

    def in_every_private_field(self, row: models.Model) -> None:
        """Overwrite every private field of `row` with a word, past every verb and form."""
        name = type(row).__name__
        fields = PEOPLE if isinstance(row, User) else [field for model, field in private_fields() if model == name]
        values: dict[str, Any] = {field: self.hide(f"{name}.{field}") for field in fields}
        encrypted = {field for field in values if isinstance(row._meta.get_field(field), EncryptedText)}
        plain = {field: word for field, word in values.items() if field not in encrypted}
        type(row)._default_manager.filter(pk=row.pk).update(
            **{field: word.encode() if field == "ciphertext" else word for field, word in plain.items()}
        )
        for field in encrypted:
            setattr(row, field, values[field])
        if encrypted:
            row.save(update_fields=encrypted)

    def decision(self, testimony: Testimony, actor: User) -> Decision:
        """A decision whose every private field holds a word: put in past the chain, as none can be changed."""
        words = {field: self.hide(f"Decision.{field}") for name, field in private_fields() if name == "Decision"}
        return Decision.objects.create(testimony=testimony, actor=actor, pk=NOWHERE + len(self.words), **words)


def _words() -> Iterator[str]:
    """Words of no language and one length, which no stemmer shortens and no analysis cuts."""
    number = 0
    while True:
        number += 1
        rest, word = number, ""
        for _ in range(5):
            rest, digit = divmod(rest, 40)
            word += "bdfghklmnprtvwz"[digit % 15] + "aou"[digit // 15]
        yield f"Q{word}x"
