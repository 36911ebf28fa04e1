"""The list of those who left: what a restored backup must not bring back.

A file beside the database, one JSON object a line, only ever added to: the hash of a code, and whether the account
was withdrawn or erased. It holds no code and no word, so copies of it can lie wherever backups do.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import transaction

from testimonies.desk.models import Decision
from testimonies.desk.moderation.erase_content import code_hash
from testimonies.desk.safe.keys import locked
from testimonies.vocabulary import DecisionVerb

_ACTS = (DecisionVerb.WITHDRAW, DecisionVerb.ERASE)


def gone_file() -> Path:
    return Path(settings.DATA_DIR) / "desk" / "gone.jsonl"


def note_gone_after_commit(code: str, act: DecisionVerb) -> None:
    """Add one line. Killed before, `catch_up` finds the decision."""
    transaction.on_commit(lambda: _add([(code_hash(code), act.value)]), robust=True)


def catch_up() -> None:
    """Add whatever the decisions say and the list does not."""
    decided = Decision.objects.filter(verb__in=_ACTS).values_list("testimony__code", "verb")
    known = read_gone([gone_file()])
    _add(sorted({(code_hash(code), verb) for code, verb in decided} - known))


def read_gone(files: Iterable[Path]) -> set[tuple[str, str]]:
    """Hash and act of every line of the `files`; a file that is not there holds none. Raises `ValueError`."""
    found = set()
    for file in files:
        for line in file.read_text("ascii").splitlines() if file.exists() else ():
            try:
                entry = json.loads(line)
                found.add((str(entry["code"]), DecisionVerb(entry["act"]).value))
            except (ValueError, KeyError, TypeError):
                raise ValueError(f"{file.name} has a line that is none of this list") from None
    return found


def _add(entries: Iterable[tuple[str, str]]) -> None:
    lines = "".join(json.dumps({"code": code, "act": act}) + "\n" for code, act in entries)
    if lines:
        with locked("gone"), gone_file().open("a", encoding="ascii") as file:
            file.write(lines)
