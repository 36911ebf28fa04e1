"""Which store a model lives in: the edition's own database, or the desk's."""

from typing import Any

from django.db.models import Model


class WingRouter:
    """Sends the app `edition` to the database "edition" and every other app to "default".

    No relation may cross the two: a foreign key from a public row to a private one would carry private keys
    into the folder that mirrors copy.
    """

    def db_for_read(self, model: type[Model], **hints: Any) -> str:
        return _store(model._meta.app_label)

    def db_for_write(self, model: type[Model], **hints: Any) -> str:
        return _store(model._meta.app_label)

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool:
        return _store(one._meta.app_label) == _store(other._meta.app_label)

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == _store(app_label)


def _store(app_label: str) -> str:
    return "edition" if app_label == "edition" else "default"
