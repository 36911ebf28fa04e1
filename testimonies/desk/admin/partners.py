"""Partners, the copies they were given, and what they have to be told."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from testimonies.desk.admin.desk import DeskAdmin
from testimonies.desk.admin.staff import staff_of
from testimonies.desk.labels import labelled
from testimonies.desk.models import HandedOut, Partner, PartnerNotice
from testimonies.desk.moderation.partners import note_partners_of, without_a_yes

# Of the codes that a sentence names.
NAMED = 20


class Kept(DeskAdmin):
    """Nothing of this is deleted: it says who may still hold what."""

    actions = None

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Partner)
class PartnerAdmin(Kept):
    """Who they are."""

    list_display = ("name", "use", "contact")
    list_filter = ("use",)
    search_fields = ("name",)


class HandedOutForm(forms.ModelForm):
    """Either everything, or certain accounts."""

    class Meta:
        model = HandedOut
        fields = ("partner", "on", "what", "everything", "codes")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "partner" in self.fields:
            self.fields["partner"].label_from_instance = labelled  # type: ignore[attr-defined]

    def clean_on(self) -> datetime.date:
        on: datetime.date = self.cleaned_data["on"]
        if on > timezone.localdate():
            raise forms.ValidationError(gettext("This day lies in the future."))
        return on

    def clean(self) -> None:
        super().clean()
        if bool(self.cleaned_data.get("everything")) == bool(self.cleaned_data.get("codes")):
            raise forms.ValidationError(gettext("Tick “everything”, or choose the testimonies that were in it."))
        self._check_the_use()

    def _check_the_use(self) -> None:
        """Who was refused the press is not handed to the press."""
        partner, on = self.cleaned_data.get("partner"), self.cleaned_data.get("on")
        if partner is None or on is None:
            return
        if not partner.use:
            raise forms.ValidationError(
                gettext("Say first, on the partner's page, what kind of use they make of copies.")
            )
        chosen = None if self.cleaned_data.get("everything") else list(self.cleaned_data["codes"])
        without = without_a_yes(partner.use, chosen, on=on)
        if without:
            sentence = gettext(
                "No copy for “%(use)s” may go out of what nobody said yes for: %(codes)s. "
                "If it has gone out, call it back."
            )
            more = f" … ({len(without)})" if len(without) > NAMED else ""
            codes = ", ".join(without[:NAMED]) + more
            raise forms.ValidationError(sentence % {"use": partner.get_use_display(), "codes": codes})


@admin.register(HandedOut)
class HandedOutAdmin(Kept):
    """Copies that left the house."""

    form = HandedOutForm
    list_display = ("who", "on", "what", "everything")
    list_select_related = ("partner",)
    autocomplete_fields = ("partner", "codes")

    class Media:
        # In this order: the names are given to what the first has made.
        js = ("admin/js/jquery.init.js", "admin/js/autocomplete.js", "desk/names.js")

    @admin.display(description=_("partner"), ordering="partner__name")
    def who(self, copy: HandedOut) -> str:
        return copy.partner.name

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        # Accounts in it may have left already.
        note_partners_of(form.instance)


class NoticeForm(forms.ModelForm):
    """Two dates, in their order."""

    class Meta:
        model = PartnerNotice
        fields = ("told_on", "confirmed_on")

    def clean(self) -> None:
        super().clean()
        told, confirmed = self.cleaned_data.get("told_on"), self.cleaned_data.get("confirmed_on")
        if confirmed and (told is None or confirmed < told):
            raise forms.ValidationError(gettext("A partner confirms on the day they were told, or later."))
        if any(day and day > timezone.localdate() for day in (told, confirmed)):
            raise forms.ValidationError(gettext("This day lies in the future."))


@admin.register(PartnerNotice)
class PartnerNoticeAdmin(Kept):
    """The checklist: who was told that an account left, and who has confirmed that their copy is gone."""

    form = NoticeForm
    fields = ("account", "who", "how", "left_on", "told_on", "confirmed_on")
    readonly_fields = ("account", "who", "how", "left_on")
    list_display = ("account", "who", "left_on", "told_on", "confirmed_on")
    list_filter = (("confirmed_on", admin.EmptyFieldListFilter), ("told_on", admin.EmptyFieldListFilter))
    list_select_related = ("testimony", "partner")

    @admin.display(description=_("testimony"), ordering="testimony__code")
    def account(self, notice: PartnerNotice) -> str:
        return notice.testimony.code

    @admin.display(description=_("partner"), ordering="partner__name")
    def who(self, notice: PartnerNotice) -> str:
        return notice.partner.name

    @admin.display(description=_("how they are reached"))
    def how(self, notice: PartnerNotice) -> str:
        return notice.partner.contact or "—"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: PartnerNotice, form: Any, change: bool) -> None:
        obj.ticked_by = staff_of(request)
        obj.save(update_fields=["told_on", "confirmed_on", "ticked_by"])
