"""Who may ever learn what a field holds. Each field of each table behind the glass wall has one level, declared here.

Where a field has none, no command of `manage.py` runs (`checks`): nobody adds a fact without saying for whom.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import Any

from django.apps import apps
from django.db.models import Field, Model


class Level(StrEnum):
    """How far a field may go, at most; consent, review and role decide whether it goes there.

    * public: the world. The door copies it into the edition, or it is a copy of what the door let out.
    * researcher: somebody under an agreement (the scopes "research" and "ngo_un"), and never the public site.
    * curator: named staff at the desk, as far as their roles go.
    * sealed: nobody at this server. Its key is elsewhere, or it is a hash or a secret that only the program compares.
    """

    PUBLIC = "public"
    RESEARCHER = "researcher"
    CURATOR = "curator"
    SEALED = "sealed"


PUBLIC, RESEARCHER, CURATOR, SEALED = Level
# Every field of the edition is public: it is a folder that mirrors copy.
EDITION = "edition"
# By table: the fields of each level, with spaces between.
LEVELS: Mapping[str, Mapping[Level, str]] = {
    "desk.Contributor": {PUBLIC: "pseudonym", CURATOR: "id entered_by renamed_by"},
    "desk.Testimony": {
        PUBLIC: "code public_version sector period_from period_to recruitment exit source_kind citation source_url "
        "standing warnings public_notes public_from synthetic",
        CURATOR: "id contributor status author place review_on notes created_at changed_at",
    },
    "desk.Text": {PUBLIC: "language original title summary body", CURATOR: "id testimony"},
    "desk.Tag": {PUBLIC: "term paragraphs strength", CURATOR: "id testimony"},
    "desk.Consent": {
        PUBLIC: "basis embargo_until",
        RESEARCHER: "form language interpreter explained",
        CURATOR: "id contributor given_on recontact expires_on review_on entered_by",
    },
    "desk.ConsentAnswer": {RESEARCHER: "scope answer", CURATOR: "id consent"},
    "desk.ConsentCondition": {CURATOR: "id consent words"},
    "desk.Photo": {
        PUBLIC: "derived credit licence sensitive warnings",
        CURATOR: "id testimony name position kind size width height original regions suggested failure prepared_by "
        "checked_by revision added_at",
    },
    "desk.PhotoText": {PUBLIC: "language alt caption", CURATOR: "id photo"},
    "desk.SealedEntry": {CURATOR: "id testimony field key sealed_at", SEALED: "ciphertext"},
    "desk.KnownWords": {CURATOR: "testimony key", SEALED: "digests"},
    "desk.Settlement": {CURATOR: "key testimony kind choice originals phrases reason settled_by settled_at"},
    "desk.Decision": {
        CURATOR: "id testimony verb actor from_status to_status version fingerprint reason_hash facts at previous hash "
        "signature",
    },
    # With its salt the hash in the log would confirm a guess.
    "desk.Reason": {CURATOR: "decision words", SEALED: "salt"},
    "desk.Approval": {CURATOR: "id decision submitted_by approved_by custodian checklist salt"},
    "desk.Publication": {
        PUBLIC: "version content fingerprint pictures public_from replaces",
        RESEARCHER: "rights",
        CURATOR: "id testimony safety decision submitted_by approved_by consent conditions_met lapsed custodian "
        "published_by salt",
    },
    "desk.Owed": {CURATOR: "id testimony decision publication attempts failure paid_at"},
    # The words of public versions, kept to be counted.
    "desk.Told": {
        PUBLIC: "place sector period_from period_to recruitment exit source language synthetic citations",
        CURATOR: "id testimony k",
    },
    "desk.KnownOutside": {
        CURATOR: "id place sector period_from period_to recruitment exit source language citation entered_by "
        "confirmed_by",
    },
    "desk.HouseRules": {CURATOR: "id k"},
    "desk.FeedEntry": {PUBLIC: "number code version act on"},
    "desk.ReportedFigure": {PUBLIC: "slug position texts source source_url", CURATOR: "id"},
    # Of the terms that are public. A term that is not stays at the desk with all it has.
    "desk.VocabularyTerm": {
        PUBLIC: "kind slug parent indicators label_en label_ko label_ru position",
        CURATOR: "id public",
    },
    "desk.Partner": {CURATOR: "id name use contact"},
    "desk.HandedOut": {CURATOR: "id partner on what everything codes"},
    "desk.PartnerNotice": {CURATOR: "id testimony partner left_on told_on confirmed_on ticked_by"},
    "desk.ReceiptCode": {CURATOR: "id testimony", SEALED: "selector verifier"},
    "desk.CorrectionRequest": {CURATOR: "id testimony token words asked_on settled_at settled_by"},
    "desk.Invitation": {
        CURATOR: "id name display_name account roles made_by made_at confirmed_by confirmed_at expires_at accepted_at "
        "revoked_at",
        SEALED: "token_hash",
    },
    "desk.AuthenticatorApp": {CURATOR: "user", SEALED: "secret pending pending_for last_step"},
    "desk.RecoveryCodes": {CURATOR: "user made_at", SEALED: "hashes"},
    "desk.Passkey": {CURATOR: "id user name made_at used_at", SEALED: "credential data sign_count"},
    "desk.Attempts": {CURATOR: "count since", SEALED: "who"},
    "desk.StaffSession": {
        CURATOR: "user device started_at used_at expire_date",
        SEALED: "session_key session_data",
    },
    "auth.User": {
        CURATOR: "id username first_name last_name email is_superuser is_staff is_active last_login date_joined groups "
        "user_permissions",
        SEALED: "password",
    },
    "auth.Group": {CURATOR: "id name permissions"},
    "auth.Permission": {CURATOR: "id name content_type codename"},
    "admin.LogEntry": {
        CURATOR: "id action_time user content_type object_id object_repr action_flag change_message",
    },
    "contenttypes.ContentType": {CURATOR: "id app_label model"},
    # That an account has a receipt, or a correction waits, is for the desk alone.
    "receipts.Receipt": {CURATOR: "id code", SEALED: "selector verifier"},
    "receipts.Correction": {CURATOR: "id code sealed on"},
}
# What the world learns of a field that is not public: less than stands in it.
COARSER: Mapping[str, str] = {
    "desk.Testimony.place": "the macro-region above it",
    "desk.ConsentAnswer.answer": "what is shown, quoted and learnt from",
    "desk.Decision.at": "the day of a withdrawal",
}


def tables() -> Iterator[type[Model]]:
    """Every table that has levels; those that only join two others have those of the field they were made for."""
    return (model for model in apps.get_models() if not model._meta.proxy)


def fields_of(model: type[Model]) -> list[Field[Any, Any]]:
    return [*model._meta.concrete_fields, *model._meta.many_to_many]


def levels_of(model: type[Model]) -> dict[str, Level]:
    """The level of each field that has one, by the field's name."""
    if model._meta.app_label == EDITION:
        return {field.name: PUBLIC for field in fields_of(model)}
    declared = LEVELS.get(model._meta.label, {})
    return {name: level for level, names in declared.items() for name in names.split()}


def faults() -> Iterator[str]:
    """A sentence for each field without a level, and for each level without a field."""
    for model in tables():
        known, there = levels_of(model), {field.name for field in fields_of(model)}
        label = model._meta.label
        yield from (f"{label}.{name} has no level." for name in sorted(there - known.keys()))
        yield from (f"{label}.{name} has a level and does not exist." for name in sorted(known.keys() - there))
        written = " ".join(LEVELS.get(label, {}).values()).split()
        yield from (f"{label}.{name} has two levels." for name in sorted({n for n in written if written.count(n) > 1}))
    gone = LEVELS.keys() - {model._meta.label for model in tables()}
    yield from (f"{label} has levels and does not exist." for label in sorted(gone))
