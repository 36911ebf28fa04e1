"""A real web server on a test's stores, everything it prints, and plain requests to it."""

from __future__ import annotations

import http.client
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message

import pytest

from tests.real_stores import ROOT, Stores


@dataclass
class Answer:
    status: int
    headers: Message
    body: str


@dataclass
class Served:
    """A running server: its own `bind`, its process, and what it has printed so far."""

    process: subprocess.Popen[str]
    host: str = ""
    port: int = 0
    said: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    def ask(
        self, path: str, *, method: str = "GET", headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Answer:
        """One answer, as it was sent: no redirect is followed."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        try:
            connection.request(method, path, body=body, headers=dict(headers or {}))
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read().decode())
        finally:
            connection.close()


@contextmanager
def serving(
    stores: Stores, role: str, *options: str, before: Sequence[str] = (), **environment: str
) -> Iterator[Served]:
    """A server in `role` with one worker. `before` is put before the command, such as what takes rights away."""
    command = [*before, sys.executable, "-m", "gunicorn", "archive.wsgi", "--bind", "127.0.0.1:0", *options]
    # Whatever it prints, wherever it prints it.
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env=stores.environment(ARCHIVE_ROLE=role, ARCHIVE_HOSTS="127.0.0.1", **environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    served, open_or_over = Served(process), threading.Event()
    reader = threading.Thread(target=_read, args=(served, open_or_over), daemon=True)
    reader.start()
    try:
        assert open_or_over.wait(timeout=120), "the server did not open in two minutes"
        if not served.port:
            pytest.fail("".join(served.said))
        yield served
    finally:
        process.terminate()
        process.wait(timeout=60)
        reader.join(timeout=60)


def _read(served: Served, open_or_over: threading.Event) -> None:
    assert served.process.stdout
    with served.process.stdout as output:
        for line in output:
            served.said.append(line)
            if "Listening at: " in line:
                address = line.split("Listening at: http://")[1].split()[0]
                served.host, port = address.rsplit(":", 1)
                served.port = int(port)
                open_or_over.set()
    open_or_over.set()
