"""Somebody runs code in the staff process: they read what is typed from then on, and never what was sealed before."""

from __future__ import annotations

import json

from django.db import connections

from tests.people import People
from tests.real_stores import Stores
from tests.walls.attacks.test_stolen_machine import SECRETS, private

__all__ = ["private"]

# It has every key that a staff process has, in memory and on disk, and tries each on each sealed field.
TAKEN_OVER = """
import gc, json, os, pathlib
from django.conf import settings
from nacl.public import PrivateKey, PublicKey, SealedBox
from nacl.signing import SigningKey
from testimonies.desk.chain.signing import Signer
from testimonies.desk.models import SealedEntry, Testimony, Text
from testimonies.desk.safe.keyring import keyring
from testimonies.desk.safe.fields import EncryptedText
from testimonies.desk.seal import seal, seal_key
from testimonies.desk.unseal import key_name

# Everything that works has run once, so that what it leaves in memory is there.
record = Testimony.objects.get(code="NKR-SEA1ED00")
notes, texts = record.notes, list(Text.objects.values_list("body", flat=True))
made = seal("typed just now", code=record.code, field="real_name")
ring, signer = keyring(), Signer()
folder = pathlib.Path(settings.DATA_DIR)
tried = {settings.SECRET_KEY.encode()}
for path in folder.rglob("*"):
    if path.is_file() and path.stat().st_size < 10_000:
        tried.add(path.read_bytes())
for thing in gc.get_objects():
    for value in vars(thing).values() if hasattr(thing, "__dict__") and not isinstance(thing, type) else ():
        if isinstance(value, (bytes, str)) and 16 <= len(value) < 10_000:
            tried.add(value if isinstance(value, bytes) else value.encode())
tried |= {bytes(signer._key), bytes(seal_key()), *(key.secret for key in ring.keys)}
keys = set()
for content in tried:
    for piece in (content, *content.replace(b'"', b" ").split()):
        for decode in (bytes, lambda one: bytes.fromhex(one.decode())):
            try:
                key = decode(piece.strip())
            except (ValueError, UnicodeDecodeError):
                continue
            if len(key) in (32, 64):
                keys |= {key[:32], key[-32:]}
opened = []
boxes = [bytes(box) for box in SealedEntry.objects.values_list("ciphertext", flat=True)]
for key in keys:
    for box in boxes:
        try:
            opened.append(SealedBox(PrivateKey(key)).decrypt(box).decode())
        except Exception:
            pass
print(json.dumps({"boxes": len(boxes), "keys": len(keys), "opened": opened, "notes": notes, "texts": len(texts)}))
"""


def test_it_reads_what_is_not_sealed_and_opens_nothing_that_was(private: str, people: People, stores: Stores) -> None:
    from testimonies.desk import models

    record = models.Testimony.objects.get(code="NKR-SEA1ED00")
    record.notes = "A note that staff read online"
    record.save(update_fields=["notes"])
    for connection in connections.all():
        connection.close()
    with stores.start(TAKEN_OVER, ARCHIVE_ROLE="staff") as process:
        printed, wrong = process.communicate(timeout=300)
    assert process.returncode == 0, wrong
    said = json.loads(printed)
    # The eyes are open: it holds real keys, reads what a staff process reads, and there was something to open.
    assert said["boxes"] >= len(SECRETS)
    assert said["keys"] > 20
    assert said["notes"] == "A note that staff read online"
    assert said["texts"] > 1
    assert said["opened"] == []
    assert not any(secret in printed + wrong for secret in SECRETS.values())


def test_the_same_tries_open_it_where_the_private_key_is_on_the_server(private: str, stores: Stores) -> None:
    """So that the story above is not quiet because it cannot open anything."""
    (stores.data / "desk" / "left.key").write_text(private)
    for connection in connections.all():
        connection.close()
    with stores.start(TAKEN_OVER, ARCHIVE_ROLE="staff") as process:
        printed, wrong = process.communicate(timeout=300)
    assert process.returncode == 0, wrong
    assert all(secret in "".join(json.loads(printed)["opened"]) for secret in (SECRETS["real_name"], SECRETS["city"]))
