"""The first page: what this is, a search box, the indicators and the newest accounts."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from testimonies.edition.models import PublishedTestimony
from testimonies.edition.pages.cards import cards
from testimonies.edition.pages.counts import count_indicators
from testimonies.edition.pages.labels import Labels
from testimonies.edition.pages.render import page

NEWEST = 6


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    labels = Labels()
    accounts = PublishedTestimony.objects.current()
    return page(
        request,
        "public/home.html",
        {
            "total": accounts.count(),
            "synthetic": accounts.filter(synthetic=True).count(),
            "indicators": count_indicators(labels),
            "cards": cards(accounts.newest().with_texts()[:NEWEST], labels),
        },
    )
