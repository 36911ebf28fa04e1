"""Where something may lie besides pages and the edition's files: refusals, cookies, logs, memory, sessions, scratch."""

from __future__ import annotations

import functools
import gc
import io
import logging
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches
from django.core.cache.backends.locmem import LocMemCache
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse
from django.utils import translation

from archive.limiting import SIGNING_IN
from archive.logs import LOGGING, WithoutMessages
from testimonies.desk.models import StaffSession
from testimonies.edition.search.form import NEIGHBOURS, SORTS, VIEWS, SearchForm
from tests.desk.moderation.failing import edition_failing_on
from tests.walls.looking import Looked, look_at_answer

# Rooms whose memory a reader's request may fill.
_ROOMS = ("archive", "testimonies.edition", "testimonies.receipts", "testimonies.exchange", "testimonies.vocabulary")
_DEEPEST = 12


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this process, and those it starts, put their temporary files."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the archive prints in service, and of its own loggers everything that they could be told to print."""
    printed = io.StringIO()
    handler = logging.StreamHandler(printed)
    handler.setFormatter(WithoutMessages("{levelname} {name}: {message}", style="{"))
    apart = [name for name, said in LOGGING["loggers"].items() if not said["propagate"]]  # type: ignore[attr-defined]
    loggers, ours = [logging.getLogger(name) for name in ("", *apart)], [logging.getLogger(n) for n in _ROOMS[:1]]
    ours.append(logging.getLogger("testimonies"))
    for logger in loggers:
        logger.addHandler(handler)
    for logger in ours:
        logger.setLevel(logging.DEBUG)
    yield printed
    for logger in loggers:
        logger.removeHandler(handler)
    for logger in ours:
        logger.setLevel(logging.NOTSET)


def searches(words: Iterable[str]) -> Iterator[str]:
    """Every parameter of the search form with values that find something, in every language; a new one is noticed."""
    form = SearchForm({})
    given: dict[str, list[str]] = {name: [*labels][:2] for name, labels in form.vocabulary.facet_labels().items()}
    given |= {"q": [*words], "period_from": ["2000"], "period_to": ["2030"], "page": ["1", "2"], "exact": ["1"]}
    given |= {"sort": [name for name, _ in (*SORTS, *NEIGHBOURS)], "view": [name for name, _ in VIEWS]}
    unknown = form.fields.keys() - given.keys()
    assert not unknown, f"a search takes {unknown}: say in searches what to ask for"
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            search, suggest = reverse("search"), reverse("search-suggest")
        yield from (f"{search}?q=paragraph&{name}={value}" for name, values in given.items() for value in values)
        yield from (f"{search}?view=concordance&sort={sort}&q=wages" for sort, _ in NEIGHBOURS)
        yield from (f"{suggest}?q={word[:length]}" for word in words for length in (1, 3, 9))


def look_at_refusals(looked: Looked, gone: str, words: Iterable[str]) -> None:
    """Each answer that shows no page, in every language: who asks wrongly, too much, or while the store is away."""
    careful = Client(enforce_csrf_checks=True, raise_request_exception=False)
    plain = Client(raise_request_exception=False)

    def look(status: int, name: str, answer: HttpResponseBase) -> None:
        assert answer.status_code == status, (name, answer.status_code)
        look_at_answer(looked, f"{status} {name}", answer, words)

    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            home, receipt, login = reverse("home"), reverse("receipt"), reverse("admin:login")
            account, search = reverse("testimony", args=[gone]), reverse("search")
        look(400, home, plain.get(home, headers={"host": "elsewhere.example"}))
        look(413, receipt, plain.post(receipt, {"code": "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)}))
        look(403, receipt, plain.post(receipt, headers={"origin": "https://elsewhere.example"}))
        look(404, home, plain.get(f"{home}no-such-page/"))
        look(405, home, plain.post(home))
        look(410, account, plain.get(account))
        look(422, receipt, plain.post(receipt, {"code": "no code"}))
        with edition_failing_on():
            look(503, home, plain.get(home))
            look(503, search, plain.get(f"{search}?q=wages"))
        answers = (careful.post(login, REMOTE_ADDR="9.9.9.9") for _ in range(3 * int(SIGNING_IN.burst)))
        look(429, login, next(answer for answer in answers if answer.status_code == 429))
        look(403, login, Client(enforce_csrf_checks=True).post(login))
        for method in ("head", "options", "put", "delete"):
            look_at_answer(looked, f"{method} {account}", getattr(plain, method)(account), words)


def look_at_receipt(looked: Looked, receipt: str, words: Iterable[str]) -> None:
    """What the holder of a code is shown, page after page, without asking for anything."""
    holder = Client()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            pages = [reverse(f"receipt-{name}") for name in ("account", "correction", "withdrawal")]
            answer = holder.post(reverse("receipt"), {"code": receipt})
        look_at_answer(looked, f"{language} receipt", answer, words)
        # An erased account has no receipt any more.
        ticket = answer.context.get("ticket", "")
        for page in pages:
            look_at_answer(looked, page, holder.post(page, {"ticket": ticket}), words)


def look_at_memory(looked: Looked, words: Iterable[str]) -> None:
    """Django's caches, and whatever the rooms that answer readers keep between two requests."""
    for alias in settings.CACHES:
        cache = caches[alias]
        assert isinstance(cache, LocMemCache), f"say in look_at_memory how to read the cache {alias}"
        looked.look(f"the cache {alias}", repr(cache._cache).encode(), words)  # type: ignore[attr-defined]
    for name, module in [*sys.modules.items()]:
        if name.startswith(_ROOMS):
            kept = "\n".join(_kept([*vars(module).values()]))
            looked.memory += bool(kept)
            looked.look(f"the memory of {name}", kept.encode(errors="replace"), words)


def _kept(roots: list[object]) -> Iterator[str]:
    """Every word that hangs on `roots`, but not on a class, a function, or a library's own objects."""
    seen: set[int] = set()
    for _ in range(_DEEPEST):
        below: list[object] = []
        for one in roots:
            if id(one) in seen:
                continue
            seen.add(id(one))
            if isinstance(one, (str, bytes)):
                yield str(one)
            elif isinstance(one, (dict, list, tuple, set, frozenset, functools._lru_cache_wrapper)) or _is_ours(one):
                below += gc.get_referents(one)
        roots = below


def _is_ours(one: object) -> bool:
    return not isinstance(one, type) and type(one).__module__.startswith(_ROOMS)


def look_at_sessions(looked: Looked, words: Iterable[str]) -> None:
    """Reading begins no session, and what staff's sessions hold is not what they read."""
    for session in StaffSession.objects.all():
        looked.look("a session", str(session.get_decoded()).encode(), words)
