"""What the walls share with the desk: stores of their own, and the same people."""

import pytest

from tests.people import People, make_people
from tests.real_stores import Stores, migrated_stores, stores
from tests.walls.elsewhere import log, scratch
from tests.walls.world import world

__all__ = ["log", "migrated_stores", "scratch", "stores", "world"]


@pytest.fixture
def people(stores: Stores) -> People:
    return make_people()
