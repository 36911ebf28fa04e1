"""What the walls share with the desk: stores of their own, and the same people."""

import pytest

from tests.people import People, make_people
from tests.real_stores import Stores, stores
from tests.shelf import kept, shelf
from tests.walls.elsewhere import log, scratch
from tests.walls.world import talked_about, world

__all__ = ["kept", "log", "scratch", "shelf", "stores", "talked_about", "world"]


@pytest.fixture
def people(stores: Stores) -> People:
    return make_people()
