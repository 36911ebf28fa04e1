"""What every page of the staff desk keeps to, whatever stands in the address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class DeskAdmin(admin.ModelAdmin):
    """A list is narrowed by what it offers, and a new form is empty.

    Django takes every column of the model, and every row that points at it, for a filter: whoever may read a list could
    ask it letter by letter for what is sealed, and for what stands in tables that their role may not open.
    """

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        return lookup in self._offered(request)

    def _offered(self, request: Any) -> Iterator[str]:
        """The parameters of the links that the filters of this list make."""
        filters: Any = self.get_list_filter(request)
        for each in filters:
            name, made = (each, admin.FieldListFilter.create) if isinstance(each, str) else each
            column: Any = self.opts.get_field(name)
            yield from map(str, made(column, request, {}, self.model, self, name).expected_parameters())

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Nothing: a link from elsewhere could fill a form in, and what it says is read before anything checks it."""
        return {}
