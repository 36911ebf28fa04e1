"""From a cleaned form to a page of accounts."""

from __future__ import annotations

from testimonies.edition.search.errors import IndexMissing
from testimonies.edition.search.form import Cleaned
from testimonies.edition.search.results import FacetCount, Hit, ResultPage, Snippet

__all__ = ["FacetCount", "Hit", "IndexMissing", "ResultPage", "Snippet", "find"]


def find(cleaned: Cleaned, *, page_size: int = 20) -> ResultPage:
    """The page of accounts that `cleaned` asks for; raises `IndexMissing` where no index can be read."""
    raise IndexMissing
