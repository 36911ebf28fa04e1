"""What every test shares."""

import pytest
from django.utils import translation
from hypothesis import settings

from tests.migrated import django_db_setup, made_once

__all__ = ["django_db_setup", "made_once"]

# A busy machine is no failure, and a failure must be the same one on the next run.
settings.register_profile("archive", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("archive")


@pytest.fixture(autouse=True)
def english() -> None:
    """A request to /ko/ leaves its language behind in the thread, as a server's next request would not notice."""
    translation.activate("en")
