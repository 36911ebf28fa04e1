"""Where a request comes from, for counting attempts; nothing keeps it."""

from django.conf import settings
from django.http import HttpRequest


def address_of(request: HttpRequest) -> str:
    """Behind a proxy (`ARCHIVE_HTTPS=1`) what the proxy added last: what stands before it, anybody may have written."""
    if settings.SECURE_PROXY_SSL_HEADER:
        added = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
        if added:
            return added
    return str(request.META.get("REMOTE_ADDR", ""))
