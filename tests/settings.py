"""The archive's settings with stores of the test's own: no test may open what stands under `var/`."""

import atexit
import os
import shutil
import tempfile

# One folder a process, so that tests running side by side do not share an index.
_data = tempfile.mkdtemp(prefix="archive-test-")
atexit.register(shutil.rmtree, _data, ignore_errors=True)
os.environ["ARCHIVE_DATA"] = _data

from archive.settings import *  # noqa: E402, F403 (the folder must be named before the settings read it)

# Django would make the edition's test database after the desk's, and a test that needs the edition alone makes none.
DATABASES["edition"]["TEST"] = {"DEPENDENCIES": []}  # noqa: F405

DATABASES["receipts"]["TEST"] = {"DEPENDENCIES": []}  # noqa: F405

# Argon2 is slow on purpose, and tests sign in a hundred times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
RECEIPT_HASH = {"time_cost": 1, "memory_cost": 8, "parallelism": 1}
# Each browser of a test loads the middleware anew, which would list every static file of Django's admin each time.
WHITENOISE_AUTOREFRESH = True
