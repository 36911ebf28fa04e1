"""A concordance as it is drawn: each place that matched in its line, with a link to its paragraph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from testimonies.edition.pages.addresses import account_url
from testimonies.edition.pages.render import page_language
from testimonies.edition.search.results import Line


@dataclass(frozen=True)
class DrawnLine:
    """`url` leads to the paragraph; `number` is what its margin shows."""

    code: str
    url: str
    number: str
    language: str
    left: str
    keyword: str
    right: str


def drawn_lines(lines: Iterable[Line]) -> list[DrawnLine]:
    return [_drawn(line) for line in lines]


def _drawn(line: Line) -> DrawnLine:
    shown_first = line.testimony.text_in(page_language())
    # The account's page gives the bare ids to the text it shows first.
    suffix = "" if line.text is shown_first else f"-{line.text.language}"
    return DrawnLine(
        line.testimony.code,
        f"{account_url(line.testimony.code)}#{line.paragraph}{suffix}",
        line.paragraph.removeprefix("p"),
        line.text.language,
        line.plain.left,
        line.plain.keyword,
        line.plain.right,
    )
