"""Photographs of an account: as figures of its page, and the files they are shown from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from testimonies.edition.models import PublishedPhoto, PublishedPicture, PublishedTestimony
from testimonies.edition.models.photos import Words
from testimonies.edition.pages.render import page_language
from testimonies.media.storage import PUBLIC
from testimonies.vocabulary import ContentWarning

# The first that a browser knows is taken; JPEG every browser knows, so it is the picture itself.
_TYPES = {"webp": "image/webp", "jpeg": "image/jpeg"}
# Only the reader's own browser keeps a picture: no cache on the way may hold what was withdrawn.
_CACHE = "private, max-age=86400, immutable"


@dataclass(frozen=True)
class Source:
    """One format of a photograph: its media type, and its widths as `srcset` wants them."""

    type: str
    srcset: str


@dataclass(frozen=True)
class PhotoFigure:
    """A photograph ready for the page; `covering` says what a covered one shows."""

    photo: PublishedPhoto
    words: Words
    sources: list[Source]
    largest: PublishedPicture
    srcset: str
    url: str
    covering: str


def figures(account: PublishedTestimony) -> list[PhotoFigure]:
    """The photographs of the version, in order, with words in the page's language, or else the original's."""
    made = (_figure(photo, page_language(), account.original.language) for photo in account.photos.all())
    return [figure for figure in made if figure]


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """The bytes of one file, as long as an account that may be read today shows it; 404 for every other name."""
    shown = PublishedPicture.objects.filter(name=name, photo__testimony__in=PublishedTestimony.objects.readable())
    file = shown.select_related("photo__testimony").first()
    if file is None:
        raise Http404
    try:
        answer = HttpResponse(PUBLIC.read(file.name), content_type=_TYPES[file.format])
    except FileNotFoundError:
        raise Http404 from None
    answer.headers["Cache-Control"] = _CACHE
    # Nobody agreed to be found by an image search, or to be learnt from.
    answer.headers["X-Robots-Tag"] = "noindex, noimageindex, noai, noimageai"
    return answer


def _figure(photo: PublishedPhoto, *languages: str) -> PhotoFigure | None:
    by_format = {name: _widths(photo.files.all(), name) for name in _TYPES}
    jpegs = by_format.pop("jpeg")
    if not jpegs:
        return None
    warnings = [str(ContentWarning(name).label) for name in photo.warnings if name in ContentWarning.values]
    return PhotoFigure(
        photo,
        photo.words_in(*languages),
        [Source(_TYPES[name], _srcset(files)) for name, files in by_format.items() if files],
        jpegs[-1],
        _srcset(jpegs),
        _url(jpegs[-1]),
        ", ".join(warnings) or _("something hard to look at"),
    )


def _widths(files: Iterable[PublishedPicture], name: str) -> list[PublishedPicture]:
    return sorted((file for file in files if file.format == name), key=lambda file: file.width)


def _srcset(files: list[PublishedPicture]) -> str:
    return ", ".join(f"{_url(file)} {file.width}w" for file in files)


def _url(file: PublishedPicture) -> str:
    return reverse("picture", args=[file.name])


urlpatterns = [path("photographs/<str:name>", picture, name="picture")]
