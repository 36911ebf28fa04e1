"""Who failed to sign in, and from where, can be found out on the same day at most."""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from testimonies.desk.models import Attempts
from tests.days import later
from tests.desk.signin.coming_in import try_to_sign_in
from tests.people import People
from tests.real_stores import Stores

THERE, ELSEWHERE = "203.0.113.9", "198.51.100.7"
WRONG = "not the password at all"


def found_again(stores: Stores) -> list[str]:
    """The addresses found by whoever has the database and all that lies beside it, and tries every address.

    With the day in the hash, too: it was there once, and the key of every day beside the database.
    """
    today = timezone.now().date()
    days = ["", *(f"attempts\x1f{day.isoformat()}\x1f" for day in (today, today - timedelta(days=1)))]
    kept = set(Attempts.objects.values_list("pk", flat=True))
    return [
        address
        for address in (THERE, ELSEWHERE)
        for key in keys_beside(stores)
        for day in days
        if hmac.new(key, f"{day}pair\x1fcho\x1f{address}".encode(), sha256).hexdigest() in kept
    ]


def keys_beside(stores: Stores) -> Iterator[bytes]:
    """Every word of every file of the desk, and the bytes it may stand for."""
    yield settings.SECRET_KEY.encode()
    for path in (stores.data / "desk").rglob("*"):
        if path.is_file() and "sqlite" not in path.name:
            for word in path.read_text(errors="replace").split():
                yield word.encode()
                if re.fullmatch("(?:[0-9a-f]{2})+", word):
                    yield bytes.fromhex(word)


def test_tomorrow_nobody_finds_out_from_where_somebody_tried(people: People, stores: Stores) -> None:
    try_to_sign_in(Client(), "cho", WRONG, REMOTE_ADDR=THERE)
    assert found_again(stores) == [THERE], "today the salt is there, and the test knows how to try"
    before = list(Attempts.objects.values())
    with later(1):
        call_command("sync_edition", stdout=StringIO())
        assert not Attempts.objects.exists()
        # As in a copy that somebody took yesterday.
        Attempts.objects.bulk_create(Attempts(**row) for row in before)
        assert found_again(stores) == []
        try_to_sign_in(Client(), "cho", WRONG, REMOTE_ADDR=ELSEWHERE)
        assert found_again(stores) == [ELSEWHERE]
