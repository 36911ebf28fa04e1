"""A row of any table behind the wall, belonging to one account, harmless except for what a test puts into it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone

from testimonies.desk.models import Consent, Contributor, Decision, Partner, Photo, Testimony
from testimonies.desk.safe.fields import EncryptedText
from tests.people import make_person
from tests.pictures import bare_photo
from tests.walls.canaries import Canaries, kind_of

# Where "x" is no harmless word.
_HARMLESS: Mapping[str, Mapping[str, Any]] = {
    "Consent": {"basis": "direct"},
    "ConsentAnswer": {"scope": "press", "answer": "no"},
    "Settlement": {"kind": "name", "choice": "keep", "originals": "[]", "phrases": "{}"},
    "LogEntry": {"action_flag": 1},
    # An earlier version, as the next one asks it.
    "Publication": {"content": {"first_published_on": "2024-01-01", "texts": []}},
    "PartnerNotice": {"told_on": "2024-01-01"},
}


def row_with(testimony: Testimony, model: type[models.Model], values: Mapping[str, Any]) -> models.Model:
    """A row of `model` about `testimony`, or about who gave or entered it, with `values` in it."""
    own: dict[type[models.Model], models.Model] = {
        Testimony: testimony,
        Contributor: testimony.contributor,
        User: testimony.author,
    }
    row = own.get(model) or (bare_photo(testimony) if model is Photo else None)
    if row is None:
        row = _made(testimony, model, values)
        # Days that are set when a row is made; the others stand already, in tables that nobody may change, too.
        set_now = {field.name for field in model._meta.concrete_fields if getattr(field, "auto_now_add", False)}
        values = {name: value for name, value in values.items() if name in set_now}
    Canaries().put(row, dict(values))
    return row


def _made(testimony: Testimony, model: type[models.Model], values: Mapping[str, Any]) -> models.Model:
    given = {**_HARMLESS.get(model.__name__, {}), **values}
    for field in model._meta.concrete_fields:
        if field.name not in given and _is_wanted(field):
            given[field.name] = _harmless(testimony, field)
    row = model._default_manager.create(**given)
    if isinstance(row, Consent):
        # It is the newest, so it is the one in force.
        row.answers.create(scope="public_text", answer="yes")
    return row


def _is_wanted(field: models.Field) -> bool:
    automatic = isinstance(field, (models.AutoField, EncryptedText)) or getattr(field, "auto_now_add", False)
    return not (automatic or field.null or field.has_default() or getattr(field, "auto_now", False))


def _harmless(testimony: Testimony, field: models.Field) -> Any:
    if field.is_relation:
        return _related(testimony, field)
    if isinstance(field, models.BinaryField):
        return b"x"
    if kind_of(field) == "word":
        # A citation is an entry's own by a constraint on its small letters.
        return secrets.token_hex(8) if field.unique or field.name == "citation" else "x"
    if kind_of(field) == "number":
        return 1
    return timezone.now() if isinstance(field, models.DateTimeField) else timezone.localdate()


def _related(testimony: Testimony, field: models.Field) -> models.Model:
    known: dict[Any, Any] = {
        Testimony: lambda: testimony,
        Contributor: lambda: testimony.contributor,
        Consent: lambda: testimony.contributor.consent,
        Decision: testimony.decisions.get,
        Partner: lambda: Partner.objects.create(name=secrets.token_hex(8)),
        ContentType: lambda: ContentType.objects.get_for_model(Testimony),
        # Of those who approve and hand in no two may be the same.
        User: lambda: make_person(secrets.token_hex(8)) if field.name == "approved_by" else testimony.author,
    }
    related: models.Model = known[field.related_model]()
    return related
