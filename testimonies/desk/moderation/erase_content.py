"""The erasing itself, whoever decided it."""

import hashlib

from testimonies.desk.models import Testimony
from testimonies.desk.moderation.erasers import ERASERS
from testimonies.desk.moderation.scrub import scrub_after_commit


def erase_content(testimony: Testimony) -> dict[str, object]:
    """Erase, and return the proof: counts by kind, and the hash of the code. Call inside a transaction."""
    counts = {kind: eraser(testimony) for kind, eraser in ERASERS.items()}
    scrub_after_commit()
    return {"erased": counts, "code": code_hash(testimony.code)}


def code_hash(code: str) -> str:
    """SHA-256 of a code, in hexadecimal."""
    return hashlib.sha256(code.encode()).hexdigest()
