"""`EncryptedText`: a column that staff read online, and a copy of the database does not give away."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext as _

from testimonies.desk.safe.keyring import Unreadable, keyring

if TYPE_CHECKING:
    _TextField = models.Field[str, str]
else:
    _TextField = models.Field


def shown(read: Callable[[], str]) -> str:
    """What `read` gives, or a sentence for a page where it does not open."""
    try:
        return read()
    except Unreadable:
        return _("This cannot be read: it was altered, or its key is missing.")


class Closed(bytes):
    """A value as the database holds it."""

    def __repr__(self) -> str:
        return "<closed>"


class _Opened(DeferredAttribute):
    """Opens the value when it is read, and not when the row is: a list of rows opens nothing.

    Reading raises `Unreadable` where the value was altered or moved.
    """

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if instance is None or not isinstance(value, Closed):
            return value
        return keyring().open(value, self.field.place(instance)) if value else ""  # type: ignore[attr-defined]

    def __set__(self, instance: models.Model, value: object) -> None:
        if not isinstance(value, (str, Closed)):
            raise TypeError("An encrypted field holds text.")
        instance.__dict__[self.field.attname] = value


class EncryptedText(_TextField):
    """Text closed with the staff process's key, for one column of one row.

    `row` names the attribute that tells the row apart and is known before the row is stored: a code, or a primary key
    that is not counted up by the database. A value read in another row or column than it was written for raises
    `Unreadable`, as does one that was altered, or planted in clear. It can be neither searched nor sorted by, nor
    written by `update()`, which knows no row. No text is stored as no bytes, so losing the keys loses words alone.
    """

    descriptor_class = _Opened

    def __init__(self, *args: Any, row: str = "pk", **kwargs: Any) -> None:
        self.row = row
        super().__init__(*args, **{**kwargs, "default": "", "blank": True})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        del kwargs["default"], kwargs["blank"]
        return name, path, args, {**kwargs, "row": self.row}

    def contribute_to_class(self, cls: type[models.Model], name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, self.descriptor_class(self))

    def place(self, instance: models.Model) -> str:
        """Table, row and column of the value: the context it is closed for."""
        row = getattr(instance, self.row)
        if row in {None, ""}:
            raise ValueError(f"{self.name} can be closed only in a row that has its {self.row}.")
        return f"{instance._meta.db_table}\x1f{row}\x1f{self.column}"

    def get_internal_type(self) -> str:
        return "BinaryField"

    def pre_save(self, model_instance: models.Model, add: bool) -> Closed:
        """What was not touched is written back as it was read, so that an unreadable value is not lost by a save."""
        value = model_instance.__dict__[self.attname]
        if isinstance(value, Closed):
            return value
        return Closed(keyring().close(value, self.place(model_instance))) if value else Closed()

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        if value == "":
            value = Closed()
        if not isinstance(value, Closed):
            # Words without their row cannot be closed, and must not be stored in clear.
            raise TypeError("An encrypted field is written by saving its row.")
        return connection.Database.Binary(bytes(value))  # type: ignore[attr-defined]

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Closed:
        return Closed(value.encode() if isinstance(value, str) else bytes(value or b""))

    def get_lookup(self, lookup_name: str) -> Any:
        raise FieldError("An encrypted field cannot be searched.")

    def get_transform(self, lookup_name: str) -> Any:
        raise FieldError("An encrypted field cannot be searched.")

    def value_from_object(self, obj: models.Model) -> Any:
        """For forms: None where the value cannot be read, so that the page says so instead of failing."""
        try:
            return str(getattr(obj, self.attname))
        except Unreadable:
            return None

    def value_to_string(self, obj: models.Model) -> str:
        raise FieldError("An encrypted field is not serialised.")

    def formfield(self, *args: Any, **kwargs: Any) -> Any:
        from django import forms

        return forms.CharField(label=self.verbose_name, required=False, help_text=self.help_text, widget=forms.Textarea)
