"""What the web server says by itself: in its log, and to requests that never reach Django."""

from __future__ import annotations

import re
from typing import Any

from gunicorn.glogging import Logger

from archive.headers import ALWAYS
from archive.logs import WithoutMessages

_OWN_PAGE = {
    **ALWAYS,
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
    "Connection": "close",
}


class ServerLog(Logger):  # type: ignore[misc]
    """The web server's log: no line for a request, and none that quotes one."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(WithoutMessages(self.error_fmt, self.datefmt))

    def access(self, resp: Any, req: Any, environ: Any, request_time: Any) -> None:
        """Nothing, whatever the command line asks for: such a file is a list of who read what."""

    def info(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """What it says of its own processes and where they listen, in full."""
        super().info(msg % args if args else msg, **kwargs)

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        # "Invalid request from ip=…: …" comes with its values in it already.
        super().warning(re.split("[=:%]", msg, maxsplit=1)[0])


def write_error(sock: Any, status: int, reason: str, message: str) -> None:
    """Answer `sock` with a status and its name; `message` would quote what was sent."""
    body = f"{status} {reason}\n"
    lines = [f"HTTP/1.1 {status} {reason}", *(f"{name}: {value}" for name, value in _OWN_PAGE.items())]
    sock.sendall("\r\n".join([*lines, f"Content-Length: {len(body)}", "", body]).encode("latin-1"))
