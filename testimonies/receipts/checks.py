"""What must hold before codes are asked for."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

# OWASP's least for Argon2id (Password Storage Cheat Sheet): 19 MiB, two passes.
LEAST_MEMORY, LEAST_PASSES = 19 * 1024, 2


@register(deploy=True)
def codes_are_hashed_slowly(**kwargs: Any) -> list[CheckMessage]:
    """A hash that is quick to compute is quick to guess, should codes be shortened one day."""
    given = settings.RECEIPT_HASH
    if given["memory_cost"] < LEAST_MEMORY or given["time_cost"] < LEAST_PASSES:
        return [Error("RECEIPT_HASH is below 19 MiB of memory or two passes.", id="receipts.E001")]
    return []
