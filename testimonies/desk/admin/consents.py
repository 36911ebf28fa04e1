"""Consents."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from testimonies.desk.admin.contributors import visible_contributors
from testimonies.desk.admin.desk import DeskAdmin
from testimonies.desk.admin.staff import staff_of
from testimonies.desk.labels import labelled
from testimonies.desk.models import Consent, ConsentAnswer, ConsentCondition, Explained, Testimony
from testimonies.desk.moderation.enter_consent import enter_consent
from testimonies.desk.moderation.lapse import lapse_what_is_due
from testimonies.vocabulary import Answer, ConsentBasis, Scope

_HOW = ("form", "language", "interpreter")
_DATES = ("embargo_until", "expires_on", "review_on")
_SHOWN = ("given_by", "may_be_contacted", "what_was_explained", "conditions_set", "answers_given")
LONGEST_CONDITION = 300


class DatedForm(forms.ModelForm):
    """A consent is given today or earlier: a later day would outrank every no that comes before it."""

    def clean_given_on(self) -> datetime.date:
        given_on: datetime.date = self.cleaned_data["given_on"]
        if given_on > timezone.localdate():
            raise forms.ValidationError(_("This day lies in the future."))
        return given_on

    explained = forms.MultipleChoiceField(
        label=_("what was explained"), choices=Explained, required=False, widget=forms.CheckboxSelectMultiple
    )
    conditions = forms.CharField(
        label=_("conditions"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line; each must be ticked as met before anything is published. Name nobody."),
    )

    def clean(self) -> dict[str, Any] | None:
        """A yes by somebody's own word needs the proof of how it was given. A no needs none: it must never wait."""
        given = super().clean() or self.cleaned_data
        by_word = given.get("basis") in {ConsentBasis.DIRECT, ConsentBasis.REPRESENTATIVE}
        if by_word and any(given.get(scope) == Answer.YES for scope in Scope.values):
            if not given.get("form"):
                self.add_error("form", _("Say how this consent was given."))
            if not given.get("language"):
                self.add_error("language", _("Say in which language it was given."))
            if not {Explained.RISKS, Explained.WITHDRAWAL} <= set(given.get("explained", ())):
                sentence = _("Nobody consents without having been told of the risks, and of how to withdraw.")
                self.add_error("explained", sentence)
        return given

    def clean_conditions(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["conditions"].splitlines() if line.strip()]
        if any(len(line) > LONGEST_CONDITION for line in lines):
            raise forms.ValidationError(_("A condition has at most 300 characters."))
        return lines


# One question a scope; what was not asked stays unanswered, and counts as no.
ConsentForm = type(
    "ConsentForm",
    (DatedForm,),
    {
        scope.value: forms.ChoiceField(label=scope.label, choices=[("", "—"), *Answer.choices], required=False)
        for scope in Scope
    },
)


@admin.register(Consent)
class ConsentAdmin(DeskAdmin):
    """Consents are added. None is changed or deleted: what somebody once allowed is history."""

    form = ConsentForm
    list_display = ("given_by", "basis", "given_on")
    list_select_related = ("contributor",)
    autocomplete_fields = ("contributor",)
    actions = None

    class Media:
        # In this order: the names are given to what the first has made.
        js = ("admin/js/jquery.init.js", "admin/js/autocomplete.js", "desk/names.js")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Consent]:
        everything = super().get_queryset(request)
        staff = staff_of(request)
        if staff.has_perm("desk.view_every_testimony"):
            return everything
        return everything.filter(contributor__in=Testimony.objects.written_by(staff).values("contributor"))

    def get_fields(self, request: HttpRequest, obj: Consent | None = None) -> Any:
        if obj:
            who, *said = _SHOWN
            return (who, "basis", "given_on", *_HOW, *_DATES, *said)
        how = (*_HOW, "recontact", *_DATES, "explained", "conditions")
        return ("contributor", "basis", "given_on", *how, *Scope.values)

    def get_readonly_fields(self, request: HttpRequest, obj: Consent | None = None) -> Any:
        return _SHOWN if obj else ()

    @admin.display(description=_("contributor"), ordering="contributor__pseudonym")
    def given_by(self, consent: Consent) -> str:
        return labelled(consent.contributor)

    @admin.display(description=_("may be contacted again"))
    def may_be_contacted(self, consent: Consent) -> str:
        if consent.recontact is None:
            return "—"
        return str(Answer.YES.label if consent.recontact else Answer.NO.label)

    @admin.display(description=_("what was explained"))
    def what_was_explained(self, consent: Consent) -> str:
        return "; ".join(str(part.label) for part in Explained if part.value in consent.explained) or "—"

    @admin.display(description=_("conditions"))
    def conditions_set(self, consent: Consent) -> str:
        return "; ".join(consent.conditions.exclude(words="").values_list("words", flat=True)) or "—"

    @admin.display(description=_("answers"))
    def answers_given(self, consent: Consent) -> str:
        given = {answer.scope: answer.get_answer_display() for answer in consent.answers.all()}
        return "; ".join(f"{scope.label}: {given.get(scope.value, '—')}" for scope in Scope)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        field = super().formfield_for_foreignkey(
            db_field, request, **{**kwargs, "queryset": visible_contributors(staff_of(request))}
        )
        field.label_from_instance = labelled  # type: ignore[union-attr, method-assign]
        return field

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Consent, form: Any, change: bool) -> None:
        obj.explained, obj.entered_by = sorted(form.cleaned_data["explained"]), staff_of(request)
        obj.save()
        ConsentCondition.objects.bulk_create(
            ConsentCondition(consent=obj, words=words) for words in form.cleaned_data["conditions"]
        )
        ConsentAnswer.objects.bulk_create(
            ConsentAnswer(consent=obj, scope=scope, answer=form.cleaned_data[scope])
            for scope in Scope.values
            if form.cleaned_data[scope]
        )
        enter_consent(consent=obj, actor=staff_of(request))
        # A no is heard at once; the clock would hear it within a minute.
        transaction.on_commit(lapse_what_is_due, robust=True)
