"""Restore a backup, and bring back nobody who left since."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Set
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import timezone

from testimonies.desk.backups.accounts import Staff, put_back_accounts, staff_now
from testimonies.desk.backups.keys import take_keys
from testimonies.desk.backups.left import who_left
from testimonies.desk.backups.photos import PHOTOS, put_back
from testimonies.desk.backups.unpack import NoBackup, unpack
from testimonies.desk.backups.working import ASIDE, working_folder
from testimonies.desk.backups.write import DATABASE, GONE
from testimonies.desk.chain.append import append
from testimonies.desk.models import Decision, Testimony
from testimonies.desk.moderation.decide import decide
from testimonies.desk.moderation.erase_content import code_hash, erase_content
from testimonies.desk.moderation.ever_read import UNREAD
from testimonies.desk.moderation.lapse import LapseReason, clock
from testimonies.desk.moderation.rebuild import rebuild_edition
from testimonies.desk.moderation.stand_by_words import begun_file
from testimonies.desk.moderation.transitions import PERMISSION
from testimonies.desk.photos.files import forget_derived, sweep
from testimonies.desk.seal import NoSealKey, key_facts, key_in
from testimonies.desk.signin.held import held
from testimonies.edition.publish import bring_up_to_date, left_unread
from testimonies.vocabulary import DecisionVerb, Status


@dataclass(frozen=True)
class Restored:
    """How many accounts that had left since were taken out again.

    `knows_staff`: what was changed in accounts of staff since is known. Where it is not, all of them are closed.
    """

    again: int
    knows_staff: bool


def restore(file: Path, *, custodian: str, proved: bool = False, gone_lists: Iterable[Path] = ()) -> Restored:
    """Put the backup in the desk's place. `proved` is for the log: whether the custodian showed a second proof.

    Accounts that left since are withdrawn or erased again, and nothing that ended since lets staff in again, in the
    backup's own copy of the database, before that copy takes the place of the present one; the edition is written anew
    last. At no moment is anybody back. No other process may be running. The present database and photographs are kept
    in `desk/before-restore/`. Raises `NoBackup`, and then the database and the edition are as they were.
    """
    desk = Path(settings.DATA_DIR) / "desk"
    present = Path(str(connection.settings_dict["NAME"]))
    with working_folder("restore-") as folder:
        unpack(file, folder)
        gone, staff = who_left([folder / GONE, *gone_lists]), staff_now()
        unread = {code_hash(code) for code in left_unread()}
        (desk / ASIDE).mkdir(mode=0o700, exist_ok=True)
        with _working_on(folder / DATABASE):
            call_command("migrate", verbosity=0)
            actor = _custodian(custodian)
            take_keys(folder / "keys", aside=desk / ASIDE)
            # Before anybody leaves again, which takes away every file that the restored rows do not know.
            put_back(folder / PHOTOS, aside=desk / ASIDE / PHOTOS)
            restored = _leave_again(gone, unread, staff, actor, _seal_facts(folder), proved=proved)
        _swap(folder / DATABASE, present, desk / ASIDE)
        if (folder / "seal.pub").exists() and not (desk / "seal.pub").exists():
            (folder / "seal.pub").replace(desk / "seal.pub")
    # A backup from before the log knew the open words: the custodian brings them back as they were then.
    begun_file().unlink(missing_ok=True)
    rebuild_edition()
    sweep()
    bring_up_to_date()
    return restored


@contextmanager
def _working_on(database: Path) -> Iterator[None]:
    """Every query goes to `database` meanwhile."""
    present = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = str(database)
    try:
        yield
    finally:
        # The last connection writes the log beside the file back into it.
        connection.close()
        connection.settings_dict["NAME"] = present


def _custodian(name: str) -> User:
    actor = User.objects.filter(username=name, is_active=True).first()
    if actor is None or not actor.has_perm(PERMISSION[DecisionVerb.RESTORE]):
        raise NoBackup(f"The backup knows no custodian {name}.")
    return actor


def _seal_facts(folder: Path) -> dict[str, str]:
    """The seal key from now on: the present one, which may be newer than what the backup decided, or the backup's."""
    for file in (Path(settings.DATA_DIR) / "desk" / "seal.pub", folder / "seal.pub"):
        # Without a readable one nothing is promised; a restore must not fail by it.
        with suppress(NoSealKey, ValueError, TypeError):
            return key_facts(key_in(file))
    return {}


@transaction.atomic
def _leave_again(
    gone: dict[str, set[str]],
    unread: Set[str],
    staff: Staff | None,
    actor: User,
    seal: Mapping[str, str],
    *,
    proved: bool,
) -> Restored:
    kept, hashed = Decision.objects.order_by("-pk").values_list("pk", "hash").first() or (0, "")
    knows_staff = put_back_accounts(staff, last=hashed)
    facts: dict[str, object] = {"kept": kept, "hash": hashed, "proved": proved, "knows_staff": knows_staff, **seal}
    facts["staff"] = [held(user) for user in User.objects.order_by("pk")]
    append(Decision(verb=DecisionVerb.RESTORE, actor=actor, facts=facts))
    again = sum(
        _again(testimony, gone[hashed_code], actor, {UNREAD: True} if hashed_code in unread else {})
        for testimony in Testimony.objects.order_by("pk")
        if (hashed_code := code_hash(testimony.code)) in gone
    )
    return Restored(again, knows_staff)


def _again(testimony: Testimony, acts: set[str], actor: User, facts: Mapping[str, object]) -> bool:
    """Decided once already, so nobody is asked anew. What the backup still owed for it is not paid any more.

    `facts` say of what left before its day, which may be over by now, that nobody could read it.
    """
    testimony.owed.unpaid().update(paid_at=timezone.now())
    if acts == {DecisionVerb.LAPSE.value}:
        return _lapse_again(testimony, facts)
    leaves = testimony.status != Status.WITHDRAWN
    if leaves:
        decide(DecisionVerb.WITHDRAW, testimony, actor, facts=facts)
    erased = testimony.decisions.filter(verb=DecisionVerb.ERASE).exists()
    if DecisionVerb.ERASE.value in acts and not erased:
        decide(DecisionVerb.ERASE, testimony, actor, facts=erase_content(testimony))
        leaves = True
    return leaves


def _lapse_again(testimony: Testimony, facts: Mapping[str, object]) -> bool:
    """What ended it may be newer than the backup, so the clock would not find it."""
    if testimony.public_version is None:
        return False
    testimony.publications.update(lapsed=True)
    forget_derived(testimony)
    decide(DecisionVerb.LAPSE, testimony, clock(), reason=LapseReason.CHECK_FAILED.value, facts=facts)
    return True


def _swap(new: Path, present: Path, aside: Path) -> None:
    connection.close()
    for suffix in ("-wal", "-shm"):
        left = present.with_name(present.name + suffix)
        if left.exists():
            left.replace(aside / left.name)
    if present.exists():
        (aside / present.name).unlink(missing_ok=True)
        os.link(present, aside / present.name)
    new.replace(present)
