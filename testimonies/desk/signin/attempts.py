"""Failed attempts, counted so that nobody can shut anybody else out.

What is counted is a name from one address, so a stranger elsewhere cannot lock out the person. Address and name are
kept only as a hash whose salt is drawn anew every day, lies outside the database and goes with the day: at midnight
(UTC) the counts begin anew, and `forget_yesterday` takes the rows, which nothing can be read from any more. No backup
holds either.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import UTC, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from testimonies.desk.models import Attempts
from testimonies.desk.signin.salt import drop_old_salt, salt_of_today

LIMIT, WINDOW = 5, timedelta(minutes=15)
# Wrong codes after the right password, from anywhere. A thief of the password with ten thousand addresses could guess
# six digits otherwise. From then on it takes a recovery code or a passkey, which nobody guesses.
CODE_LIMIT, DAY = 20, timedelta(days=1)


def may_try(name: str, address: str) -> bool:
    """Count one attempt on `name` from `address`, and say whether it may be looked at.

    Counted before it is looked at: a hundred requests at once get no more tries than one after the other.
    """
    forget_yesterday()
    return _count(_who("pair", name, address), WINDOW) <= LIMIT


def forget_yesterday() -> None:
    """No count of an earlier day stays, nor what its hashes could be tried with. The indexer asks for it, too."""
    midnight = timezone.now().astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    Attempts.objects.filter(since__lt=midnight).delete()
    drop_old_salt()


def forgive(name: str, address: str) -> None:
    """The person came in from here: what was mistyped before does not count."""
    Attempts.objects.filter(pk=_who("pair", name, address)).delete()


def note_failure(name: str, *, knew_password: bool) -> None:
    """Written for each failure alike, so that neither the clock nor the disk tells whether the password was right."""
    _count(_who("code" if knew_password else "word", name), DAY)


def codes_count(name: str) -> bool:
    """Whether the codes of an authenticator app still count for `name` today."""
    tried = Attempts.objects.filter(pk=_who("code", name), since__gt=timezone.now() - DAY).first()
    return tried is None or tried.count < CODE_LIMIT


def _count(who: str, window: timedelta) -> int:
    with transaction.atomic():
        row, _ = Attempts.objects.select_for_update().get_or_create(pk=who, defaults={"since": timezone.now()})
        if row.since < timezone.now() - window:
            Attempts.objects.filter(pk=who).update(count=1, since=timezone.now())
            return 1
        Attempts.objects.filter(pk=who).update(count=F("count") + 1)
        return row.count + 1


def _who(*words: str) -> str:
    return hmac.new(salt_of_today(), "\x1f".join(words).encode(), hashlib.sha256).hexdigest()
