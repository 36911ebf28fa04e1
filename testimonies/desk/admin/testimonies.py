"""Testimonies at the desk."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext_lazy as _

from testimonies.desk.admin.contributors import visible_contributors
from testimonies.desk.admin.deidentify import deidentify_page
from testimonies.desk.admin.forms import TestimonyForm
from testimonies.desk.admin.history import history_page
from testimonies.desk.admin.inlines import NoticeInline, SealedInline, TagInline, TextInline
from testimonies.desk.admin.lists import TestimonyList
from testimonies.desk.admin.photos import photo_urls
from testimonies.desk.admin.queue import queue_page
from testimonies.desk.admin.reading import ReadInWords
from testimonies.desk.admin.receipts import receipt_page
from testimonies.desk.admin.refused import note, note_unseen, refused_page
from testimonies.desk.admin.sealing import seal_page
from testimonies.desk.admin.staff import staff_of
from testimonies.desk.admin.verbs import BUTTONS, open_verbs, verb_page
from testimonies.desk.models import Refused, Testimony
from testimonies.desk.moderation.accession import accession
from testimonies.desk.moderation.begin import may
from testimonies.desk.moderation.edit import edit, last_decision
from testimonies.desk.moderation.refusals import Refusal
from testimonies.desk.moderation.transitions import TABLE
from testimonies.vocabulary import DecisionVerb, Status


@admin.register(Testimony)
class TestimonyAdmin(ReadInWords):
    """Entering and editing. The state is shown and cannot be set; the verbs are pages of their own."""

    form = TestimonyForm
    list_display = (
        "code",
        "status",
        "public_version",
        "contributor_pseudonym",
        "sector_label",
        "place_label",
        "changed_at",
    )
    list_filter = ("status", "synthetic", "source_kind")
    list_select_related = ("contributor",)
    search_fields = ("code", "contributor__pseudonym")
    readonly_fields = ("code", "status", "public_version", "author", "review_on")
    autocomplete_fields = ("contributor",)
    inlines = (TextInline, TagInline, SealedInline, NoticeInline)
    save_on_top = False
    actions = None
    fieldsets = (
        (None, {"fields": ("code", "status", "public_version", "review_on", "author", "contributor", "synthetic")}),
        (_("Context"), {"fields": ("sector", "place", ("period_from", "period_to"), "recruitment", "exit")}),
        (_("Source and standing"), {"fields": ("source_kind", "citation", "source_url", "standing")}),
        (_("For readers"), {"fields": ("warnings", "public_notes", "public_from")}),
        (_("For staff only"), {"fields": ("notes",)}),
    )

    class Media:
        # In this order: the names are given to what the first has made.
        js = ("admin/js/jquery.init.js", "admin/js/autocomplete.js", "desk/names.js")

    @admin.display(description=_("pseudonym"), ordering="contributor__pseudonym")
    def contributor_pseudonym(self, testimony: Testimony) -> str:
        return testimony.contributor.pseudonym

    @admin.display(description=_("sector"), ordering="sector")
    def sector_label(self, row: Any) -> str:
        return str(row.sector_term or row.sector)

    @admin.display(description=_("place"), ordering="place")
    def place_label(self, row: Any) -> str:
        return str(row.place_term or row.place)

    def get_inlines(self, request: HttpRequest, obj: Testimony | None) -> Any:
        """Partners stand on the page of an account that has left, and of no other."""
        left = obj is not None and obj.notices.exists()
        return [inline for inline in self.inlines if left or inline is not NoticeInline]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[TestimonyList]:
        return TestimonyList

    def get_queryset(self, request: HttpRequest) -> QuerySet[Testimony]:
        everything = super().get_queryset(request)
        staff = staff_of(request)
        if not self.has_view_permission(request):
            # Also an author who lost the role: the verbs' pages and the history ask nothing but this.
            return everything.none()
        return everything if staff.has_perm("desk.view_every_testimony") else everything.filter(author=staff)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "contributor":
            kwargs["queryset"] = visible_contributors(staff_of(request))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        pages = [
            path(f"<int:pk>/{verb.value}/", view(verb_page(self, verb)), name=f"desk_testimony_{verb.value}")
            for verb in BUTTONS
        ]
        pages += [
            path("queue/", view(queue_page(self)), name="desk_testimony_queue"),
            path("<int:pk>/deidentify/", view(deidentify_page(self)), name="desk_testimony_deidentify"),
            path("<int:pk>/seal/", view(seal_page(self)), name="desk_testimony_seal"),
            path("<int:pk>/issue_receipt/", view(receipt_page(self)), name="desk_testimony_issue_receipt"),
        ]
        return [*pages, *photo_urls(self), *super().get_urls()]

    def has_change_permission(self, request: HttpRequest, obj: Testimony | None = None) -> bool:
        if obj is None:
            return super().has_change_permission(request)
        # A form sent from an old page gets as far as the verb, which says who changed the state meanwhile.
        editable = request.method == "POST" or (DecisionVerb.EDIT, Status(obj.status)) in TABLE
        return editable and may(staff_of(request), DecisionVerb.EDIT, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Testimony | None = None) -> bool:
        """A testimony leaves by being withdrawn, which keeps the proof that it was."""
        return False

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        testimony = self.get_object(request, object_id) if object_id else None
        if object_id and testimony is None:
            note_unseen(request, object_id, DecisionVerb.EDIT)
        context = {
            "verbs": open_verbs(testimony, staff_of(request)) if testimony else (),
            # What was sent stays sent: a page shown again with an error was still made before the other's change.
            "seen": request.POST.get("seen") or (last_decision(testimony) if testimony else ""),
            **(extra_context or {}),
        }
        try:
            return super().changeform_view(request, object_id, form_url, context)
        except Refusal as refusal:
            return refused_page(self, request, refusal, testimony)
        except PermissionDenied:
            note(request, DecisionVerb.EDIT, testimony, Refused.NOT_PERMITTED)
            raise

    def save_model(self, request: HttpRequest, obj: Testimony, form: Any, change: bool) -> None:
        if not change:
            obj.author = staff_of(request)
            obj.save()

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """The record, its texts and its tags are stored inside one verb, so that the lock covers them all."""
        staff, testimony = staff_of(request), form.instance
        store = super().save_related

        if not change:
            store(request, form, formsets, change)
            accession(testimony=testimony, actor=staff)
        elif form.has_changed() or any(formset.has_changed() for formset in formsets):
            edit(
                testimony=testimony,
                actor=staff,
                seen=form.seen,
                store=lambda: (
                    # Only what the form holds: the status in memory may be older than the one the lock reads.
                    testimony.save(update_fields=[*form.editable_columns(), "changed_at"]),
                    store(request, form, formsets, change),
                ),
            )
        else:
            for formset in formsets:
                # Writes nothing; Django's own log asks every formset afterwards what it did.
                formset.save(commit=False)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return history_page(self, request, object_id)
