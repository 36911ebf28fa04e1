"""The texts of a testimony as the tool reads them, and new words put back in their places."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

from testimonies.deidentify.subjects import Passage
from testimonies.desk.models import Testimony, Text
from testimonies.vocabulary import Language


def passages_of(testimony: Testimony) -> list[Passage]:
    """Titles, summaries and paragraphs in every language, the original first, and the public notes.

    The keys are `en:title`, `en:summary`, `en:3` for the third paragraph, and `note:1`.
    """
    found = []
    for text in testimony.texts.all():
        parts = {"title": text.title, "summary": text.summary}
        parts |= {str(number): words for number, words in enumerate(text.paragraphs, start=1)}
        found += [Passage(f"{text.language}:{part}", text.language, words) for part, words in parts.items() if words]
    notes = enumerate(testimony.public_notes, start=1)
    return found + [Passage(f"note:{number}", script_of(note), note) for number, note in notes]


def script_of(words: str) -> str:
    """The language that the letters speak for."""
    if re.search("[가-힣]", words):
        return Language.KOREAN.value
    return Language.RUSSIAN.value if re.search("[а-яё]", words, re.IGNORECASE) else Language.ENGLISH.value


def place_of(key: str) -> str:
    """The key of a passage in words, for staff."""
    whole, part = key.split(":")
    if whole == "note":
        return _("Public note %(number)s") % {"number": part}
    parts = {"title": _("title"), "summary": _("summary")}
    where = parts.get(part) or _("paragraph %(number)s") % {"number": part}
    return f"{Language(whole).label}, {where}"


def put_back(testimony: Testimony, words: Mapping[str, str]) -> None:
    """Store new `words` by key. Every paragraph keeps its place, so that tags and paragraph ids still point to it."""
    for text in testimony.texts.all():
        _put_into(text, words)
    notes = enumerate(testimony.public_notes, start=1)
    testimony.public_notes = [words.get(f"note:{number}", note) for number, note in notes]
    testimony.save(update_fields=["public_notes", "changed_at"])


def _put_into(text: Text, words: Mapping[str, str]) -> None:
    before = (text.title, text.summary, text.paragraphs)
    paragraphs = [words.get(f"{text.language}:{number}", old) for number, old in enumerate(text.paragraphs, start=1)]
    text.title = words.get(f"{text.language}:title", text.title)
    text.summary = words.get(f"{text.language}:summary", text.summary)
    if (text.title, text.summary, paragraphs) != before:
        text.body = "\n\n".join(paragraphs)
        text.save(update_fields=["title", "summary", "body"])
