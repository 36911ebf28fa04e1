"""The scanner looks at the same stores and people as the walls do."""

import pytest

from tests.people import People, make_people
from tests.real_stores import Stores, stores

__all__ = ["stores"]


@pytest.fixture
def people(stores: Stores) -> People:
    return make_people()
