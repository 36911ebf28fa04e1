"""The languages of the index: an analyser each for English, Korean and Russian."""

from __future__ import annotations

from testimonies.edition.search.analysis.analyser import Analyser, Span

LANGUAGES = ("en", "ko", "ru")
ENGLISH, KOREAN, RUSSIAN = (Analyser(language) for language in LANGUAGES)
BY_LANGUAGE = {"en": ENGLISH, "ko": KOREAN, "ru": RUSSIAN}

__all__ = ["BY_LANGUAGE", "ENGLISH", "KOREAN", "LANGUAGES", "RUSSIAN", "Analyser", "Span"]
