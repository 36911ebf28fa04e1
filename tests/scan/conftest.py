"""The scanner looks at the same stores and people as the walls do."""

import pytest

from tests.people import People, make_people
from tests.real_stores import Stores, migrated_stores, stores

__all__ = ["migrated_stores", "stores"]


@pytest.fixture
def people(stores: Stores) -> People:
    return make_people()
