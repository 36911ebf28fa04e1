"""Confirm for whoever is at the server what was loaded from files there, and once what was public before all this."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from testimonies.desk.chain.append import append
from testimonies.desk.models import Decision
from testimonies.desk.models.open_words import OpenWords
from testimonies.desk.moderation.words_log import VERBS, WordsLog, all_open_words
from testimonies.desk.safe.keys import replace
from testimonies.desk.stand_in import SERVER, stand_in
from testimonies.edition.publish import words_read
from testimonies.vocabulary import DecisionVerb


def begun_file() -> Path:
    """Says that the log knows the open words. Outside the database: whoever removes the decisions there must not find
    their own words signed as those of before."""
    return Path(settings.DATA_DIR) / "desk" / "open-words-begun"


def has_begun() -> bool:
    return begun_file().exists() or Decision.objects.filter(verb__in=VERBS).exists()


@transaction.atomic
def stand_by_what_is_there() -> None:
    """Confirm what readers have, where the log says nothing of open words yet; done once in an archive's life."""
    if begun_file().exists():
        return
    if not has_begun():
        _confirm(_as_readers_have_them())
    # Killed before, the decision alone says so, and the next one who asks writes the file.
    transaction.on_commit(lambda: replace(begun_file(), b"The log of decisions knows the open words.\n"), robust=True)


def _as_readers_have_them() -> list[OpenWords]:
    """Not what a hand wrote since into the desk alone. Where the edition is empty, as on a new machine, every row."""
    read = words_read()
    return [row for row in all_open_words() if not read or _of_the_desk_alone(row) or _public(row) in read]


def _of_the_desk_alone(row: OpenWords) -> bool:
    return not row.said.get("public", True)


def _public(row: OpenWords) -> dict[str, Any]:
    return {name: value for name, value in row.said.items() if name != "public"}


@transaction.atomic
def stand_by_loaded(loaded: Iterable[OpenWords]) -> None:
    """Confirm what was loaded. The same again needs no other decision."""
    stand_by_what_is_there()
    log = WordsLog()
    if new := [row for row in loaded if not log.confirms(row)]:
        _confirm(new)


def _confirm(rows: Iterable[OpenWords]) -> None:
    words = {row.named: row.fingerprint for row in rows}
    append(Decision(verb=DecisionVerb.CONFIRM_OPEN_WORDS, actor=stand_in(SERVER), facts={"words": words}))
