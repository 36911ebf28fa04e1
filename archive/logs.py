"""Log lines that cannot carry a person's words."""

import logging
import traceback
from types import TracebackType
from typing import cast

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


class WithoutMessages(logging.Formatter):
    """Formats an exception as its kind and the lines of code it passed, without its message.

    The message of a database or decoding error quotes the value that caused it, and that value may be a name.
    """

    def formatException(self, ei: object) -> str:  # noqa: N802 (the name is the standard library's)
        kind, _, trace = cast(_ExcInfo, ei)
        return "".join(traceback.format_tb(trace)) + f"{kind.__module__}.{kind.__qualname__} (message withheld)"


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
        # It quotes a header that anybody can fill with anything, as often as they like.
        "django.security.DisallowedHost": {"handlers": ["console"], "level": "CRITICAL", "propagate": False},
    },
}
