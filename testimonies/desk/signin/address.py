"""Where a request comes from, for counting attempts; nothing keeps it."""

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """What the outermost of our own proxies (`ARCHIVE_PROXIES`) saw: what stands before it, anybody may have written.

    As `archive.limiting` reads it, which this room may not import.
    """
    written = [one.strip() for one in request.headers.get("X-Forwarded-For", "").split(",") if one.strip()]
    if not settings.PROXIES or len(written) < settings.PROXIES:
        return str(request.META.get("REMOTE_ADDR", ""))
    address = written[-settings.PROXIES]
    if address.startswith("["):
        return address[1:].partition("]")[0]
    # A port differs with each connection, and would give each its own five attempts.
    return address.partition(":")[0] if address.count(":") == 1 else address
