"""Parts that a page draws by the hundred, such as cards: the template is rendered once for each shape of its values.

Resolving each variable of each card anew took a third of a search page's time. Here the template is rendered with a
hole for every text, kept in pieces, and from then on only filled. No value is ever kept.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator
from functools import lru_cache
from html import escape
from itertools import count
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

# Texts and what is made of them; anything else that a template may ask about (True, False, None) is part of the shape.
Value = str | bool | None | list["Value"] | dict[str, "Value"]

# Characters of private use: no template holds them, and escaping leaves them alone.
_HOLE = re.compile("\ue000(\\d+)\ue001")
_TEXT = "text"


def draw(template: str, language: str, values: dict[str, Value]) -> SafeString:
    """The template with these values, escaped as Django would; `language` is the one of the page.

    The template may print a text and ask whether it is empty; it may not compare one, pass one to a filter, or know
    anything of the request.
    """
    texts: list[str] = []
    shape = _shape(values, texts)
    # Where templates are being written, none is kept.
    pieces, order = (_pieces.__wrapped__ if settings.DEBUG else _pieces)(template, language, shape)
    drawn = [""] * (len(pieces) + len(order))
    drawn[::2], drawn[1::2] = pieces, [texts[number] for number in order]
    # `_shape` escaped the texts, the pieces are the template's.
    return mark_safe("".join(drawn))  # noqa: S308 # nosec B308, B703


def _shape(value: Value, texts: list[str]) -> Hashable:
    """What of a value decides how the template is drawn; its texts are added to `texts`, escaped."""
    if isinstance(value, str):
        if value:
            texts.append(value if isinstance(value, SafeString) else escape(value))
        return _TEXT if value else ""
    if isinstance(value, dict):
        return tuple([(name, _shape(part, texts)) for name, part in value.items()])
    if isinstance(value, list):
        return (None, *[_shape(part, texts) for part in value])
    return value


@lru_cache(maxsize=512)
def _pieces(template: str, language: str, shape: Hashable) -> tuple[list[str], list[int]]:
    """What the template has between its texts, and which text stands in each gap."""
    drawn = render_to_string(template, _with_holes(shape, count()))
    return _HOLE.split(drawn)[::2], [int(number) for number in _HOLE.findall(drawn)]


def _with_holes(shape: Any, numbers: Iterator[int]) -> Any:
    if shape is _TEXT:
        # A number.
        return mark_safe(f"\ue000{next(numbers)}\ue001")  # noqa: S308 # nosec B308, B703
    if not isinstance(shape, tuple):
        return shape
    if shape and shape[0] is None:
        return [_with_holes(part, numbers) for part in shape[1:]]
    return {name: _with_holes(part, numbers) for name, part in shape}
