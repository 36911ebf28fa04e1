"""What anybody can get: every public address, found from the URL conf, and every byte of the edition's folder."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import translation

from testimonies.edition.models import PublishedPicture, Term


@dataclass
class Looked:
    """What was looked at, so that a test can fail that looked at nothing."""

    addresses: list[str] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    size: int = 0
    statuses: set[int] = field(default_factory=set)
    # Rooms that keep something between two requests.
    memory: int = 0
    found: set[tuple[str, str]] = field(default_factory=set)

    def look(self, where: str, content: bytes, words: Iterable[str]) -> None:
        """Note which of `words` stand in `content`, in any case, as UTF-8 or, where they are Latin, as UTF-16."""
        self.size += len(content)
        content = content.lower()
        for plain in (content, content.replace(b"\0", b"")) if b"\0" in content else (content,):
            # A page says most of its words many times: what is nowhere in them once is nowhere in the page.
            once = b" ".join({*_RUNS.findall(plain)})
            self.found |= {(word, where) for word in words if _longest(word) in once and _lower(word) in plain}


_RUNS = re.compile(rb"[0-9a-z\x80-\xff]+")


@cache
def _lower(word: str) -> bytes:
    return word.lower().encode()


@cache
def _longest(word: str) -> bytes:
    return max(_RUNS.findall(_lower(word)), key=len)


def public_patterns() -> Iterator[tuple[str, URLPattern]]:
    """Every public pattern, by its name or its route; the staff desk is not public."""

    def below(resolver: URLResolver) -> Iterator[URLPattern]:
        for part in resolver.url_patterns:
            if isinstance(part, URLPattern):
                yield part
            elif part.app_name != "admin":
                yield from below(part)

    for pattern in below(get_resolver(None)):
        yield pattern.name or str(pattern.pattern), pattern


def public_addresses(codes: Sequence[str], more: Mapping[str, Sequence[str]]) -> list[str]:
    """Every public pattern in every language, each argument filled with every value known for it."""
    slugs = [*Term.objects.filter(slug__in=more["slug"]).values_list("slug", flat=True), *more["slug"]]
    known = {**more, "code": codes, "slug": list(dict.fromkeys(slugs)), "version": ["1", "2", "3"]}
    known["name"] = [*PublishedPicture.objects.values_list("name", flat=True), *more.get("name", ["0" * 32 + ".jpeg"])]
    found: dict[str, None] = {}
    for name, pattern in public_patterns():
        unknown = pattern.pattern.converters.keys() - known.keys()
        assert not unknown, f"{name} takes {unknown}: say in public_addresses what to look at"
        arguments = list(pattern.pattern.converters)
        for values in product(*(known[argument] for argument in arguments)):
            given = dict(zip(arguments, values, strict=True))
            for language, _label in settings.LANGUAGES:
                with translation.override(language):
                    found[reverse(pattern.name, kwargs=given) if pattern.name else f"/{pattern.pattern}"] = None
    return list(found)


def look_at_addresses(looked: Looked, addresses: Sequence[str], words: Iterable[str]) -> None:
    reader = Client(raise_request_exception=False)
    for address in addresses:
        answer = reader.get(address)
        assert answer.status_code < 500, address
        looked.addresses.append(address)
        look_at_answer(looked, address, answer, words)
        # A reader is given no cookie; whoever comes to sign in is.
        assert "/staff/" in address or not answer.cookies, address


def look_at_answer(looked: Looked, where: str, answer: Any, words: Iterable[str]) -> None:
    """Status, headers, cookies and content."""
    content = b"".join(answer) if answer.streaming else answer.content
    heading = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    looked.statuses.add(answer.status_code)
    looked.look(where, f"{answer.reason_phrase}\n{heading}\n{answer.cookies.output()}\n".encode() + content, words)


def look_at_folder(looked: Looked, folder: Path, words: Iterable[str]) -> None:
    """Every file whatever its name, the names themselves, and a database's rows: a number is no digits in its bytes."""
    for path in folder.rglob("*"):
        looked.look(f"the name of {path.name}", str(path.relative_to(folder)).encode(), words)
        if path.is_file():
            looked.files.append(path)
            looked.look(str(path.relative_to(folder)), path.read_bytes(), words)
        if path.suffix == ".sqlite3":
            with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
                looked.look(f"the rows of {path.name}", "\n".join(database.iterdump()).encode(), words)
