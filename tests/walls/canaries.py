"""Words, days and numbers that stand in private places and nowhere else: finding one anywhere else is a leak.

Which fields are private is what `testimonies.desk.levels` declares. Every one of them that can hold something to be
noticed is watched: a new field is from the day on which it is declared.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from itertools import count
from typing import Any, Literal

from django.conf import settings
from django.contrib.auth.models import User
from django.db import models
from django.utils import formats, translation

from testimonies.desk.levels import EDITION, Level, levels_of, tables
from testimonies.desk.models import Decision, Testimony
from testimonies.desk.safe.fields import EncryptedText

Kind = Literal["word", "day", "number"]
# The program works by these: any other word or number there would end what the test looks at, or be no row at all.
CLOSED = {
    "Testimony": {"status", "place"},
    "Photo": {"name", "original", "kind", "regions", "suggested", "failure", "position", "size", "width", "height"},
    "Settlement": {"key", "kind", "choice"},
    "Attempts": {"who"},
    "StaffSession": {"session_key"},
    "Publication": {"rights", "conditions_met"},
    "HouseRules": {"k"},
    "Partner": {"use"},
    "Told": {"k"},
    "LogEntry": {"action_flag"},
    "Group": {"name"},
    "Permission": {"name", "codename"},
    "ContentType": {"app_label", "model"},
}
# Where a day that is over would take the account out.
AHEAD = {"Testimony.review_on", "Consent.expires_on", "Consent.review_on"}
# Numbers far behind the chain's end.
NOWHERE = 1_000_000
# Of the whole process: what one test typed into a search is remembered there, and must be no word of the next.
_NUMBERS = count(1)
_HOLDS_WORDS = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.BinaryField,
    models.FileField,
    EncryptedText,
)


def kind_of(field: models.Field) -> Kind | None:
    """What can be hidden in `field`; None where nothing can that would be noticed: a key, or a yes or no."""
    if field.is_relation or isinstance(field, models.AutoField):
        return None
    if isinstance(field, _HOLDS_WORDS):
        return "word"
    if isinstance(field, models.DateField):
        return "day"
    return "number" if isinstance(field, models.IntegerField) else None


def fields_that_hold_words(model: type[models.Model]) -> list[str]:
    """Every field of `model` into which somebody could write a name."""
    return [field.name for field in model._meta.concrete_fields if kind_of(field) == "word"]


def private_fields(model: type[models.Model] | None = None) -> list[tuple[str, str]]:
    """Table and field of everything that can be watched and that the world may not read; of `model`, or of all."""
    return [
        (table.__name__, field.name)
        for table in ([model] if model else tables())
        for field in table._meta.concrete_fields
        if levels_of(table)[field.name] is not Level.PUBLIC
        and field.name not in CLOSED.get(table.__name__, ())
        and table._meta.app_label != EDITION
        and kind_of(field)
    ]


class Canaries:
    """Gives words, days and numbers, and remembers where each one stands."""

    def __init__(self) -> None:
        self.words: dict[str, str] = {}
        # Days and numbers, in every way in which a page, a file or a log could print them.
        self.printed: dict[str, str] = {}
        self._count = 0

    @property
    def everything(self) -> dict[str, str]:
        """What is looked for, and where it stands."""
        return {**self.words, **self.printed}

    def hide(self, where: str) -> str:
        """A word for the private place `where`."""
        word = self.word()
        self.words[word] = where
        return word

    def word(self) -> str:
        """A new word of no language and one length, which no stemmer shortens and no analysis cuts."""
        rest, word = next(_NUMBERS), ""
        for _ in range(5):
            rest, digit = divmod(rest, 40)
            word += "bdfghklmnprtvwz"[digit % 15] + "aou"[digit // 15]
        return f"Q{word}x"

    def day(self, where: str) -> datetime.datetime:
        """A day on which nothing else happened; years from now for a field that must lie ahead."""
        self._count += 1
        years, months = divmod(self._count, 12)
        day = datetime.datetime(1931 + years + 900 * (where in AHEAD), 1 + months, 19, 12, tzinfo=datetime.UTC)
        self.printed |= dict.fromkeys(_printed_day(day.date()), where)
        return day

    def number(self, where: str) -> int:
        """A number that nothing else counts to."""
        self._count += 1
        number = 314_159_265_358 + self._count
        grouped = (f"{number:,}".replace(",", mark) for mark in ",. '\u00a0\u202f")
        self.printed |= dict.fromkeys([str(number), *grouped], where)
        return number

    def value(self, model: type[models.Model], name: str) -> Any:
        """What to put into one field of a row of `model`."""
        field, where = model._meta.get_field(name), f"{model.__name__}.{name}"
        assert isinstance(field, models.Field)
        kind = kind_of(field)
        if kind == "word":
            word = self.hide(where)
            return word.encode() if isinstance(field, models.BinaryField) else word
        if kind == "number":
            return self.number(where)
        day = self.day(where)
        return day if isinstance(field, models.DateTimeField) else day.date()

    def values(self, model: type[models.Model], *but: str) -> dict[str, Any]:
        """A word, a day or a number for every private field of a row of `model`."""
        return {name: self.value(model, name) for _, name in private_fields(model) if name not in but}

    def in_every_private_field(self, row: models.Model, *but: str) -> None:
        """Overwrite every private field of `row`, past every verb and form."""
        self.put(row, self.values(type(row), *but))

    def put(self, row: models.Model, values: dict[str, Any]) -> None:
        encrypted = {name for name in values if isinstance(row._meta.get_field(name), EncryptedText)}
        plain = {name: value for name, value in values.items() if name not in encrypted}
        if plain:
            type(row)._default_manager.filter(pk=row.pk).update(**plain)
        for name in encrypted:
            setattr(row, name, values[name])
        if encrypted:
            row.save(update_fields=encrypted)

    def decision(self, testimony: Testimony, actor: User) -> Decision:
        """A decision whose every private field holds something: put in past the chain, as none can be changed."""
        return Decision.objects.create(
            testimony=testimony, actor=actor, pk=NOWHERE + len(self.words), **self.values(Decision)
        )


def _printed_day(day: datetime.date) -> Iterator[str]:
    for form in ("%Y-%m", "%Y%m%d", "%Y/%m/%d", "%d.%m.%Y", "%d/%m/%Y", "%d %b %Y"):
        yield day.strftime(form)
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            for form in ("DATE_FORMAT", "SHORT_DATE_FORMAT", "YEAR_MONTH_FORMAT"):
                yield formats.date_format(day, form)
