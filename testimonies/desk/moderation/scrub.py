"""Leave no erased byte behind in the files of the desk's database."""

import logging

from django.db import connection, transaction

logger = logging.getLogger(__name__)


def scrub_after_commit() -> None:
    """Once the erasure is safely stored."""
    transaction.on_commit(scrub, robust=True)


def scrub() -> bool:
    """Write SQLite's log back into the file and empty it; whether that could be done.

    `secure_delete` overwrites what was erased in the file itself, but the log beside it keeps earlier pages until it
    is emptied, which waits for whoever is reading. Elsewhere the server's own vacuum does this.
    """
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy = bool(cursor.fetchone()[0])
    if busy:
        logger.error("Erased bytes are still in the database's log, because somebody reads; sync_edition tries again.")
    return not busy
