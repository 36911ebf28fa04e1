"""Pictures for staff: never from an address that somebody without the right could open, never kept by a browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from testimonies.desk.admin.photo_forms import PhotoForm
from testimonies.desk.admin.staff import staff_of
from testimonies.desk.models import Photo
from testimonies.desk.moderation.begin import may
from testimonies.desk.moderation.open_original import open_original
from testimonies.desk.moderation.refusals import Issue, NotPermitted, Unmet
from testimonies.desk.photos.files import read_derived
from testimonies.desk.photos.tool import Refused, picture_for_staff, preview, reason_in_words
from testimonies.desk.safe.keyring import Unreadable
from testimonies.vocabulary import DecisionVerb

if TYPE_CHECKING:
    from testimonies.desk.admin.testimonies import TestimonyAdmin


def original_page(desk: TestimonyAdmin, request: HttpRequest, photo: Photo) -> HttpResponse:
    """The photograph as it was uploaded, upright. Noted in the log of decisions before a byte of it is sent."""
    content = open_original(photo=photo, actor=staff_of(request))
    return _picture(lambda: picture_for_staff(content))


def preview_page(desk: TestimonyAdmin, request: HttpRequest, photo: Photo) -> HttpResponse:
    """The photograph with the regions that were sent covered. Without any it is the original: noted."""
    form = PhotoForm(photo, request.POST)
    form.is_valid()
    if form.non_field_errors():
        raise Unmet([Issue("regions", str(sentence)) for sentence in form.non_field_errors()])
    content = open_original(photo=photo, actor=staff_of(request))
    return _picture(lambda: preview(content, form.regions))


def result_page(desk: TestimonyAdmin, request: HttpRequest, photo: Photo) -> HttpResponse:
    """One of the very files that would be public, as a JPEG; 404 until they are made."""
    found = [file for file in photo.derived if file["format"] == "jpeg"]
    if not found:
        raise Http404
    middle = sorted(found, key=lambda file: int(file["width"]))[len(found) // 2]
    try:
        content = read_derived(middle["name"])
    except Unreadable:
        raise Http404 from None
    return HttpResponse(content, content_type="image/jpeg")


def faces_page(desk: TestimonyAdmin, request: HttpRequest, photo: Photo) -> HttpResponse:
    """The regions a program suggests, once it has looked: for the page's script, which asks again until then."""
    if not may(staff_of(request), DecisionVerb.OPEN_ORIGINAL, photo.testimony):
        raise NotPermitted(_("Your role does not allow this."))
    return JsonResponse({"ready": photo.suggested is not None, "regions": photo.suggested or []})


def _picture(make: Callable[[], bytes]) -> HttpResponse:
    try:
        return HttpResponse(make(), content_type="image/jpeg")
    except Refused as refused:
        raise Unmet([Issue("photo", reason_in_words(refused.reason))]) from None
