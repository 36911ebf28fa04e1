"""Files that are not what they seem end in a reason, or are photographs that decode whole; the parent lives on."""

from collections import Counter
from dataclasses import replace

import pytest

from testimonies.media import strict
from testimonies.media.limits import LIMITS, Reason, Refused
from testimonies.media.workshop import Workshop
from tests.media.malformed import decodes_whole, malformed
from tests.media.pictures import noise, saved

pytestmark = pytest.mark.long

COUNT = 500


@pytest.mark.filterwarnings("ignore")
def test_malformed_files_end_in_a_reason_or_decode_whole() -> None:
    """2,000 of them are tried by `benchmarks/photos.py`, which measures their memory as well."""
    outcome: Counter[str] = Counter()
    with Workshop() as workshop:
        for name, data in malformed(COUNT):
            try:
                facts = workshop.admit(data)
            except Refused as refused:
                outcome[f"{name} {refused.reason}"] += 1
            else:
                assert decodes_whole(data), name
                assert facts.width * facts.height <= LIMITS.pixels
                outcome[f"{name} taken"] += 1
    assert outcome.total() == COUNT
    assert outcome["bomb taken"] == outcome["wrong taken"] == outcome["cut taken"] == 0
    for some in ("bomb too-many-pixels", "bomb damaged", "cut damaged", "polyglot taken", "wrong not-a-photo"):
        assert outcome[some] > 0


def test_a_polyglot_is_a_photo_whose_other_half_does_not_survive(workshop: Workshop) -> None:
    page = b"<html><script>alert(1)</script></html>"
    data = saved(noise(160, 96), "JPEG") + page
    made = [one.data for one in workshop.derive(data)]
    assert made
    assert not [one for one in (*made, workshop.picture_for_staff(data, 96)) if b"script" in one]


def test_a_photo_cut_in_half_and_closed_again_is_damaged(workshop: Workshop) -> None:
    data = saved(noise(160, 96), "JPEG")
    assert workshop.admit(data).width == 160
    for kept in (4, 2):
        with pytest.raises(Refused) as refused:
            workshop.admit(data[: len(data) - len(data) // kept] + b"\xff\xd9")
        assert refused.value.reason is Reason.DAMAGED


def test_what_cameras_fill_up_with_is_no_damage() -> None:
    data = saved(noise(160, 96), "JPEG")
    assert strict.is_whole(data[:-2] + b"\0\0" + data[-2:])
    assert not strict.is_whole(data[:-2] + bytes(400) + data[-2:])


def test_no_memory_is_taken_beyond_the_limit(workshop: Workshop) -> None:
    with pytest.raises(Refused) as refused, Workshop(limits=replace(LIMITS, memory=100 << 20)) as small:
        small.admit(saved(noise(8, 8).resize((5000, 4000)), "JPEG"))
    assert refused.value.reason is Reason.TOO_HUNGRY
    assert workshop.admit(saved(noise(), "JPEG")).frames == 1
