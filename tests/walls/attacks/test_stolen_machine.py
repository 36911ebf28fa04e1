"""The staff server or a laptop with a copy of `var/`, switched off and taken away: ciphertext, and no key to it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections

from testimonies.desk.moderation.export_sealed import export_sealed
from testimonies.desk.seal import make_seal_key
from testimonies.edition.publish import bring_up_to_date
from tests.people import People, make_record, make_testimony
from tests.real_stores import ROOT, Stores

SECRETS = {
    "real_name": "Zaunkoenig",
    "contact": "zaunkoenig at example",
    "birth_date": "1991-02-03",
    "employer": "Quisquilla Works",
    "city": "Quisquilla",
    "notes": "Speaks of Zaunkoenig",
}


@pytest.fixture
def private(people: People, stores: Stores, tmp_path: Path) -> str:
    """The custodian's private key, after accounts came in by import and by hand; it was written nowhere here."""
    private = make_seal_key()
    file = tmp_path / "records.jsonl"
    file.write_text(json.dumps(make_record(code="NKR-SEA1ED00", confidential=SECRETS)))
    call_command("import_testimonies", str(file), submitted_by="ari")
    file.unlink()
    make_testimony(people, "published")
    bring_up_to_date()
    return private


def taken(stores: Stores) -> dict[str, bytes]:
    for connection in connections.all():
        connection.close()
    return {str(path.relative_to(stores.data)): path.read_bytes() for path in stores.data.rglob("*") if path.is_file()}


def test_no_sealed_word_can_be_read_from_anything_under_var(private: str, stores: Stores) -> None:
    files = taken(stores)
    assert {"desk/desk.sqlite3", "desk/seal.pub", "edition/edition.sqlite3"} <= files.keys()
    assert b"NKR-SEA1ED00" in files["desk/desk.sqlite3"]
    for name, content in files.items():
        for field, secret in SECRETS.items():
            for encoding in ("utf-8", "utf-16-le"):
                assert secret.encode(encoding) not in content, f"{field} in {name}"
        for form in (private.encode(), bytes.fromhex(private)):
            assert form not in content, f"the private key in {name}"


def test_no_key_under_var_opens_what_is_sealed(private: str, people: People, stores: Stores, tmp_path: Path) -> None:
    """The thief runs our own program with everything that was on the machine."""
    from testimonies.desk.models import Testimony as Record

    bundle = tmp_path / "bundle.json"
    bundle.write_bytes(export_sealed(testimony=Record.objects.get(code="NKR-SEA1ED00"), actor=people.kim))
    keys = [path for path in (stores.data / "desk").rglob("*") if path.is_file() and path.stat().st_size < 10_000]
    assert len(keys) >= 4
    for key in keys:
        assert _unsealed(bundle, key) == "", key.name
    right = tmp_path / "private.key"
    right.write_text(private)
    right.chmod(0o600)
    assert "Zaunkoenig" in _unsealed(bundle, right)


def _unsealed(bundle: Path, key: Path) -> str:
    command = [sys.executable, "-m", "testimonies.desk.unseal", str(bundle), "--key", str(key)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    return run.stdout if run.returncode == 0 else ""
