from collections.abc import Iterator

import pytest

from testimonies.media.workshop import Workshop


@pytest.fixture(scope="session")
def workshop() -> Iterator[Workshop]:
    with Workshop(size=2) as made:
        yield made
