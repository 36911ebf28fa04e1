"""Wapiti (Debian's package), pointed at a running server: what it asks, and what it says it found.

It runs as a program of its own, because its dependencies contradict ours. Left out are the modules that need another
host on the internet (`ssrf`, `xxe`), that look for other people's files by thousands of names (`nikto`, `buster`,
`backup`), and that wait for a database to sleep (`blindsql`: a minute a page, and no SQL is put together here).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

MODULES = "csp,http_headers,crlf,csrf,redirect,shellshock,methods,htaccess,xss,permanentxss,sql,exec,file"
# What is tried on every field of a form that is sent.
FORM_MODULES = "crlf,csrf,redirect,xss,permanentxss,sql,exec,file"
# Headers of other times, or of HTTPS, which `tests/walls/test_headers` asks for.
EXPECTED = {"X-XSS-Protection is not set", "Strict-Transport-Security is not set"}


@dataclass(frozen=True)
class Scan:
    """A scan under way; `result` waits for it."""

    process: subprocess.Popen[str]
    report: Path

    def result(self) -> list[str]:
        """What was found, a line each, with what an answer of 500 counts as."""
        said, _ = self.process.communicate(timeout=600)
        assert self.report.exists(), said
        found = json.loads(self.report.read_text())
        return [
            f"{kind}: {one['method']} {one['path']} {one['parameter']}: {one['info']}"
            for part in ("vulnerabilities", "anomalies")
            for kind, ones in found[part].items()
            for one in ones
            if one["info"] not in EXPECTED and not _has_a_token_of_ours(one)
        ]


def _has_a_token_of_ours(found: Mapping[str, str]) -> bool:
    """Whether it misses a token only because it does not know Django's name for one.

    That the token is asked for is tried by `tests/walls/attacks/test_cross_site`.
    """
    return found["info"] == "Lack of anti CSRF token" and "csrfmiddlewaretoken=" in found["http_request"]


def scan(start: Iterable[str], folder: Path, *, cookies: Mapping[str, str] | None = None, forms: bool = False) -> Scan:
    """Attack the addresses in `start` with every parameter they take, sending `cookies` along.

    With `forms`, also the forms that the first of them sends to itself, with every field in turn.
    """
    folder.mkdir()
    program = shutil.which("wapiti")
    if program is None:
        pytest.fail("No Wapiti was found. bin/test installs it (on Debian: apt install wapiti).")
    first, *more = start
    report = folder / "report.json"
    command = [
        program,
        "--url",
        first,
        "--scope",
        "page",
        "--depth",
        "1" if forms else "0",
        "--module",
        FORM_MODULES if forms else MODULES,
        "--scan-force",
        "normal",
    ]
    command += ["--flush-session", "--store-session", str(folder), "--store-config", str(folder), "--format", "json"]
    command += ["--output", str(report), "--no-bugreport", "--verbose", "0", "--timeout", "30"]
    for address in more:
        command += ["--start", address]
    if cookies:
        jar = folder / "cookies.json"
        rest = {"version": 0, "expires": None, "secure": False, "port": None}
        kept = {name: {"value": value, **rest} for name, value in cookies.items()}
        jar.write_text(json.dumps({"127.0.0.1": {"/": kept}}))
        command += ["--cookie", str(jar)]
    process = subprocess.Popen(
        command,
        # It would fetch lists of other people's programs for modules that are not even used.
        env={**os.environ, "HTTPS_PROXY": "http://127.0.0.1:9", "NO_PROXY": "127.0.0.1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return Scan(process, report)
