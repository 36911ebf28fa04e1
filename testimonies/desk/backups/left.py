"""Who left since a backup, as far as anything that is still here knows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError

from testimonies.desk.backups.unpack import NoBackup
from testimonies.desk.models import Testimony
from testimonies.desk.moderation.erase_content import code_hash
from testimonies.desk.moderation.gone import catch_up, gone_file, read_gone
from testimonies.edition.publish import left_unread, tombstones
from testimonies.vocabulary import DecisionVerb, Status


def who_left(lists: Iterable[Path]) -> dict[str, set[str]]:
    """Acts by the hash of a code: of the backup, the lists, and what the present desk and edition still know."""
    call_command("migrate", database="edition", verbosity=0)
    # A lost or damaged database is why somebody restores; then the lists and the edition remain.
    with suppress(Exception):
        catch_up()
    try:
        entries = read_gone([gone_file(), *lists])
    except (ValueError, OSError) as error:
        raise NoBackup(f"{error}.") from None
    gone: dict[str, set[str]] = defaultdict(set)
    lapsed = _out_for_now()
    # A tombstone does not tell a lapse from a withdrawal: where the desk cannot say, it is taken for the latter. So is
    # what went before its day and has none, if the desk knows nothing of it.
    stones = {code_hash(code) for code in tombstones()} - lapsed
    stones |= {code_hash(code) for code in left_unread()} - _known()
    entries |= {(code, DecisionVerb.WITHDRAW.value) for code in stones}
    for code, act in entries | {(code, DecisionVerb.LAPSE.value) for code in lapsed}:
        gone[code].add(act)
    return gone


def _known() -> set[str]:
    """Hashes of all codes of the present desk; none of a lost one."""
    try:
        return {code_hash(code) for code in Testimony.objects.values_list("code", flat=True)}
    except DatabaseError:
        return set()


def _out_for_now() -> set[str]:
    """Hashes of the codes that the present desk does not show, though nobody withdrew them; none of a lost desk."""
    out = Testimony.objects.filter(public_version=None).exclude(status=Status.WITHDRAWN)
    try:
        return {code_hash(code) for code in out.values_list("code", flat=True)}
    except DatabaseError:
        return set()
