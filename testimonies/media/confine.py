"""What a child process may still do once it begins to decode: compute, and answer through its pipe.

Time and memory are limited everywhere. Where the kernel offers it (Linux 5.13 and later) the child also loses the file
system, and on later ones connections and signals to others (Landlock); it loses the network by a name space of its own
where users may make one. None of this needs a privilege, and what is missing on a machine is left out.
"""

import contextlib
import ctypes
import fcntl
import math
import os
import resource
import signal
import struct
import sys
from pathlib import Path

from testimonies.media.limits import Limits

# From Linux's uapi headers; the numbers of Landlock's calls are the same on every architecture.
_CLONE_NEWUSER, _CLONE_NEWNET = 0x10000000, 0x40000000
_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 1, 4, 38
_CREATE_RULESET, _RESTRICT_SELF = 444, 446
# Rights over files, per version of Landlock: all that the version knows are taken.
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15}
_NEWER_FILE_RIGHTS = 16
_CONNECTIONS, _SIGNALS_AND_SOCKETS = 0b11, 0b11
_SPARE_SECONDS = 2


def apart() -> None:
    """Of the process that stays: no network, and no look from outside into its memory. Call with one thread only."""
    if sys.platform == "linux":
        libc = ctypes.CDLL(None)
        libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET)
        libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def confine(limits: Limits, lifeline: int) -> None:
    """Of the process that decodes one file: time, memory, files, an end with its parent. It cannot be taken back.

    `lifeline` is the end of a pipe that nothing is written to, and that closes when the parent ends.
    """
    signal.setitimer(signal.ITIMER_REAL, limits.seconds)
    seconds = math.ceil(limits.seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + _SPARE_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    if sys.platform == "linux":
        virtual, resident = _memory_now()
        most = virtual + max(0, limits.memory - resident)
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        _end_with(lifeline)
        _without_files()


def _memory_now() -> tuple[int, int]:
    """Bytes of address space, bytes in memory. The limit counts the first, the machine has the second."""
    pages = Path("/proc/self/statm").read_text().split()
    return int(pages[0]) * resource.getpagesize(), int(pages[1]) * resource.getpagesize()


def _end_with(lifeline: int) -> None:
    """A signal that ends this process when the lifeline closes, and one when the process above it ends."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    with contextlib.suppress(OSError):
        fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC)


def _without_files() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_CREATE_RULESET, None, 0, 1)
    if version < 1:
        return
    files = (1 << _FILE_RIGHTS.get(version, _NEWER_FILE_RIGHTS)) - 1
    rules = struct.pack("QQQ", files, _CONNECTIONS, _SIGNALS_AND_SOCKETS)
    known = 8 if version < 4 else 16 if version < 6 else 24
    ruleset = libc.syscall(_CREATE_RULESET, rules, known, 0)
    if ruleset >= 0:
        libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        libc.syscall(_RESTRICT_SELF, ruleset, 0)
        os.close(ruleset)
