"""Which store a model lives in: the edition's own database, the receipts', or the desk's."""

from typing import Any

from django.db.models import Model


class WingRouter:
    """Sends the apps `edition` and `receipts` to the databases of these names, and every other app to "default".

    No relation may cross them: a foreign key from a public row to a private one would carry private keys
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
    return app_label if app_label in {"edition", "receipts"} else "default"
