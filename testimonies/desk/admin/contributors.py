"""Contributors and their consents."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from testimonies.desk.admin.staff import staff_of
from testimonies.desk.labels import labelled
from testimonies.desk.models import Consent, ConsentAnswer, Contributor
from testimonies.vocabulary import Answer, Scope


@admin.register(Contributor)
class ContributorAdmin(admin.ModelAdmin):
    """A pseudonym; whoever sees no testimony of others sees no contributor of theirs."""

    list_display = ("pseudonym",)
    search_fields = ("pseudonym",)
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Contributor]:
        everything = super().get_queryset(request)
        staff = staff_of(request)
        if staff.has_perm("desk.view_every_testimony"):
            return everything
        return everything.filter(testimonies__author=staff) | everything.filter(testimonies=None)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class ConsentForm(forms.ModelForm):
    """One question a scope; what was not asked stays unanswered, and counts as no."""

    class Meta:
        model = Consent
        fields = ("contributor", "basis", "given_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["contributor"].label_from_instance = labelled  # type: ignore[attr-defined]
        for scope in Scope:
            self.fields[scope.value] = forms.ChoiceField(
                label=scope.label, choices=[("", "—"), *Answer.choices], required=False
            )


@admin.register(Consent)
class ConsentAdmin(admin.ModelAdmin):
    """Consents are added. None is changed or deleted: what somebody once allowed is history."""

    form = ConsentForm
    list_display = ("contributor", "basis", "given_on")
    autocomplete_fields = ("contributor",)
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Consent]:
        everything = super().get_queryset(request)
        staff = staff_of(request)
        if staff.has_perm("desk.view_every_testimony"):
            return everything
        return everything.filter(contributor__testimonies__author=staff)

    def get_fields(self, request: HttpRequest, obj: Consent | None = None) -> Any:
        named = ("contributor", "basis", "given_on")
        return (*named, "answers_given") if obj else (*named, *Scope.values)

    def get_readonly_fields(self, request: HttpRequest, obj: Consent | None = None) -> Any:
        return ("answers_given",) if obj else ()

    @admin.display(description="answers")
    def answers_given(self, consent: Consent) -> str:
        given = {answer.scope: answer.get_answer_display() for answer in consent.answers.all()}
        return "; ".join(f"{scope.label}: {given.get(scope.value, '—')}" for scope in Scope)

    def get_form(self, request: HttpRequest, obj: Consent | None = None, change: bool = False, **kwargs: Any) -> Any:
        # The scopes are not columns, so the model form factory must not look for them.
        if not change:
            return ConsentForm
        return super().get_form(request, obj, change, **{**kwargs, "form": forms.ModelForm})

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: Consent, form: Any, change: bool) -> None:
        obj.save()
        ConsentAnswer.objects.bulk_create(
            ConsentAnswer(consent=obj, scope=scope, answer=form.cleaned_data[scope])
            for scope in Scope.values
            if form.cleaned_data[scope]
        )
