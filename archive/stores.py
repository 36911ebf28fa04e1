"""The three databases, as each role may open them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

# secure_delete: SQLite otherwise keeps erased words in the free pages of the file.
# cache_spill: a large transaction must not shut readers out before it commits.
# recursive_triggers: without it INSERT OR REPLACE removes a row and no trigger against removal is asked.
_WRITER = "PRAGMA synchronous=FULL;PRAGMA secure_delete=ON;PRAGMA cache_spill=OFF;PRAGMA recursive_triggers=ON;"
# trusted_schema: a view or trigger planted in a copied file may not call functions. Only a reader can do without
# them: the JSON columns' own checks call JSON_VALID, which SQLite 3.40 counts among them.
_READER = "PRAGMA query_only=ON;PRAGMA trusted_schema=OFF;"


def refuse_what_is_not_opened(environment: Mapping[str, str], role: str, **opened: bool) -> None:
    """Raise where the address of a store is given to a role that does not open it.

    It is a way in, often with a password in it, and whoever takes the process over reads its environment.
    """
    for store, is_opened in opened.items():
        name = f"{store.upper()}_DATABASE_URL"
        if environment.get(name) and not is_opened:
            raise ImproperlyConfigured(
                f"{name} is set, but ARCHIVE_ROLE={role} never opens that database. Take it out of the environment of "
                "this process: whoever took it over would find the way in there."
            )


def desk(url: str, data: Path) -> dict[str, Any]:
    """The desk: many short writers beside readers, so SQLite runs in WAL mode."""
    return _opened(url or f"sqlite:///{data}/desk/desk.sqlite3", "PRAGMA journal_mode=WAL;")


def edition(url: str, data: Path, *, read_only: bool) -> dict[str, Any]:
    """The edition: one file and no WAL beside it.

    A WAL file keeps erased pages until a checkpoint, and a reader that may not write the folder cannot open a
    database in WAL mode at all; the public process is such a reader.
    """
    store = _opened(url or f"sqlite:///{data}/edition/edition.sqlite3", "PRAGMA journal_mode=DELETE;")
    if not read_only:
        return store
    if store["ENGINE"].endswith("sqlite3"):
        store["NAME"] = f"file:{store['NAME']}?mode=ro"
        store["OPTIONS"] = {"uri": True, "timeout": 20, "init_command": _READER}
    else:
        store["OPTIONS"] = {**store.get("OPTIONS", {}), "options": "-c default_transaction_read_only=on"}
    return store


def receipts(url: str, data: Path) -> dict[str, Any]:
    """Codes' hashes and what contributors sent. Two system users write it, so nothing lies beside the one file."""
    return _opened(url or f"sqlite:///{data}/receipts/store/receipts.sqlite3", "PRAGMA journal_mode=DELETE;")


def _opened(url: str, journal: str) -> dict[str, Any]:
    store: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=600))
    if store["ENGINE"].endswith("sqlite3"):
        store["OPTIONS"] = {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": journal + _WRITER}
    return store
