"""The last look: whether anything that was generalised, or sealed, stands in what would become public."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

from django.utils.translation import gettext_lazy as _

from testimonies.deidentify import known
from testimonies.deidentify.finding import Kind
from testimonies.deidentify.residue import Residue, find_residue
from testimonies.desk.assistant.known import recogniser
from testimonies.desk.models import Settlement, Testimony
from testimonies.edition.publish import Snapshot

# The program's own words, and days of its own: none of them was typed by anybody.
_OURS = frozenset(
    {"code", "language", "consent_basis", "standing", "source_kind", "exit", "strength", "public_from"}
    | {"published_on", "first_published_on", "refused_uses", "asked_uses"}
    # Of a photograph's files: random names, sums, and a closed word each.
    | {"name", "sha256", "format", "licence"}
)
# A citation says when a report came out and how old it is by now; that is no trace of a day in the account.
_DATED = frozenset({"citation", "source_url"})
_LABELS = {
    "pseudonym": _("The pseudonym"),
    "citation": _("The citation"),
    "source_url": _("The address of the source"),
    "public_notes": _("A public note"),
    "tags": _("A tag"),
    "place": _("The place"),
    "sector": _("The sector"),
    "recruitment": _("The recruitment"),
    "warnings": _("A content warning"),
    "photos": _("The words of a photograph"),
}
_PARTS = {"title": _("A title"), "summary": _("A summary"), "paragraphs": _("A paragraph")}
_OF_TIME = frozenset({Kind.DATE, Kind.AGE})


def originals_in(snapshot: Snapshot, testimony: Testimony) -> list[Residue]:
    """Where in the snapshot an original stands, by field, and of which kind; never which. Raises `Unreadable`.

    Every string of the snapshot is looked at, also one of a field that is added to it later.
    """
    rows: list[Settlement] = list(testimony.settlements.all())
    generalised = [row.subject for row in rows if row.generalised]
    kept = [row.subject for row in rows if not row.generalised]
    strings = dict(public_strings(snapshot.content()))
    found = find_residue(strings, generalised, kept=kept) if generalised else []
    sealed = _sealed_in(strings, testimony)
    return sorted({*(each for each in found if not _is_date_of_source(each)), *sealed})


def public_strings(content: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every string that the public would read, by its path: `texts.0.title`, `source_url`."""
    if isinstance(content, str):
        yield path, content
    elif isinstance(content, dict):
        for name, value in content.items():
            if name not in _OURS:
                yield from public_strings(value, f"{path}.{name}".lstrip("."))
    elif isinstance(content, (list, tuple)):
        for number, value in enumerate(content):
            yield from public_strings(value, f"{path}.{number}")


def _sealed_in(strings: dict[str, str], testimony: Testimony) -> Iterator[Residue]:
    """Outside the texts, where what was sealed is a finding like any other, nobody can say that it may stand."""
    kind_of = recogniser(testimony)
    for path, words in strings.items():
        if not path.startswith(("texts.", "public_notes.")):
            yield from (Residue(path, finding.kind) for finding in known.find(unquote(words), kind_of))


def _is_date_of_source(residue: Residue) -> bool:
    return residue.where in _DATED and residue.kind in _OF_TIME


def field_label(path: str) -> str:
    """The path of a public string in words, for staff."""
    name, _dot, rest = path.partition(".")
    if name in _LABELS:
        return str(_LABELS[name])
    parts = rest.split(".")
    part = parts[1] if len(parts) > 1 else ""
    return str(_PARTS.get(part, _("A text"))) if name == "texts" else name
