"""What must hold before any process of the archive starts."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Info, register

from testimonies.edition.denied import DenyListUnreadable, denied


@register()
def search_failures_are_heard(**kwargs: Any) -> list[CheckMessage]:
    """Haystack swallows a failed removal by default, and the withdrawn words stay searchable."""
    return [
        Error(f"HAYSTACK_CONNECTIONS[{name!r}] must set SILENTLY_FAIL to False.", id="edition.E001")
        for name, connection in settings.HAYSTACK_CONNECTIONS.items()
        if connection.get("SILENTLY_FAIL", True)
    ]


@register()
def nothing_indexes_behind_our_back(**kwargs: Any) -> list[CheckMessage]:
    """Haystack's realtime processor indexes rows that no queryset lets through."""
    if getattr(settings, "HAYSTACK_SIGNAL_PROCESSOR", None):
        return [Error("HAYSTACK_SIGNAL_PROCESSOR must not be set: only the indexer writes.", id="edition.E002")]
    return []


@register()
def the_deny_list_can_be_read(**kwargs: Any) -> list[CheckMessage]:
    """Without it every page of an account answers 503, so that nobody is shown who asked to be hidden."""
    try:
        denied()
    except DenyListUnreadable:
        hint = "Start the staff side once, which makes it, or set ARCHIVE_DENY=none on a mirror."
        return [Error("The folder of hidden accounts, ARCHIVE_DENY, cannot be listed.", hint=hint, id="edition.E003")]
    return []


@register(deploy=True)
def readers_are_told_apart(**kwargs: Any) -> list[CheckMessage]:
    """Behind a proxy that is not counted every reader seems to be the proxy, and nobody is limited."""
    if settings.HTTPS and settings.LIMITS and not settings.PROXIES:
        hint = "Set it to the number of your own proxies, each of which appends to X-Forwarded-For."
        return [Info("ARCHIVE_PROXIES is 0, so what comes through a proxy is not limited.", hint, id="edition.I001")]
    return []
