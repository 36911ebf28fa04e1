"""What is sealed leaves the archive closed, is noted, and opens on a machine that has nothing of the archive."""

from __future__ import annotations

import json
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from testimonies.desk import models
from testimonies.desk.intake.record import store
from testimonies.desk.models import Decision, SealedEntry
from tests.desk.at_the_server import answered
from tests.people import People, make_record
from tests.real_stores import ROOT, Stores

SECRETS = {"real_name": "Zaunkönig 김", "contact": "a\nnumber \x1b[2J"}


@pytest.fixture
def private(stores: Stores, tmp_path: Path) -> Path:
    call_command("make_seal_key", str(tmp_path / "private"), stdout=StringIO())
    return tmp_path / "private"


@pytest.fixture
def testimony(people: People, private: Path) -> models.Testimony:
    return store(make_record(confidential=SECRETS), author=people.ari)


def export(testimony: models.Testimony, out: Path, who: str = "kim") -> Path:
    answered("export_sealed", testimony.code, out=out, custodian=who)
    return out


def unseal(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """On a machine without Django, settings or database: any import of them fails."""
    script = (
        "import sys, runpy\n"
        "class No:\n"
        "    def find_spec(self, name, *_):\n"
        "        if name.split('.')[0] in {'django', 'archive', 'sqlite3'}: raise ImportError(name)\n"
        "sys.meta_path.insert(0, No())\n"
        "runpy.run_module('testimonies.desk.unseal', run_name='__main__')"
    )
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


def test_a_bundle_opens_elsewhere_and_its_export_is_noted(
    testimony: models.Testimony, private: Path, tmp_path: Path
) -> None:
    bundle = export(testimony, tmp_path / "bundle")
    assert bundle.stat().st_mode & 0o777 == 0o600
    assert "Zaunkönig" not in bundle.read_text()
    opened = unseal(bundle, "--key", private)
    assert opened.returncode == 0, opened.stderr
    assert testimony.code in opened.stdout
    assert "real_name: Zaunkönig 김" in opened.stdout
    # A stored text must not write over the reader's screen.
    assert "\x1b" not in opened.stdout
    decision = Decision.objects.latest("pk")
    assert (decision.verb, decision.actor.username, decision.facts["fields"]) == ("export_sealed", "kim", 2)
    out = StringIO()
    call_command("unseal", str(bundle), key=private, stdout=out)
    assert "Zaunkönig" in out.getvalue()


@pytest.mark.parametrize("who", ["ari", "cho", "rok", "adm", "nobody", "nobody-at-all"])
def test_only_a_custodian_exports(testimony: models.Testimony, tmp_path: Path, who: str) -> None:
    before = Decision.objects.count()
    with pytest.raises(CommandError):
        export(testimony, tmp_path / "bundle", who)
    assert not (tmp_path / "bundle").exists()
    assert Decision.objects.count() == before


def test_a_bundle_is_not_written_over_a_file(testimony: models.Testimony, tmp_path: Path) -> None:
    (tmp_path / "bundle").write_text("kept")
    before = Decision.objects.count()
    with pytest.raises(CommandError, match="cannot be written"):
        export(testimony, tmp_path / "bundle")
    assert (tmp_path / "bundle").read_text() == "kept"
    assert Decision.objects.count() == before


def test_with_another_key_nothing_opens(testimony: models.Testimony, tmp_path: Path) -> None:
    assert unseal("--make-key", tmp_path / "other").returncode == 0
    opened = unseal(export(testimony, tmp_path / "bundle"), "--key", tmp_path / "other")
    assert opened.returncode == 1
    assert "sealed to another key" in opened.stderr
    assert "Zaunkönig" not in opened.stdout + opened.stderr


def test_an_entry_hung_onto_another_record_or_field_is_refused(
    people: People, testimony: models.Testimony, private: Path, tmp_path: Path
) -> None:
    other = store(make_record(confidential={"real_name": "Another"}), author=people.ari)
    secret = SealedEntry.objects.get(testimony=testimony, field="real_name")
    SealedEntry.objects.filter(testimony=other).update(ciphertext=secret.ciphertext)
    SealedEntry.objects.filter(testimony=testimony, field="contact").update(ciphertext=secret.ciphertext)
    for account, field in ((other, "real_name"), (testimony, "contact")):
        opened = unseal(export(account, tmp_path / account.code), "--key", private)
        assert opened.returncode == 1
        assert f"{field}: belongs to another record or field" in opened.stderr


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b'{"format": "x"}', b'{"entries": 3}'])
def test_a_file_that_is_no_bundle_gets_a_sentence(private: Path, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "bundle").write_bytes(content)
    opened = unseal(tmp_path / "bundle", "--key", private)
    assert (opened.returncode, opened.stdout) == (1, "")
    assert "Traceback" not in opened.stderr
    assert "bundle" in opened.stderr
    for arguments in ((tmp_path / "none", "--key", private), (tmp_path / "bundle", "--key", tmp_path / "none")):
        assert "No such file" in unseal(*arguments).stderr


def test_after_rotation_old_entries_open_with_the_old_key_and_new_ones_with_the_new(
    people: People, testimony: models.Testimony, private: Path, tmp_path: Path
) -> None:
    unseal("--make-key", tmp_path / "new")
    answered("rotate_seal", tmp_path / "new.pub")
    assert Decision.objects.latest("pk").verb == "rotate_seal"
    later = store(make_record(confidential={"real_name": "Later"}), author=people.ari)
    new, old = export(later, tmp_path / "later"), export(testimony, tmp_path / "earlier")
    assert "Later" in unseal(new, "--key", tmp_path / "new").stdout
    assert "Zaunkönig" in unseal(old, "--key", private).stdout
    assert unseal(new, "--key", private).returncode == 1
    assert len({json.loads(file.read_text())["entries"][0]["key"] for file in (new, old)}) == 2


def test_the_archive_refuses_the_private_half(people: People, private: Path, stores: Stores, tmp_path: Path) -> None:
    before = (stores.data / "desk" / "seal.pub").read_bytes()
    with pytest.raises(CommandError, match="stays with the custodian"):
        answered("rotate_seal", private)
    unseal("--make-key", tmp_path / "new")
    with pytest.raises(CommandError, match="role does not allow"):
        answered("rotate_seal", tmp_path / "new.pub", custodian="cho")
    assert (stores.data / "desk" / "seal.pub").read_bytes() == before
