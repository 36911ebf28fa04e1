"""Faces drawn here: no person's photograph is in the project. Enough of a face for a model to suggest one."""

from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFilter

Place = tuple[int, int, int]  # the middle of a face, and its height, in pixels


def crowd(size: tuple[int, int], places: Sequence[Place]) -> Image.Image:
    image = Image.new("RGB", size, (150, 165, 180))
    for number, place in enumerate(places):
        _face(image, place, number)
    return image.filter(ImageFilter.GaussianBlur(1.2))


def _face(image: Image.Image, place: Place, number: int) -> None:
    x, y, height = place
    unit = height / 20
    skin = ((224, 182, 150), (198, 148, 112), (236, 200, 172))[number % 3]
    shade = (skin[0] - 45, skin[1] - 45, skin[2] - 42)
    draw = ImageDraw.Draw(image)

    def oval(left: float, top: float, right: float, bottom: float, fill: tuple[int, int, int]) -> None:
        draw.ellipse((x + left * unit, y + top * unit, x + right * unit, y + bottom * unit), fill=fill)

    oval(-13, 9, 13, 34, (60, 70, 90))  # shoulders
    oval(-4, 4, 4, 14, shade)  # neck
    oval(-8.6, -11.5, 8.6, 6, (48, 36, 30))  # hair
    oval(-7.2, -9, 7.2, 10, skin)
    oval(-8.2, -1.5, -6.6, 2.5, shade)  # ears
    oval(6.6, -1.5, 8.2, 2.5, shade)
    for side in (-1, 1):
        oval(side * 3.1 - 1.9, -2.6, side * 3.1 + 1.9, 0.6, shade)  # sockets
        oval(side * 3.1 - 1.5, -1.9, side * 3.1 + 1.5, 0.1, (245, 245, 245))
        oval(side * 3.1 - 0.75, -1.75, side * 3.1 + 0.75, -0.1, (40, 28, 22))
        draw.line((x + (side * 3.1 - 1.9) * unit, y - 3.3 * unit, x + (side * 3.1 + 1.9) * unit, y - 3.5 * unit),
                  fill=(50, 38, 32), width=max(1, round(0.7 * unit)))  # fmt: skip
    oval(-1.3, 1.6, 1.3, 3.9, shade)  # nose
    oval(-0.7, -1, 0.7, 3, (min(255, skin[0] + 10), skin[1] + 10, skin[2] + 10))
    oval(-2.8, 5.1, 2.8, 7.1, (170, 80, 80))  # mouth
    draw.line(
        (x - 2.6 * unit, y + 6.1 * unit, x + 2.6 * unit, y + 6.1 * unit),
        fill=(110, 45, 45),
        width=max(1, round(unit / 4)),
    )
