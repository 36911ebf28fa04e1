"""A real archive, started as a person would start it, and a real browser to read it with."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
OPEN = "The archive is open at "

# Milliseconds. The stories run beside the unit tests, on as few as two cores: what is slow there is not broken.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)

# The browser's event loop runs in the thread of the tests, where Django would refuse to touch a database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@dataclass
class Archive:
    """A running archive with stores of its own under `data`."""

    port: int
    data: Path
    role: str = "all"
    lines: list[str] = field(default_factory=list)
    # Set once every process that could print here has ended: a child that was left behind would keep it open.
    silent: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
        return {**kept, "ARCHIVE_DATA": str(self.data), "ARCHIVE_PORT": str(self.port), "ARCHIVE_ROLE": self.role}

    def manage(self, *arguments: str, **environment: str) -> str:
        """What a management command prints when it runs on this archive's stores; an error fails the test."""
        run = subprocess.run(
            [sys.executable, ROOT / "manage.py", *arguments],
            env={**self.environment, **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert run.returncode == 0, f"{' '.join(arguments)} ended with {run.returncode}:\n{run.stdout}{run.stderr}"
        return run.stdout

    def start(self, **environment: str) -> subprocess.Popen[str]:
        """Start `bin/run` and return once it says that it is open, or has ended."""
        process = subprocess.Popen(
            [ROOT / "bin" / "run"],
            env={**self.environment, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        settled = threading.Event()
        threading.Thread(target=self._read, args=(process, settled), daemon=True).start()
        if not settled.wait(timeout=300):
            stop(process)
            pytest.fail(f"bin/run did not open in five minutes:\n{self.said}")
        return process

    @property
    def said(self) -> str:
        return "".join(self.lines)

    def _read(self, process: subprocess.Popen[str], settled: threading.Event) -> None:
        assert process.stdout
        with process.stdout as output:
            for line in output:
                self.lines.append(line)
                if OPEN in line:
                    settled.set()
        self.silent.set()
        settled.set()


def stop(process: subprocess.Popen[str]) -> int:
    """End a process politely, and say how it ended."""
    process.send_signal(signal.SIGTERM)
    try:
        return process.wait(timeout=120)
    except subprocess.TimeoutExpired:
        process.kill()
        raise


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def running(archive: Archive, **environment: str) -> Iterator[Archive]:
    process = archive.start(**environment)
    try:
        assert OPEN in archive.said, archive.said
        yield archive
    finally:
        stop(process)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """One archive for all stories, with the demonstration data loaded."""
    with running(Archive(free_port(), tmp_path_factory.mktemp("archive"))) as archive:
        yield archive


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    names = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    found = next((path for name in names if name and (path := shutil.which(name))), None)
    if found is None:
        pytest.fail("No Chromium was found. bin/test installs it; or set CHROMIUM to its path.")
    with sync_playwright() as playwright:
        # Without its sandbox, because the root user of a container cannot have one.
        browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


class Visit(Protocol):
    def __call__(self, **context: Any) -> Page: ...


@pytest.fixture
def visit(site: Archive, browser: Browser) -> Iterator[Visit]:
    """Makes a page with cookies of its own: one for each person of a story.

    Keywords go to the browser's context, such as `java_script_enabled=False` or `viewport=…`. Whatever the story is
    about, it fails where a page asked another host for anything, broke its own content policy, or its script failed.
    """
    contexts, wrong = [], list[str]()

    def new(**options: Any) -> Page:
        context = browser.new_context(base_url=site.url, **{"locale": "en-GB", **options})
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: wrong.extend(_foreign(request.url, site.url)))
        page.on("pageerror", lambda error: wrong.append(f"a script failed: {error}"))
        page.on("console", lambda message: wrong.extend(_policy(message)))
        return page

    yield new
    for context in contexts:
        context.close()
    assert wrong == []


def _foreign(asked: str, own: str) -> list[str]:
    parts = urlsplit(asked)
    return [] if parts.scheme in {"data", "blob"} or parts.netloc == urlsplit(own).netloc else [f"asked {asked}"]


def _policy(message: ConsoleMessage) -> list[str]:
    return [message.text] if "Content Security Policy" in message.text else []


@pytest.fixture
def page(visit: Visit) -> Page:
    """The page of a reader who is not signed in."""
    return visit()


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """The accessibility rules that a page breaks, each with the elements that break it."""

    def violations(page: Page) -> list[str]:
        found = Axe().run(page).response["violations"]
        return [f"{rule['id']}: {[node['target'] for node in rule['nodes']]}" for rule in found]

    return violations
