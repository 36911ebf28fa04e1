"""Addresses that one page holds many times."""

from __future__ import annotations

from functools import lru_cache

from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language

_CODE = "NKR-0"


def account_url(code: str) -> str:
    """Where an account is read, in the language of the page."""
    before, after = _around(get_language(), get_script_prefix())
    return f"{before}{code}{after}"


@lru_cache(maxsize=16)
def _around(language: str | None, prefix: str) -> tuple[str, str]:
    """What stands before and after a code in such an address. Codes are letters, figures and hyphens."""
    before, _, after = reverse("testimony", args=[_CODE]).partition(_CODE)
    return before, after
