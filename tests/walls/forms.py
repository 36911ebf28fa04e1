"""What a browser would send for a form of the staff desk."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any


class _Fields(HTMLParser):
    """The controls of the form that holds most of them, with what stands in each."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, list[str]]] = []
        self._select: tuple[str, list[str]] | None = None
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append({})
        name = given.get("name", "")
        if tag == "option" and self._select and "selected" in given:
            self._select[1].append(given.get("value", ""))
        if not name or not self.forms or "disabled" in given:
            return
        if tag == "select":
            self._select = (name, self._field(name))
        elif tag == "textarea":
            self._area = name
            self._field(name).append("")
        elif tag == "input" and given.get("type") not in {"submit", "button", "file"}:
            self._input(name, given)

    def _input(self, name: str, given: dict[str, str]) -> None:
        values = self._field(name)
        if given.get("type") not in {"checkbox", "radio"}:
            values.append(given.get("value", ""))
        elif "checked" in given:
            values.append(given.get("value", "on"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = None
        elif tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            # The first line break of a text area is none of the text.
            words = self._field(self._area)
            words[-1] = (words[-1] + data).removeprefix("\n")

    def _field(self, name: str) -> list[str]:
        return self.forms[-1].setdefault(name, [])


def form_of(page: str) -> dict[str, Any]:
    """The fields of the largest form of `page`, as they stand; empty where it has none."""
    parser = _Fields()
    parser.feed(page)
    return max(parser.forms, key=len, default={})
