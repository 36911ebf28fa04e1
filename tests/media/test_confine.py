"""What a process that decodes may still do. Asked of the confinement itself, in copies of this process."""

import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path

from testimonies.media.confine import apart, confine
from testimonies.media.limits import LIMITS


def _in_a_copy(work: Callable[[], int]) -> tuple[int, int]:
    """A confined copy of this process that does `work` and exits with its answer; and the hold of its lifeline."""
    lifeline, hold = os.pipe()
    copy = os.fork()
    if copy == 0:
        os.close(hold)
        apart()
        confine(LIMITS, lifeline)
        os._exit(work())
    os.close(lifeline)
    return copy, hold


def _works(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except OSError:
        return False
    return True


def test_it_has_no_file_no_network_and_nobody_to_signal(tmp_path: Path) -> None:
    secret = tmp_path / "key"
    secret.write_text("secret")

    def still_possible() -> int:
        attempts: list[Callable[[], object]] = [
            secret.read_text,
            lambda: secret.with_name("other").write_text("x"),
            lambda: socket.create_connection(("127.0.0.1", 1), timeout=1),
            lambda: os.kill(os.getppid(), 0),
        ]
        return sum(1 << number for number, attempt in enumerate(attempts) if _works(attempt))

    copy, hold = _in_a_copy(still_possible)
    assert os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1]) == 0
    os.close(hold)


def test_it_ends_in_the_middle_of_its_work_when_the_lifeline_closes() -> None:
    def endless() -> int:
        while True:
            pass

    copy, hold = _in_a_copy(endless)
    os.close(hold)
    assert os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1]) == -signal.SIGIO
