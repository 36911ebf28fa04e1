"""What the room of photographs manages: rate, memory under attack, suggested faces, the camera's trace that is left.

    python -m benchmarks.photos [--photos 100] [--malformed 2000] [--processes 2] [--only rate malformed faces trace]

Pictures and faces are drawn here; no person's photograph is in the project.
"""

import argparse
import io
import json
import resource
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from testimonies.media import faces
from testimonies.media.derive import derive
from testimonies.media.limits import LIMITS, Refused
from testimonies.media.regions import Region
from testimonies.media.workshop import Workshop
from tests.media.faces import crowd
from tests.media.malformed import decodes_whole, malformed
from tests.media.pictures import saved

Grey = NDArray[np.float32]
TWELVE = (4000, 3000)
COVERED = (
    Region("ellipse", 0.1, 0.1, 0.1, 0.15),
    Region("box", 0.4, 0.3, 0.1, 0.1, "pixels"),
    Region("box", 0.7, 0.5, 0.1, 0.1, "blur"),
)


def scene(seed: int, grain: float = 3) -> Image.Image:
    """A twelve-megapixel picture with detail at every scale and the noise of a sensor."""
    chance = np.random.default_rng(seed)
    whole = np.full((TWELVE[1], TWELVE[0], 3), 128, np.float32)
    for octave in range(2, 11):
        cells = chance.normal(0, 70 * 0.62 ** (octave - 2), (3 * 2**octave // 4, 2**octave, 3)).astype(np.float32)
        for channel in range(3):
            whole[..., channel] += np.asarray(
                Image.fromarray(cells[..., channel]).resize(TWELVE, Image.Resampling.BICUBIC)
            )
    whole += chance.normal(0, grain, whole.shape).astype(np.float32)
    return Image.fromarray(np.clip(whole, 0, 255).astype(np.uint8))


def rate(photos: int, processes: int) -> dict[str, Any]:
    """Photographs a second, three regions each, three widths in two formats, everything checked."""
    files = [saved(scene(seed), "JPEG", quality=92) for seed in range(4)]
    with Workshop(size=processes) as workshop, ThreadPoolExecutor(processes) as threads:
        workshop.derive(files[0])
        before, busy = time.perf_counter(), _processor()
        made = list(threads.map(lambda number: workshop.derive(files[number % len(files)], COVERED), range(photos)))
        took = time.perf_counter() - before
    assert all(len(one) == 6 for one in made)
    bytes_made = sum(len(each.data) for one in made for each in one)
    return {
        "photos a second": round(photos / took, 2),
        "processor seconds a photo": round((_processor() - busy) / photos, 2),
        "kilobytes made of a photo": bytes_made // photos // 1000,
    }


def _processor() -> float:
    """Seconds of this process and of its ended children, which count once they are waited for."""
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )


def attacked(count: int) -> dict[str, Any]:
    """Malformed files, one after the other: what became of each, and the largest child."""
    outcome: Counter[str] = Counter()
    slowest, before = 0.0, time.perf_counter()
    with Workshop() as workshop:
        for name, data in malformed(count):
            begun = time.perf_counter()
            try:
                workshop.admit(data)
                outcome[f"{name}: taken" if decodes_whole(data) else "TAKEN AND NOT WHOLE"] += 1
            except Refused as refused:
                outcome[f"{name}: {refused.reason}"] += 1
            slowest = max(slowest, time.perf_counter() - begun)
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    assert outcome.total() == count
    assert largest * 1024 * 1024 <= LIMITS.memory
    return {
        "files": count,
        "seconds": round(time.perf_counter() - before, 1),
        "slowest, s": round(slowest, 2),
        "largest child, MB": largest,
        "outcomes": dict(sorted(outcome.items())),
    }


def found_faces() -> dict[str, Any]:
    """Drawn faces found, by their height in pixels of a picture 1,280 wide; and what is suggested where nobody is."""
    found = {}
    for height in (25, 40, 60, 120, 200, 300):
        places = [(x, y, height) for y in (220, 600) for x in (220, 640, 1060)]
        boxes = faces.suggest(saved(crowd((1280, 800), places), "JPEG"))
        hits = sum(any(_holds(box, x / 1280, y / 800) for box in boxes) for x, y, _ in places)
        found[height] = f"{hits} of {len(places)}, {len(boxes) - hits} others"
    return {
        "found": found,
        "suggested in scenes without faces": sum(len(faces.suggest(saved(scene(seed), "JPEG"))) for seed in range(4)),
    }


def _holds(box: Region, x: float, y: float) -> bool:
    return box.left <= x <= box.left + box.width and box.top <= y <= box.top + box.height


def trace() -> dict[str, Any]:
    """How far a camera's exact fingerprint stands out: its peak to correlation energy (60 is usually called proof).

    The worst case: the fingerprint is known without error and strong (1 %), the scene is smooth, and whoever compares
    tries seventeen scales for the cut edges. Every other shift is searched as well, by the transform itself.
    """
    sensor = np.asarray(np.random.default_rng(5).normal(0, 0.01, TWELVE[::-1]), np.float32)
    lit = np.asarray(scene(1, grain=1), np.float32) * (1 + sensor[..., None])
    photo = saved(Image.fromarray(np.clip(lit, 0, 255).astype(np.uint8)), "JPEG", quality=93)
    plain = io.BytesIO(photo)
    found = {"photo itself": _peak(_grey(Image.open(plain)), sensor)}
    for one in derive(photo):
        shown = _grey(Image.open(io.BytesIO(one.data)))
        found[f"{one.format} {one.width}"] = max(_peak(shown, guess) for guess in _guesses(sensor, one.width))
    return {"peak to correlation energy": {name: round(value) for name, value in found.items()}}


def _guesses(sensor: Grey, width: int) -> Iterator[Grey]:
    for kept in np.linspace(0.992, 1, 17):
        wide = round(width / kept)
        size = (wide, round(wide * TWELVE[1] / TWELVE[0]))
        yield np.asarray(Image.fromarray(sensor).resize(size, Image.Resampling.LANCZOS))


def _grey(image: Image.Image) -> Grey:
    return np.asarray(image.convert("L"), np.float32)


def _peak(shown: Grey, sensor: Grey) -> float:
    high, wide = min(shown.shape[0], sensor.shape[0]), min(shown.shape[1], sensor.shape[1])
    shown, sensor = shown[:high, :wide], sensor[:high, :wide]
    blurred = sum(np.roll(shown, (y, x), (0, 1)) for y in (-1, 0, 1) for x in (-1, 0, 1)) / 9
    left = np.clip(shown - blurred, -6, 6)
    told = np.fft.irfft2(np.fft.rfft2(left) * np.conj(np.fft.rfft2(sensor * shown)), s=left.shape)
    y, x = np.unravel_index(np.argmax(told), told.shape)
    peak = told[y, x]
    told = np.roll(told, (5 - y, 5 - x), (0, 1))
    told[:11, :11] = 0
    return float(peak**2 / np.mean(told**2))


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    reader.add_argument("--photos", type=int, default=100)
    reader.add_argument("--malformed", type=int, default=2_000)
    reader.add_argument("--processes", type=int, default=2)
    reader.add_argument("--only", nargs="*", default=["malformed", "rate", "faces", "trace"])
    given = reader.parse_args()
    measures = {
        # First: the largest child of all is what the system remembers.
        "malformed": lambda: attacked(given.malformed),
        "rate": lambda: rate(given.photos, given.processes),
        "faces": found_faces,
        "trace": trace,
    }
    print(json.dumps({name: measures[name]() for name in given.only}, indent=1))


if __name__ == "__main__":
    main()
