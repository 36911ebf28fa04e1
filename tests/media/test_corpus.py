"""No word planted in a photograph, and no metadata at all, is in anything that is made of it."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from testimonies.media import exiftool
from testimonies.media.regions import Region
from testimonies.media.workshop import Workshop
from tests.media.pictures import FORMATS
from tests.media.planted import MARKS, planted

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def corpus() -> list[tuple[str, bytes]]:
    return list(planted())


def test_the_corpus_holds_what_is_looked_for(corpus: list[tuple[str, bytes]]) -> None:
    assert len(corpus) >= 300
    assert {kind for kind, _ in corpus} == set(FORMATS)
    # Compressed text is seen by ExifTool only; it sees more than structure in whatever it is asked about here.
    hidden = [data for _, data in corpus if not any(mark in data for mark in MARKS)]
    assert len(hidden) < len(corpus) / 3
    assert all(exiftool.named(hidden))


def test_nothing_planted_is_in_what_is_made(corpus: list[tuple[str, bytes]]) -> None:
    def made(one: tuple[str, bytes]) -> list[bytes]:
        public = workshop.derive(one[1], [Region("box", 0, 0, 0.25, 0.25, "pixels")])
        return [*(each.data for each in public), workshop.picture_for_staff(one[1], 64)]

    with Workshop(size=2, ask_exiftool=False) as workshop, ThreadPoolExecutor(2) as threads:
        outputs = [data for all_of_one in threads.map(made, corpus) for data in all_of_one]
    assert len(outputs) >= 3 * len(corpus)
    assert not [data for data in outputs if any(mark in data for mark in MARKS)]
    assert set().union(*exiftool.named(outputs)) == set()
