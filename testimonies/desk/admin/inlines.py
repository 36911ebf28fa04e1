"""What belongs to a testimony, on its page."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from testimonies.desk.admin.forms import TagForm
from testimonies.desk.admin.formsets import TagFormSet, TextForm, TextFormSet
from testimonies.desk.models import SealedEntry, Tag, Text


class TextInline(admin.StackedInline):
    """One text a language."""

    model = Text
    form = TextForm
    formset = TextFormSet
    extra = 0
    min_num = 1
    max_num = 3


class TagInline(admin.TabularInline):
    """The coding."""

    model = Tag
    form = TagForm
    formset = TagFormSet
    extra = 1


class SealedInline(admin.TabularInline):
    """That something is sealed, and since when: for custodians, and never the words."""

    model = SealedEntry
    fields = readonly_fields = ("field", "sealed_at")
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
