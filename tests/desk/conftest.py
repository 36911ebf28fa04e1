"""What the desk's tests share: stores of their own, and the same people."""

import pytest

from tests.people import People, make_people
from tests.real_stores import Stores, stores
from tests.shelf import kept, shelf

__all__ = ["kept", "shelf", "stores"]


@pytest.fixture
def people(stores: Stores) -> People:
    return make_people()
