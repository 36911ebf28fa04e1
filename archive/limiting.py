"""Which pages cost how much, who asks, and the answer to whoever asks too much. ADR 37 has the reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import ceil
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from archive.limits import Budget, Limits, one_household
from testimonies.edition.pages.errors import too_many

# Many readers stand behind one address: a university, a provider's NAT, an exit of Tor. Counted in searches.
READING = Budget("reading", burst=200, per_second=5)
# Forms sent at the desk, counted one by one: an office works behind one address, too.
WRITING = Budget("writing", burst=120, per_second=2)
# A password costs the server a tenth of a second. Who may try how often for one account is asked at sign-in itself.
SIGNING_IN = Budget("signing in", burst=30, per_second=0.2)
# A receipt code has 95 random bits, so this is not for guessing: a telephone is passed on, and slips of the pen happen.
TRYING_CODES = Budget("trying codes", burst=15, per_second=1 / 60)

# What reading a page costs, by the name of its pattern, in searches; what is not here is free.
COSTS: Mapping[str, float] = {
    "search": 1,
    "search-help": 4,  # a search for each example
    "search-suggest": 0.25,
    "testimony": 0.25,  # the accounts that are like it
    "testimony-version": 0.1,
}
CONCORDANCE = 3.0
SIGN_IN_PAGES = frozenset({"admin:login", "admin:passkey_options", "admin:accept", "admin:enrol"})
_READS = frozenset({"GET", "HEAD", "OPTIONS"})


class LimitingMiddleware:
    """Asks, once it is known which page is wanted, whether this address may have it now."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.limits = Limits()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        budget, cost = _price(request)
        if not cost or not settings.LIMITS:
            return None
        address = one_household(address_of(request, settings.PROXIES))
        wait = self.limits.spend(address, budget, cost) if address else 0.0
        return too_many(request, ceil(wait)) if wait else None


def address_of(request: HttpRequest, proxies: int) -> str:
    """The address that the outermost of our own `proxies` saw.

    Each proxy appends to X-Forwarded-For whom it saw, so what our own wrote is counted from the end. Whatever stands
    before was written by the one who asks, and may be forged.
    """
    connected = str(request.META.get("REMOTE_ADDR", ""))
    if not proxies:
        return connected
    written = [one for one in str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(",") if one.strip()]
    # Fewer than our proxies write: it did not come through them.
    return _without_port(written[-proxies].strip()) if len(written) >= proxies else connected


def _without_port(written: str) -> str:
    if written.startswith("["):
        return written[1:].partition("]")[0]
    return written.partition(":")[0] if written.count(":") == 1 else written


def _price(request: HttpRequest) -> tuple[Budget, float]:
    name = request.resolver_match.view_name if request.resolver_match else ""
    if request.method not in _READS:
        if name == "receipt":
            return TRYING_CODES, 1
        return (SIGNING_IN, 1) if name in SIGN_IN_PAGES else (WRITING, 1)
    if name == "search" and request.GET.get("view") == "concordance":
        return READING, CONCORDANCE
    return READING, COSTS.get(name, 0)
