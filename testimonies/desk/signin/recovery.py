"""Recovery codes: ten, shown once, each good for one sign-in."""

from __future__ import annotations

import hashlib
import secrets

from django.contrib.auth.models import User
from django.db import transaction

from testimonies.desk.models import RecoveryCodes

COUNT = 10
# Without letters that look like others.
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
_LENGTH = 16


def make_codes(user: User) -> list[str]:
    """New codes in place of all older ones, 79 bits each, in groups of four letters. They can be shown only now."""
    codes = ["".join(secrets.choice(_LETTERS) for _ in range(_LENGTH)) for _ in range(COUNT)]
    RecoveryCodes.objects.update_or_create(user=user, defaults={"hashes": " ".join(map(code_hash, codes))})
    return ["-".join(code[start : start + 4] for start in range(0, _LENGTH, 4)) for code in codes]


def code_hash(code: str) -> str:
    """As it is kept. The code is random enough that nobody tries all, so one round is enough."""
    plain = "".join(letter for letter in code.lower() if letter in _LETTERS)
    return hashlib.sha256(plain.encode()).hexdigest()


def spend(user: User, code: str) -> bool:
    """Take `code` from those that are left; False where it is none of them."""
    with transaction.atomic():
        kept = RecoveryCodes.objects.select_for_update().filter(pk=user.pk).first()
        left = kept.hashes.split() if kept else []
        if kept is None or code_hash(code) not in left:
            return False
        left.remove(code_hash(code))
        kept.hashes = " ".join(left)
        kept.save(update_fields=["hashes"])
    return True
