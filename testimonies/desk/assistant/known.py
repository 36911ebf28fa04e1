"""Words that were typed in once and sealed: kept as keyed hashes, so that they are recognised where they stand.

Each mark (see `deidentify.known`) is hashed with a key outside the database and with the code of the account: a copy
of the database tells nothing, and two accounts of one person are not seen to be one person's.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Callable, Mapping

from testimonies.deidentify import known
from testimonies.deidentify.finding import Finding, Kind
from testimonies.desk.models import KnownWords, Testimony
from testimonies.desk.safe.keys import read_or_make

# Dates of birth are found by their form, in every way of writing; notes are prose and would mark every word.
KINDS: Mapping[str, Kind] = {
    "real_name": Kind.NAME,
    "contact": Kind.HANDLE,
    "employer": Kind.EMPLOYER,
    "city": Kind.PLACE,
}
_FILE = "known.key"
_SIZE = 12


def remember(testimony: Testimony, confidential: Mapping[str, str]) -> None:
    """Keep the hashes of what is about to be sealed, with those of what was sealed before."""
    key = _key()
    digests = {
        field: sorted(_digest(key, testimony.code, mark) for mark in known.marks(confidential[field], kind))
        for field, kind in KINDS.items()
        if confidential.get(field)
    }
    if any(digests.values()):
        before = KnownWords.objects.filter(testimony=testimony, key=_name(key)).first()
        for field, old in before.digests.items() if before else ():
            digests[field] = sorted({*old, *digests.get(field, [])})
        KnownWords.objects.update_or_create(testimony=testimony, defaults={"key": _name(key), "digests": digests})


def is_comparable(testimony: Testimony) -> bool:
    """False where there are hashes and their key is gone."""
    kept = KnownWords.objects.filter(testimony=testimony).first()
    return kept is None or kept.key == _name(_key())


def find_given(text: str, confidential: Mapping[str, str]) -> list[Finding]:
    """The same for words that are still in clear, as in a record that is being imported."""
    given = {
        mark: kind
        for field, kind in KINDS.items()
        if confidential.get(field)
        for mark in known.marks(confidential[field], kind)
    }
    return known.find(text, given.get) if given else []


def recogniser(testimony: Testimony) -> Callable[[str], Kind | None]:
    """Tells of a mark of a text whether it was sealed for this testimony, and as what."""
    kept = KnownWords.objects.filter(testimony=testimony).first()
    key = _key()
    if kept is None or kept.key != _name(key):
        return lambda mark: None
    fields = {digest: KINDS[field] for field, digests in kept.digests.items() if field in KINDS for digest in digests}
    return lambda mark: fields.get(_digest(key, testimony.code, mark))


def _key() -> bytes:
    return read_or_make(_FILE, lambda: secrets.token_bytes(32))


def _name(key: bytes) -> str:
    return hashlib.blake2b(key, digest_size=8, person=b"known-key").hexdigest()


def _digest(key: bytes, code: str, mark: str) -> str:
    return hmac.new(key, f"{code}\x1f{mark}".encode(), hashlib.sha256).digest()[:_SIZE].hex()
