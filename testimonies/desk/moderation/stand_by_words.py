"""Confirm for whoever is at the server what was loaded from files there, and once what was public before all this."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import transaction

from testimonies.desk.chain.append import append
from testimonies.desk.models import Decision
from testimonies.desk.models.open_words import OpenWords
from testimonies.desk.moderation.words_log import VERBS, WordsLog, all_open_words
from testimonies.desk.safe.keys import replace
from testimonies.desk.stand_in import SERVER, stand_in
from testimonies.vocabulary import DecisionVerb


def begun_file() -> Path:
    """Says that the log knows the open words. Outside the database: whoever removes the decisions there must not find
    their own words signed as those of before."""
    return Path(settings.DATA_DIR) / "desk" / "open-words-begun"


def has_begun() -> bool:
    return begun_file().exists() or Decision.objects.filter(verb__in=VERBS).exists()


@transaction.atomic
def stand_by_what_is_there() -> None:
    """Confirm every row as it is, where the log says nothing of open words yet; done once in an archive's life."""
    if begun_file().exists():
        return
    if not has_begun():
        _confirm(all_open_words())
    # Killed before, the decision alone says so, and the next one who asks writes the file.
    transaction.on_commit(lambda: replace(begun_file(), b"The log of decisions knows the open words.\n"), robust=True)


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
