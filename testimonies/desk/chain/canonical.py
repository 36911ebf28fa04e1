"""A decision as bytes that are the same on every machine and database."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime
from typing import Any

from django.db.models import Model

# What is made of the bytes cannot be part of them.
_OUTSIDE = {"hash", "signature"}


def content(row: Model) -> bytes:
    """Every column of `row` by name, as JSON with sorted keys; times in UTC to the microsecond.

    A column at its default is left out, so that a column added one day does not change the older rows' hashes. Nothing
    is ambiguous by that: a column is absent if and only if it holds its default.
    """
    columns = {
        field.attname: _plain(value)
        for field in row._meta.concrete_fields
        if field.attname not in _OUTSIDE and (value := getattr(row, field.attname)) != field.get_default()
    }
    return json.dumps(columns, sort_keys=True, separators=(",", ":")).encode("ascii")


def row_hash(row: Model) -> str:
    """SHA-256 of the row's content, in hexadecimal."""
    return hashlib.sha256(content(row)).hexdigest()


def reason_hash(salt: str, words: str) -> str:
    """What the chain keeps of a reason. Once the salt is erased with the words, it confirms no guess."""
    return hashlib.sha256(f"{salt}\x1f{words}".encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    return value
