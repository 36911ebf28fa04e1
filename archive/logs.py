"""Log lines that cannot carry a person's words."""

import logging
import re
import traceback
from types import TracebackType
from typing import cast

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]
# Their lines hold codes and kinds; what a library puts into its own may be an address, a search or a header.
_OURS = ("archive", "testimonies")
_PLACE = re.compile(r"%(\(\w+\))?[#0\- +]*[\d.]*[a-zA-Z]")


class WithoutMessages(logging.Formatter):
    """Formats an exception as its kind and the lines of code it passed, without its message.

    The message of a database or decoding error quotes the value that caused it, and that value may be a name. Of a
    library's line only its own words and numbers are kept, and in place of an address the name of the view; of a
    request that Django refused as suspicious, not even the words.
    """

    def format(self, record: logging.LogRecord) -> str:
        # Another handler may have formatted the exception before, with its message.
        plain = logging.makeLogRecord({**record.__dict__, "exc_text": None})
        if not record.name.startswith(_OURS):
            plain.msg, plain.args = _withheld(record), None
        return super().format(plain)

    def formatException(self, ei: object) -> str:  # noqa: N802 (the name is the standard library's)
        kind, _, trace = cast(_ExcInfo, ei)
        return "".join(traceback.format_tb(trace)) + f"{kind.__module__}.{kind.__qualname__} (message withheld)"


def _withheld(record: logging.LogRecord) -> str:
    given = iter(record.args if isinstance(record.args, tuple) else ())
    # What Django takes for an attack comes with its values in the message already, and no place to tell them by.
    said = "Refused" if record.name.startswith("django.security") else str(record.msg)
    words = _PLACE.sub(lambda _: str(one) if isinstance(one := next(given, None), int) else "…", said)
    match = getattr(getattr(record, "request", None), "resolver_match", None)
    view = f" in {match.view_name}" if match else ""
    status = f" ({record.__dict__['status_code']}{view})" if "status_code" in record.__dict__ else view
    return words + status


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "archive.logs.WithoutMessages", "format": "{levelname} {name}: {message}", "style": "{"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Django's own loggers would mail or print the request, and a request holds what somebody searched for.
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.security": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        # The development server's list of requests.
        "django.server": {"handlers": ["console"], "level": "CRITICAL", "propagate": False},
        # It quotes a header that anybody can fill with anything, as often as they like.
        "django.security.DisallowedHost": {"handlers": ["console"], "level": "CRITICAL", "propagate": False},
    },
}
