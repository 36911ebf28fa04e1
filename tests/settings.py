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

# Argon2 is slow on purpose, and tests sign in a hundred times.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
