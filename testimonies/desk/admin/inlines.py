"""What belongs to a testimony, on its page."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from testimonies.desk.admin.forms import TagForm
from testimonies.desk.admin.formsets import TagFormSet, TextForm, TextFormSet
from testimonies.desk.models import PartnerNotice, SealedEntry, Tag, Testimony, Text, VocabularyTerm
from testimonies.vocabulary import TermKind


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
    readonly_fields = ("paragraphs_in_words",)
    extra = 1

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tag]:
        tags: QuerySet[Tag] = super().get_queryset(request)
        return tags.annotate(label=VocabularyTerm.objects.label_of(TermKind.ABUSE, OuterRef("term")))

    def get_fields(self, request: HttpRequest, obj: Testimony | None = None) -> Any:
        desk = self.admin_site.get_model_admin(Testimony)
        if obj and not desk.has_change_permission(request, obj):
            # Without a form, the label beside the row says the abuse type.
            return ("paragraphs_in_words", "strength")
        return TagForm.Meta.fields

    @admin.display(description=_("paragraphs"))
    def paragraphs_in_words(self, tag: Tag) -> str:
        return ", ".join(str(number) for number in tag.paragraphs)


class SealedInline(admin.TabularInline):
    """That something is sealed, and since when: for custodians, and never the words."""

    model = SealedEntry
    fields = readonly_fields = ("field", "key", "sealed_at")
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class NoticeInline(admin.TabularInline):
    """After an account left: the partners who hold copies, and how far each has come. Ticked on a page of its own."""

    model = PartnerNotice
    fields = readonly_fields = ("who", "left_on", "told_on", "confirmed_on")
    extra = 0
    can_delete = False
    show_change_link = True

    @admin.display(description=_("partner"))
    def who(self, notice: PartnerNotice) -> str:
        return notice.partner.name

    def get_queryset(self, request: HttpRequest) -> QuerySet[PartnerNotice]:
        notices: QuerySet[PartnerNotice] = super().get_queryset(request)
        return notices.select_related("partner")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
