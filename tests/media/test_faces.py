"""Faces are suggested where they are, large enough to cover them, and nothing is suggested where nobody is."""

import pytest
from PIL import Image

from testimonies.media import faces
from testimonies.media.limits import Refused
from testimonies.media.regions import Region
from testimonies.media.workshop import Workshop
from tests.media.faces import crowd
from tests.media.pictures import quarters, saved

SIZE = (1280, 800)
PLACES = [(240, 250, 120), (620, 460, 100), (1000, 250, 120)]


def covers(region: Region, x: float, y: float, height: float) -> bool:
    """The whole oval of a drawn face, whose height is given in pixels, lies within the region's box."""
    half, (across, down) = height * 0.36, SIZE
    return (
        region.left * across <= x - half
        and (region.left + region.width) * across >= x + half
        and region.top * down <= y - half
        and (region.top + region.height) * down >= y + half
    )


@pytest.mark.parametrize("orientation", [1, 6])
def test_three_faces_are_suggested_where_they_are_shown(workshop: Workshop, orientation: int) -> None:
    assert faces.available()
    exif = Image.Exif()
    exif[0x0112] = orientation
    image = crowd(SIZE, PLACES)
    stored = image if orientation == 1 else image.transpose(Image.Transpose.ROTATE_90)
    found = workshop.suggest(saved(stored, "JPEG", exif=exif.tobytes()))
    assert len(found) == 3
    for place in PLACES:
        assert sum(covers(one, *place) for one in found) == 1


def test_a_face_at_the_edge_gets_a_box_that_reaches_it(workshop: Workshop) -> None:
    (found,) = workshop.suggest(saved(crowd(SIZE, [(40, 400, 160)]), "PNG"))
    assert (found.shape, found.left, found.cover) == ("box", 0, "solid")


def test_nobody_is_suggested_where_nobody_is(workshop: Workshop) -> None:
    assert workshop.suggest(saved(quarters(640, 480), "JPEG")) == ()


def test_a_file_that_is_no_photo_is_refused_here_too(workshop: Workshop) -> None:
    with pytest.raises(Refused):
        workshop.suggest(b"no photo")
