#!/usr/bin/env python3
"""The archive's command line: `python manage.py help` lists the commands."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")
    from django.core.management import execute_from_command_line
    from django.db import DataError, IntegrityError

    from archive.logs import WithoutMessages

    try:
        execute_from_command_line(sys.argv)
    except (DataError, IntegrityError) as error:
        # Their messages quote the row that was refused, and what a timer runs is kept in the machine's journal.
        sys.exit(WithoutMessages().formatException((type(error), error, error.__traceback__)))


if __name__ == "__main__":
    main()
