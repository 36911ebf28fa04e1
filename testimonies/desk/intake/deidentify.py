"""What an import says about findings, line and key, never the words: a record that comes in as reviewed is read too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from testimonies.deidentify.finding import Kind
from testimonies.desk.assistant.known import find_given
from testimonies.desk.assistant.look import look_at
from testimonies.desk.assistant.outside import is_never_public, outside_the_texts
from testimonies.desk.assistant.passages import passages_of
from testimonies.desk.assistant.reading import read_passage
from testimonies.desk.models import Testimony
from testimonies.exchange.jsonl import Line, Problem

# The keys of a record for what is no text of it.
_KEYS = {"source:citation": "source.citation", "pseudonym": "pseudonym", "source_url": "source.url"}


def sealed_in_public(line: Line) -> list[Problem]:
    """Where the record's public fields hold what its `confidential` fields say."""
    confidential = line.record.get("confidential", {})
    return [
        Problem(line.number, key, "holds words of “confidential”.")
        for key, words in (_public(line.record) if confidential else ())
        if find_given(words, confidential)
    ]


def never_public(line: Line, testimony: Testimony) -> list[Problem]:
    """Where the record holds what reaches a person at once.

    No reviewer lets that stand, so whoever says that somebody reviewed the record is not believed.
    """
    counts: Counter[tuple[str, Kind]] = Counter()
    for passage in passages_of(testimony):
        for finding in filter(is_never_public, read_passage(passage)):
            counts[_key(passage.key, testimony), finding.kind] += 1
    counts.update((_KEYS[found.where], found.kind) for found in outside_the_texts(testimony))
    sentence = "holds what must not be public ({}); import it without --publish and settle it at the desk."
    return [
        Problem(line.number, key, sentence.format(_counted({kind: count}))) for (key, kind), count in counts.items()
    ]


def to_look_at(line: Line, testimony: Testimony) -> list[Problem]:
    """What the assistant found, for a person to look at before the record is believed."""
    counts: dict[str, Counter[Kind]] = {}
    for subject in look_at(testimony).open:
        for key, _start, _end in subject.places:
            counts.setdefault(_key(key, testimony), Counter())[subject.kind] += 1
    return [Problem(line.number, key, f"may say who somebody is ({_counted(kinds)}).") for key, kinds in counts.items()]


def _counted(kinds: dict[Kind, int]) -> str:
    return ", ".join(f"{kind.value}: {count}" for kind, count in sorted(kinds.items()))


def _key(passage: str, testimony: Testimony) -> str:
    """The key of the record for a passage of the testimony made from it, whose texts were stored in its order."""
    if passage in _KEYS:
        return _KEYS[passage]
    language, part = passage.split(":")
    languages = list(testimony.texts.order_by("pk").values_list("language", flat=True))
    return f"texts[{languages.index(language)}].{part if part in {'title', 'summary'} else 'body'}"


def _public(record: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The strings of a record that would become public, by their key."""
    yield "pseudonym", record["pseudonym"]
    for number, text in enumerate(record["texts"]):
        for part in ("title", "summary", "body"):
            yield f"texts[{number}].{part}", text.get(part, "")
    source = record.get("source", {})
    yield "source.citation", source.get("citation", "")
    yield "source.url", unquote(source.get("url", ""))
