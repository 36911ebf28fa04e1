"""Close every encrypted field with the newest key, row by row: whatever is interrupted is whole on either side."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.apps import apps
from django.db import connection, models

from testimonies.desk.safe.fields import Closed, EncryptedText
from testimonies.desk.safe.keyring import Keyring, Unreadable


def encrypted_fields() -> Iterator[EncryptedText]:
    """Every encrypted field of every model: found here, so that none is forgotten."""
    for model in apps.get_models():
        yield from (field for field in model._meta.concrete_fields if isinstance(field, EncryptedText))


def under_older_keys(ring: Keyring) -> Iterator[tuple[EncryptedText, models.Model]]:
    """The rows, each with its field, that hold a value which the newest key did not close."""
    for field in encrypted_fields():
        for row in field.model._default_manager.only("pk", field.attname, field.row).order_by("pk").iterator(500):
            closed = row.__dict__[field.attname]
            if closed and not ring.is_current(closed):
                yield field, row


def close_anew(ring: Keyring, *, progress: Callable[[], object] = lambda: None) -> int:
    """Close with the newest key what older ones closed. Returns how many could not be read, which stay as they are."""
    unreadable = 0
    for field, row in under_older_keys(ring):
        closed: Closed = row.__dict__[field.attname]
        try:
            words = ring.open(closed, field.place(row))
        except Unreadable:
            unreadable += 1
        else:
            _exchange(field, row, closed, ring.close(words, field.place(row)))
        progress()
    return unreadable


def _exchange(field: EncryptedText, row: models.Model, old: bytes, new: bytes) -> None:
    """Only where the old value still stands: somebody may have written another meanwhile, with the newest key."""
    quote, table = connection.ops.quote_name, row._meta.db_table
    key, column = quote(str(row._meta.pk.column)), quote(str(field.column))
    with connection.cursor() as cursor:
        # The names are our own, and quoted; the values go as values.
        statement = f"UPDATE {quote(table)} SET {column} = %s WHERE {key} = %s AND {column} = %s"  # noqa: S608 # nosec B608
        cursor.execute(statement, [bytes(new), row.pk, bytes(old)])
