"""One child process, from the outside: started, asked, ended."""

import contextlib
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from testimonies.media import messages
from testimonies.media.limits import Limits, Reason, Refused

_ROOT = Path(__file__).parents[2]
_SPARE_SECONDS = 5
# Nothing of the parent's environment: a secret key may be in it.
_ENVIRONMENT = {
    "PATH": os.defpath,
    "LANG": "C.UTF-8",
    "PYTHONDONTWRITEBYTECODE": "1",
    # The limit on memory counts addresses, and a thread's own heap reserves 64 MB of them.
    "MALLOC_ARENA_MAX": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
}
_STOPPED = {128 + signal.SIGXCPU, 128 + signal.SIGALRM}
_OUT_OF_MEMORY = 128 + signal.SIGKILL


class Process:
    """A child waiting for work. It ends by itself when this process ends, however it ends."""

    def __init__(self) -> None:
        # Nothing is ever written to the lifeline. It closes when this process ends, and then the work ends too.
        lifeline, self._hold = os.pipe()
        try:
            self._popen = _start(lifeline)
        except OSError:
            os.close(self._hold)
            raise
        finally:
            os.close(lifeline)
        self._late = False

    def ask(self, facts: dict[str, Any], data: bytes, limits: Limits) -> tuple[dict[str, Any], list[bytes]]:
        """Its answer. Refused: it ended over this file, or ran out of time; end it then."""
        clock = threading.Timer(limits.seconds + _SPARE_SECONDS, self._too_late)
        clock.daemon = True
        clock.start()
        try:
            messages.send(self._write, facts, [data])
            return messages.receive(self._read)
        except (OSError, messages.Broken):
            raise Refused(self._why()) from None
        finally:
            clock.cancel()

    def end(self) -> None:
        """End it and whatever it started, at once."""
        self.let_go()
        if self._popen.poll() is None:
            os.killpg(self._popen.pid, signal.SIGKILL)
            self._popen.wait()

    def let_go(self) -> None:
        """Close this process's ends of the pipes; the child ends when the last copies of them are closed."""
        for pipe in (self._popen.stdin, self._popen.stdout):
            if pipe:
                pipe.close()
        os.close(self._hold)

    def _too_late(self) -> None:
        self._late = True
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._popen.pid, signal.SIGKILL)

    def _why(self) -> Reason:
        """What the end of the child says about the file."""
        try:
            status = self._popen.wait(timeout=_SPARE_SECONDS)
        except subprocess.TimeoutExpired:
            return Reason.DAMAGED
        if self._late or status in _STOPPED:
            return Reason.TOO_SLOW
        return Reason.TOO_HUNGRY if status == _OUT_OF_MEMORY else Reason.DAMAGED

    def _write(self, data: bytes) -> None:
        pipe, view = self._popen.stdin, memoryview(data)
        while pipe and view:
            view = view[pipe.write(view) or 0 :]

    def _read(self, size: int) -> bytes:
        pipe, parts = self._popen.stdout, []
        while pipe and size:
            part = pipe.read(min(size, 1 << 20))
            if not part:
                raise messages.Broken
            parts.append(part)
            size -= len(part)
        return b"".join(parts)


def _start(lifeline: int) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - this interpreter and our own module
        [sys.executable, "-E", "-s", "-m", "testimonies.media.child", str(lifeline)],
        cwd=_ROOT,
        env=_ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        pass_fds=[lifeline],
        bufsize=0,
    )
