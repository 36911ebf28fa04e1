"""Whoever answers for a command on the server shows a second proof, as at the desk."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from testimonies.desk import models
from testimonies.desk.intake.record import store
from testimonies.desk.models import Decision
from testimonies.desk.seal import make_seal_key
from testimonies.desk.signin.attempts import CODE_LIMIT, LIMIT
from testimonies.desk.signin.recovery import left, make_codes
from testimonies.desk.unseal import main as unseal
from tests.days import later
from tests.desk.at_the_server import answered, typed
from tests.desk.signin.coming_in import code_now, enrol, try_to_sign_in
from tests.people import People, make_record
from tests.real_stores import ROOT, Stores

REFUSED = "The code was not accepted"


@pytest.fixture
def testimony(people: People) -> models.Testimony:
    make_seal_key()
    return store(make_record(confidential={"contact": "x"}), author=people.ari)


def exported(testimony: models.Testimony, out: Path, code: str) -> bool:
    """Whether a bundle was written; where none was, neither a file nor a decision is left."""
    before = Decision.objects.count()
    with suppress(CommandError):
        answered("export_sealed", testimony.code, out=out, code=code)
    written = out.exists()
    out.unlink(missing_ok=True)
    assert Decision.objects.count() == before + written
    return written


def test_a_code_of_the_app_or_a_recovery_code_works_once(
    people: People, testimony: models.Testimony, tmp_path: Path
) -> None:
    secret, codes = enrol(people.kim), make_codes(people.kim)
    code = code_now(secret)
    assert [exported(testimony, tmp_path / "out", code) for _ in range(2)] == [True, False]
    assert [exported(testimony, tmp_path / "out", codes[3].upper()) for _ in range(2)] == [True, False]
    assert left(people.kim) == len(codes) - 1


@pytest.mark.parametrize("code", ["", "000000", "１２３４５６", "\x00", "\udcff", "7" * 5000])
def test_nothing_else_works(people: People, testimony: models.Testimony, tmp_path: Path, code: str) -> None:
    enrol(people.kim)
    make_codes(people.kim)
    assert not exported(testimony, tmp_path / "out", code)


def test_somebody_elses_code_is_none(people: People, testimony: models.Testimony, tmp_path: Path) -> None:
    enrol(people.kim)
    assert not exported(testimony, tmp_path / "out", code_now(enrol(people.rok)))


def test_attempts_run_out_and_come_back(people: People, testimony: models.Testimony, tmp_path: Path) -> None:
    secret, codes = enrol(people.kim), make_codes(people.kim)
    for _ in range(LIMIT):
        exported(testimony, tmp_path / "out", "000000")
    assert not exported(testimony, tmp_path / "out", codes[0])
    with later(minutes=16):
        assert exported(testimony, tmp_path / "out", codes[0])
        assert exported(testimony, tmp_path / "out", code_now(secret))


def test_codes_guessed_here_count_with_those_guessed_at_the_desk(
    people: People, testimony: models.Testimony, tmp_path: Path
) -> None:
    """Otherwise a second place would give a second twenty. The recovery code, which nobody guesses, still counts."""
    secret, codes = enrol(people.kim), make_codes(people.kim)
    for number in range(CODE_LIMIT - 1):
        try_to_sign_in(Client(), "kim", code="000000", REMOTE_ADDR=f"198.51.100.{number}")
    for code in ("000000", code_now(secret)):
        assert not exported(testimony, tmp_path / "out", code)
    assert exported(testimony, tmp_path / "out", codes[0])


def test_whoever_has_a_passkey_alone_types_a_recovery_code(
    people: People, testimony: models.Testimony, tmp_path: Path
) -> None:
    people.kim.passkeys.create(credential="x", data="x")
    assert exported(testimony, tmp_path / "out", make_codes(people.kim)[0])


@pytest.mark.parametrize("command", ["export_sealed", "rotate_seal"])
def test_whoever_has_no_second_proof_is_sent_to_set_one_up(
    people: People, testimony: models.Testimony, stores: Stores, tmp_path: Path, command: str
) -> None:
    key = (stores.data / "desk" / "seal.pub").read_bytes()
    assert unseal(["--make-key", str(tmp_path / "new")]) == 0
    given = [testimony.code] if command == "export_sealed" else [tmp_path / "new.pub"]
    more: dict[str, Any] = {"out": tmp_path / "out"} if command == "export_sealed" else {}
    with pytest.raises(CommandError, match="kim has no second proof yet"):
        answered(command, *given, code="000000", **more)
    enrol(people.kim)
    with pytest.raises(CommandError, match=REFUSED):
        answered(command, *given, code="000000", **more)
    assert not (tmp_path / "out").exists()
    assert (stores.data / "desk" / "seal.pub").read_bytes() == key


def test_without_a_terminal_the_command_says_how(people: People, testimony: models.Testimony, tmp_path: Path) -> None:
    enrol(people.kim)
    with typed("000000\n"), pytest.raises(CommandError, match="--code-stdin"):
        call_command("export_sealed", testimony.code, out=tmp_path / "out", custodian="kim")
    assert not (tmp_path / "out").exists()


@pytest.mark.long
@pytest.mark.parametrize("gives_up", [False, True])
def test_at_a_terminal_the_code_is_asked_for_and_not_shown(
    people: People, testimony: models.Testimony, stores: Stores, tmp_path: Path, gives_up: bool
) -> None:
    enrol(people.kim)
    code = make_codes(people.kim)[0]
    command = ["export_sealed", testimony.code, "--out", str(tmp_path / "out"), "--custodian", "kim"]
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        # The terminal must be the process's own: the question goes there, whatever is redirected.
        [sys.executable, "-c", _AT_A_TERMINAL, str(ROOT / "manage.py"), *command],
        env=stores.environment(),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    shown = _until(ours, "recovery code: ")
    os.write(ours, b"\x03" if gives_up else f"{code}\n".encode())
    shown += _until(ours)
    assert process.wait(timeout=60) == int(gives_up), shown
    assert "A passkey cannot be used in a terminal." in shown
    assert code not in shown
    assert "Traceback" not in shown
    assert (tmp_path / "out").exists() != gives_up


_AT_A_TERMINAL = """
import fcntl, os, signal, sys, termios
# Whoever started the tests in the background had this one ignored.
signal.signal(signal.SIGINT, signal.SIG_DFL)
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.executable, [sys.executable, *sys.argv[1:]])
"""


def _until(terminal: int, words: str | None = None) -> str:
    """What is shown until `words` are, or until the program has ended."""
    shown = b""
    try:
        while (words is None or words not in shown.decode()) and (more := os.read(terminal, 1024)):
            shown += more
    except OSError:
        # Linux says so when the other side is closed.
        pass
    return shown.decode()


def test_an_import_of_reviewed_records_asks_nobody(people: People, tmp_path: Path) -> None:
    """Other programs start it, with nobody beside them."""
    for person in (people.cho, people.rok):
        enrol(person)
    (tmp_path / "one.jsonl").write_text(json.dumps(make_record()) + "\n")
    out = StringIO()
    with typed(""):
        call_command(
            "import_testimonies",
            str(tmp_path / "one.jsonl"),
            publish=True,
            submitted_by="cho",
            approved_by="rok",
            stdout=out,
        )
    assert "1 records were published" in out.getvalue()
