"""The texts of a testimony as the tool reads them, and new words put back in their places."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

from testimonies.deidentify.subjects import Passage
from testimonies.desk.models import Photo, Testimony, Text
from testimonies.vocabulary import Language


def passages_of(testimony: Testimony) -> list[Passage]:
    """Titles, summaries and paragraphs in every language, the original first, and all other words the public reads.

    The keys are `en:title`, `en:summary`, `en:3` for the third paragraph, `note:1`, `source:citation`, and of the first
    photograph `photo:1-credit`, `photo:1-alt-en` and `photo:1-caption-en`.
    """
    found = []
    for text in testimony.texts.all():
        parts = {"title": text.title, "summary": text.summary}
        parts |= {str(number): words for number, words in enumerate(text.paragraphs, start=1)}
        found += [Passage(f"{text.language}:{part}", text.language, words) for part, words in parts.items() if words]
    others = {f"note:{number}": note for number, note in enumerate(testimony.public_notes, start=1)}
    others |= {"source:citation": testimony.citation, **_of_photos(testimony)}
    return found + [Passage(key, script_of(words), words) for key, words in others.items() if words]


def _of_photos(testimony: Testimony) -> dict[str, str]:
    said = {}
    for number, photo in enumerate(testimony.photos.all(), start=1):
        said[f"photo:{number}-credit"] = photo.credit
        for text in photo.texts.all():
            said[f"photo:{number}-alt-{text.language}"] = text.alt
            said[f"photo:{number}-caption-{text.language}"] = text.caption
    return said


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
    if whole == "source":
        return _("The citation")
    if whole == "photo":
        return _("Photograph %(number)s") % {"number": part.partition("-")[0]}
    parts = {"title": _("title"), "summary": _("summary")}
    where = parts.get(part) or _("paragraph %(number)s") % {"number": part}
    return f"{Language(whole).label}, {where}"


def put_back(testimony: Testimony, words: Mapping[str, str]) -> None:
    """Store new `words` by key. Every paragraph keeps its place, so that tags and paragraph ids still point to it."""
    for text in testimony.texts.all():
        _put_into(text, words)
    notes = enumerate(testimony.public_notes, start=1)
    testimony.public_notes = [words.get(f"note:{number}", note) for number, note in notes]
    testimony.citation = words.get("source:citation", testimony.citation)
    testimony.save(update_fields=["public_notes", "citation", "changed_at"])
    for number, photo in enumerate(testimony.photos.all(), start=1):
        _put_beside(photo, f"photo:{number}", words)


def _put_into(text: Text, words: Mapping[str, str]) -> None:
    before = (text.title, text.summary, text.paragraphs)
    paragraphs = [words.get(f"{text.language}:{number}", old) for number, old in enumerate(text.paragraphs, start=1)]
    text.title = words.get(f"{text.language}:title", text.title)
    text.summary = words.get(f"{text.language}:summary", text.summary)
    if (text.title, text.summary, paragraphs) != before:
        text.body = "\n\n".join(paragraphs)
        text.save(update_fields=["title", "summary", "body"])


def _put_beside(photo: Photo, key: str, words: Mapping[str, str]) -> None:
    photo.credit = words.get(f"{key}-credit", photo.credit)
    photo.save(update_fields=["credit"])
    for text in photo.texts.all():
        text.alt = words.get(f"{key}-alt-{text.language}", text.alt)
        text.caption = words.get(f"{key}-caption-{text.language}", text.caption)
        text.save(update_fields=["alt", "caption"])
