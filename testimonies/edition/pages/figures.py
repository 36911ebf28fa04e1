"""Reported numbers: each with what exactly it counts, its caveat and who said so."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from testimonies.edition.models import Figure
from testimonies.edition.pages.render import page, page_language


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    language = page_language()
    rows = [(figure, language if language in figure.texts else "en") for figure in Figure.objects.all()]
    return page(request, "public/figures.html", {"figures": rows})
