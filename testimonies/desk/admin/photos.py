"""The photographs of a testimony: their list, with the upload, and the page of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from testimonies.desk.admin.photo_forms import PhotoForm
from testimonies.desk.admin.photo_pictures import faces_page, original_page, preview_page, result_page
from testimonies.desk.admin.photo_uploads import MOST_IN_ONE_REQUEST, InMemory, Said, upload
from testimonies.desk.admin.refused import refused_page
from testimonies.desk.admin.staff import staff_of
from testimonies.desk.models import Photo, Testimony
from testimonies.desk.moderation.begin import may
from testimonies.desk.moderation.change_photo import change_photo
from testimonies.desk.moderation.photo_checks import shown_photos
from testimonies.desk.moderation.refusals import Refusal, Unmet
from testimonies.desk.moderation.remove_photo import remove_photo
from testimonies.desk.moderation.transitions import TABLE
from testimonies.desk.photos.tool import ACCEPTED, COVERS, SHAPES, reason_in_words
from testimonies.vocabulary import DecisionVerb, Status

if TYPE_CHECKING:
    from testimonies.desk.admin.testimonies import TestimonyAdmin

PhotoView = Callable[["TestimonyAdmin", HttpRequest, Photo], HttpResponse]


def photo_urls(desk: TestimonyAdmin) -> list[URLPattern]:
    """The addresses below a testimony's."""
    view = desk.admin_site.admin_view
    pages: dict[str, tuple[PhotoView, list[str]]] = {
        "": (_photo_page, ["GET", "POST"]),
        "original": (original_page, ["GET"]),
        "preview": (preview_page, ["POST"]),
        "faces": (faces_page, ["GET"]),
        "result": (result_page, ["GET"]),
        "remove": (_remove, ["POST"]),
    }
    return [
        path("<int:pk>/photos/", view(_list_page(desk)), name="desk_testimony_photos"),
        *(
            path(
                f"<int:pk>/photos/<slug:name>/{part and part + '/'}",
                view(_of_photo(desk, page, methods)),
                name=f"desk_testimony_photo{part and '_' + part}",
            )
            for part, (page, methods) in pages.items()
        ),
    ]


def may_edit(request: HttpRequest, testimony: Testimony) -> bool:
    """Whether this person may change the photographs now."""
    return (DecisionVerb.EDIT, Status(testimony.status)) in TABLE and may(
        staff_of(request), DecisionVerb.EDIT, testimony
    )


def _of_photo(desk: TestimonyAdmin, page: PhotoView, methods: list[str]) -> Callable[..., HttpResponse]:
    """The view of one photograph of an account this person sees; what a verb refuses becomes a page."""

    @require_http_methods(methods)
    def view(request: HttpRequest, pk: int, name: str) -> HttpResponse:
        testimony = get_object_or_404(desk.get_queryset(request), pk=pk)
        photo = get_object_or_404(testimony.photos.select_related("testimony"), name=name)
        try:
            return page(desk, request, photo)
        except Refusal as refusal:
            return refused_page(desk, request, refusal, testimony)

    return view


def _list_page(desk: TestimonyAdmin) -> Callable[..., HttpResponse]:
    @csrf_protect
    def checked(request: HttpRequest, pk: int) -> HttpResponse:
        testimony = get_object_or_404(desk.get_queryset(request), pk=pk)
        if request.method == "GET":
            return _listed(desk, request, testimony, [])
        try:
            said = upload(testimony, staff_of(request), request)
        except Refusal as refusal:
            return refused_page(desk, request, refusal, testimony)
        if request.accepts("text/html"):
            return _listed(desk, request, testimony, said)
        return JsonResponse({"said": [asdict(one) for one in said]})

    # The check against forged requests reads the form, so it comes after the choice of where files are kept.
    @csrf_exempt
    @require_http_methods(["GET", "POST"])
    def page(request: HttpRequest, pk: int) -> HttpResponse:
        request.upload_handlers = [InMemory(request)]
        return checked(request, pk)

    page.largest_body = MOST_IN_ONE_REQUEST  # type: ignore[attr-defined]
    return page


def _listed(desk: TestimonyAdmin, request: HttpRequest, testimony: Testimony, said: list[Said]) -> HttpResponse:
    """The list. No redirect to it: what is said of each file names it, and a name must not be kept in a session."""
    testimony.refresh_from_db()
    photos = list(testimony.photos.select_related("prepared_by", "checked_by"))
    context = {
        **_frame(desk, request, testimony, _("Photographs of %(code)s") % {"code": testimony.code}),
        "photos": [(photo, reason_in_words(photo.failure) if photo.failure else "") for photo in photos],
        "prepared": sum(bool(photo.derived) for photo in photos),
        "public": bool(shown_photos(testimony)) or not photos,
        "editable": may_edit(request, testimony),
        "said": said,
        "accepted": ACCEPTED,
    }
    return TemplateResponse(request, "admin/desk/photo/list.html", context)


def _photo_page(desk: TestimonyAdmin, request: HttpRequest, photo: Photo) -> HttpResponse:
    form, problems = PhotoForm(photo, request.POST if request.method == "POST" else None), list[str]()
    if request.method == "POST" and form.is_valid():
        try:
            change_photo(
                photo=photo,
                actor=staff_of(request),
                change=form.change(),
                revision=form.cleaned_data["revision"],
            )
        except Unmet as unmet:
            # What was typed stays on the page.
            problems = [issue.message for issue in unmet.issues]
        else:
            messages.success(request, _("The photograph was saved."))
            return HttpResponseRedirect(reverse("admin:desk_testimony_photos", args=[photo.testimony_id]))
    return _shown(desk, request, photo, form, problems)


def _shown(
    desk: TestimonyAdmin, request: HttpRequest, photo: Photo, form: PhotoForm, problems: list[str]
) -> HttpResponse:
    context = {
        **_frame(desk, request, photo.testimony, _("Photograph %(number)s") % {"number": photo.number}),
        "photo": photo,
        "form": form,
        "problems": [*problems, *form.non_field_errors()],
        "failure": reason_in_words(photo.failure) if photo.failure else "",
        "editable": may_edit(request, photo.testimony),
        "may_open": may(staff_of(request), DecisionVerb.OPEN_ORIGINAL, photo.testimony),
        "shapes": SHAPES.items(),
        "covers": COVERS.items(),
    }
    status = 422 if context["problems"] or form.errors else 200
    return TemplateResponse(request, "admin/desk/photo/photo.html", context, status=status)


def _remove(desk: TestimonyAdmin, request: HttpRequest, photo: Photo) -> HttpResponse:
    remove_photo(photo=photo, actor=staff_of(request))
    messages.success(request, _("The photograph was removed."))
    return HttpResponseRedirect(reverse("admin:desk_testimony_photos", args=[photo.testimony_id]))


def _frame(desk: TestimonyAdmin, request: HttpRequest, testimony: Testimony, title: str) -> dict[str, Any]:
    return {**desk.admin_site.each_context(request), "title": title, "opts": desk.opts, "testimony": testimony}
