"""An edition that fails, or a process that ends, at a chosen moment."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db import OperationalError, connections

POISON = "zinnober"


@contextmanager
def edition_failing_on(words: str = "") -> Iterator[None]:
    """Every statement to the edition that carries `words` fails, as on a full disk; without words, every statement."""

    def fail(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if words in str(params):
            raise OperationalError(f"disk full at {POISON}")
        return execute(sql, params, many, context)

    with connections["edition"].execute_wrapper(fail):
        yield


@contextmanager
def store_failing(alias: str) -> Iterator[None]:
    """Every statement to one of the databases fails, as where its disk or its server is away."""

    def fail(*given: Any) -> Any:
        raise OperationalError(f"away at {POISON}")

    with connections[alias].execute_wrapper(fail):
        yield


@contextmanager
def killed_before(statement: str) -> Iterator[None]:
    """Kill this process, with no chance to tidy up, before the first statement that begins with `statement`."""

    def watch(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(statement):
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    with ExitStack() as stack:
        for alias in ("default", "edition"):
            stack.enter_context(connections[alias].execute_wrapper(watch))
        yield


@contextmanager
def killed_at(moment: int) -> Iterator[None]:
    """Kill this process, with no chance to tidy up, before its statement number `moment`, whichever the database."""
    passed = 0

    def count(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal passed
        passed += 1
        if passed == moment:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    with ExitStack() as stack:
        for alias in ("default", "edition"):
            stack.enter_context(connections[alias].execute_wrapper(count))
        yield
