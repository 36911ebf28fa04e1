"""Contributors and their consents."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from testimonies.desk.admin.staff import staff_of
from testimonies.desk.labels import labelled
from testimonies.desk.models import Consent, ConsentAnswer, Contributor, Testimony
from testimonies.vocabulary import Answer, Scope


def visible_contributors(staff: User) -> QuerySet[Contributor]:
    """Whoever sees no testimony of others sees no contributor of theirs, and cannot name one in a form."""
    everyone = Contributor.objects.all()
    if staff.has_perm("desk.view_every_testimony"):
        return everyone
    # Not joined: whoever gave two accounts would be found twice, and then not at all.
    named = Testimony.objects.values("contributor")
    return everyone.filter(Q(pk__in=named.filter(author=staff)) | ~Q(pk__in=named))


@admin.register(Contributor)
class ContributorAdmin(admin.ModelAdmin):
    """A pseudonym."""

    list_display = ("pseudonym",)
    search_fields = ("pseudonym",)
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Contributor]:
        return visible_contributors(staff_of(request))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class DatedForm(forms.ModelForm):
    """A consent is given today or earlier: a later day would outrank every no that comes before it."""

    def clean_given_on(self) -> datetime.date:
        given_on: datetime.date = self.cleaned_data["given_on"]
        if given_on > timezone.localdate():
            raise forms.ValidationError(_("This day lies in the future."))
        return given_on


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
class ConsentAdmin(admin.ModelAdmin):
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
        return everything.filter(contributor__in=Testimony.objects.filter(author=staff).values("contributor"))

    def get_fields(self, request: HttpRequest, obj: Consent | None = None) -> Any:
        if obj:
            return ("given_by", "basis", "given_on", "answers_given")
        return ("contributor", "basis", "given_on", *Scope.values)

    def get_readonly_fields(self, request: HttpRequest, obj: Consent | None = None) -> Any:
        return ("given_by", "answers_given") if obj else ()

    @admin.display(description=_("contributor"), ordering="contributor__pseudonym")
    def given_by(self, consent: Consent) -> str:
        return labelled(consent.contributor)

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
        obj.save()
        ConsentAnswer.objects.bulk_create(
            ConsentAnswer(consent=obj, scope=scope, answer=form.cleaned_data[scope])
            for scope in Scope.values
            if form.cleaned_data[scope]
        )
