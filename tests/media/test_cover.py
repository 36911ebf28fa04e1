"""What is covered cannot be read from what is made: not at all for solid and blur, hardly for pixels."""

import math

import pytest
from PIL import Image, ImageChops

from testimonies.media.cover import cover
from testimonies.media.derive import derive, preview
from testimonies.media.limits import Reason, Refused
from testimonies.media.regions import Cover, Region, Shape
from tests.media.pictures import noise, quarters, read, saved

WHITE, BLACK = (255, 255, 255), (0, 0, 0)


def region(shape: Shape = "box", how: Cover = "solid") -> Region:
    return Region(shape, 0.25, 0.25, 0.5, 0.5, how)


def colours_of(image: Image.Image) -> set[tuple[int, ...]]:
    data = image.convert("RGB").tobytes()
    return {tuple(data[at : at + 3]) for at in range(0, len(data), 3)}


def filled(colour: tuple[int, int, int], shape: Shape = "box") -> Image.Image:
    """A picture that differs from another only inside the region."""
    image = noise(160, 96)
    patch = Image.new("RGB", (80, 48), colour)
    mask = Image.new("L", (80, 48), 255)
    if shape == "ellipse":
        # Every pixel whose middle is inside the ellipse.
        inside = [((x + 0.5) / 40 - 1) ** 2 + ((y + 0.5) / 24 - 1) ** 2 <= 1 for y in range(48) for x in range(80)]
        mask = Image.frombytes("L", (80, 48), bytes(255 * one for one in inside))
    image.paste(patch, (40, 24), mask)
    return image


@pytest.mark.parametrize("shape", ["box", "ellipse"])
def test_solid_leaves_the_same_picture_whatever_was_there(shape: Shape) -> None:
    one, other = filled(WHITE, shape), filled((200, 10, 10), shape)
    assert ImageChops.difference(one, other).getbbox()
    for image in (one, other):
        cover(image, [region(shape)])
    assert one.tobytes() == other.tobytes()


@pytest.mark.parametrize("shape", ["box", "ellipse"])
def test_blur_holds_chance_and_no_pixel_of_what_was_there(shape: Shape, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.urandom", lambda size: bytes(7 * n % 256 for n in range(size)))
    one, other = filled(WHITE, shape), filled(BLACK, shape)
    for image in (one, other):
        cover(image, [region(shape, "blur")])
    assert one.tobytes() == other.tobytes()


def test_two_blurs_of_one_picture_differ() -> None:
    one, other = filled(WHITE), filled(WHITE)
    for image in (one, other):
        cover(image, [region(how="blur")])
    assert one.tobytes() != other.tobytes()


@pytest.mark.parametrize("size", [(0.02, 0.02), (0.1, 0.3), (0.5, 0.5), (0.95, 0.1), (0.9, 0.95)])
def test_pixels_tell_at_most_thirty_two_bits(size: tuple[float, float]) -> None:
    """At most sixteen blocks of four shades: every covered pixel is one of four greys, in a grid of at most 4 x 4."""
    image = noise(800, 800)
    cover(image, [Region("box", 0.05, 0.05, *size, "pixels")])
    left, top = 40, 40
    part = image.crop((left, top, left + math.ceil(800 * size[0]), top + math.ceil(800 * size[1])))
    colours = colours_of(part)
    assert colours <= {(shade, shade, shade) for shade in (0, 85, 170, 255)}
    across = {part.crop((x, 0, x + 1, part.height)).tobytes() for x in range(part.width)}
    down = {part.crop((0, y, part.width, y + 1)).tobytes() for y in range(part.height)}
    assert len(across) <= 4
    assert len(down) <= 4
    edges = sum(part.getpixel((x, 0)) != part.getpixel((x - 1, 0)) for x in range(1, part.width))
    assert edges <= 3


def test_a_small_region_of_pixels_is_one_block() -> None:
    """So that a face cannot be drawn again by covering it with many small ones."""
    image = noise(800, 800)
    cover(image, [Region("box", 0.5, 0.5, 0.015, 0.015, "pixels")])
    assert len(colours_of(image.crop((400, 400, 412, 412)))) == 1


def test_pixels_do_not_come_out_the_same_twice() -> None:
    def covered() -> bytes:
        image = Image.new("RGB", (160, 96), (128, 128, 128))
        cover(image, [region(how="pixels")])
        return image.tobytes()

    assert len({covered() for _ in range(8)}) > 4


def test_what_is_public_holds_nothing_of_what_was_covered() -> None:
    """In every width and format the middle of the region is black, whatever was there."""
    for colour in (WHITE, (9, 200, 9)):
        for one in derive(saved(filled(colour), "PNG"), [region()]):
            sides = [side * part // 20 for part in (7, 13) for side in (one.width, one.height)]
            middle = read(one.data).crop((sides[0], sides[1], sides[2], sides[3]))
            assert max(map(max, colours_of(middle))) < 24


def test_regions_follow_the_picture_as_it_is_shown() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = saved(Image.new("RGB", (160, 96), WHITE), "JPEG", exif=exif.tobytes())
    shown = read(preview(data, [Region("box", 0, 0, 0.5, 0.25)], 96))
    assert shown.size == (96, 160)
    assert max(map(max, colours_of(shown.crop((0, 0, 40, 32))))) < 20
    assert min(map(min, colours_of(shown.crop((60, 0, 96, 160))))) > 235
    assert min(map(min, colours_of(shown.crop((0, 60, 96, 160))))) > 235


def test_regions_at_the_edges_and_over_one_another() -> None:
    image = Image.new("RGB", (160, 96), WHITE)
    cover(
        image,
        [Region("ellipse", 0.5, 0.5, 0.5, 0.5, "pixels"), Region("box", 0.9, 0, 0.1, 1), Region("box", 0, 0.9, 1, 0.1)],
    )
    assert image.getpixel((159, 0)) == image.getpixel((0, 95)) == image.getpixel((159, 95)) == BLACK
    assert image.getpixel((0, 0)) == WHITE


def test_a_picture_that_is_covered_whole_is_refused() -> None:
    for regions in ([Region("box", 0, 0, 1, 1)], [Region("box", 0, 0, 0.5, 1, "blur"), Region("box", 0.5, 0, 0.5, 1)]):
        with pytest.raises(Refused) as refused:
            derive(saved(quarters(), "PNG"), regions)
        assert refused.value.reason is Reason.NOTHING_LEFT
