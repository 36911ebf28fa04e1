"""The child does the work, loses what it does not need for it, and takes nobody with it when it ends."""

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from testimonies.media.facts import Facts
from testimonies.media.kinds import Kind
from testimonies.media.limits import LIMITS, Limits, Reason, Refused
from testimonies.media.regions import Region
from testimonies.media.workshop import Workshop
from tests.media.pictures import FORMATS, alike, corners, quarters, read, saved

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("kind", FORMATS)
def test_every_kind_of_photo_is_admitted_and_derived(workshop: Workshop, kind: str) -> None:
    data = saved(quarters(640, 400), kind)
    assert workshop.admit(data) == Facts(Kind(kind), 640, 400, 1)
    made = workshop.derive(data)
    assert [(one.format, one.width) for one in made] == [("webp", 480), ("jpeg", 480), ("webp", 608), ("jpeg", 608)]
    for one in made:
        assert read(one.data).size == (one.width, one.height)
        assert all(alike(*pair) for pair in zip(corners(read(one.data)), corners(quarters()), strict=True))


def test_staff_see_the_picture_and_the_covered_one(workshop: Workshop) -> None:
    data = saved(quarters(640, 400), "JPEG")
    shown = read(workshop.picture_for_staff(data, 320))
    covered = read(workshop.preview(data, [Region("box", 0, 0, 0.5, 0.5)], 320))
    assert shown.size == covered.size == (320, 200)
    assert alike(corners(shown)[0], corners(quarters())[0])
    assert alike(corners(covered)[0], (0, 0, 0))
    assert alike(corners(covered)[1], corners(quarters())[1])


def test_several_threads_share_it(workshop: Workshop) -> None:
    files = [saved(quarters(160, 96 + turn), "PNG") for turn in range(12)]
    with ThreadPoolExecutor(6) as threads:
        assert [facts.height for facts in threads.map(workshop.admit, files)] == [96 + turn for turn in range(12)]


def test_a_refusal_carries_a_reason_and_nothing_else(workshop: Workshop) -> None:
    with pytest.raises(Refused) as refused:
        workshop.admit(b"\xff\xd8\xff\xe0 the name of somebody")
    assert refused.value.reason is Reason.DAMAGED
    assert refused.value.args == ("damaged",)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize(
    ("limits", "reason"),
    [
        (replace(LIMITS, bytes=100), Reason.TOO_BIG),
        (replace(LIMITS, pixels=640 * 400 - 1), Reason.TOO_MANY_PIXELS),
        (replace(LIMITS, memory=1), Reason.TOO_HUNGRY),
    ],
)
def test_limits_are_kept(limits: Limits, reason: Reason) -> None:
    data = saved(quarters(640, 400), "PNG")
    with Workshop(limits=limits) as small, pytest.raises(Refused) as refused:
        small.derive(data)
    assert refused.value.reason is reason


def test_work_without_end_is_ended() -> None:
    with Workshop(limits=replace(LIMITS, seconds=0.01)) as hurried, pytest.raises(Refused) as refused:
        hurried.derive(saved(quarters(3000, 3000), "JPEG"))
    assert refused.value.reason is Reason.TOO_SLOW


def _children(of: int) -> set[int]:
    return {int(one) for one in Path(f"/proc/{of}/task/{of}/children").read_text().split()}


def _alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_killed_child_is_replaced() -> None:
    picture = saved(quarters(), "PNG")
    before = _children(os.getpid())
    with Workshop() as workshop:
        workshop.admit(picture)
        (child,) = _children(os.getpid()) - before
        os.kill(child, signal.SIGKILL)
        with pytest.raises(Refused):
            workshop.admit(picture)
        assert workshop.admit(picture).width == 160
    assert _children(os.getpid()) <= before


WORKING = """
import sys, threading
from testimonies.media.workshop import Workshop
workshop, data = Workshop(), sys.stdin.buffer.read()
workshop.admit(data)
print("begun", flush=True)
while True:
    workshop.derive(data)
"""


def test_children_end_with_the_process_that_started_them_even_when_it_is_killed() -> None:
    run = subprocess.Popen([sys.executable, "-c", WORKING], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert run.stdin
    assert run.stdout
    with run:
        run.stdin.write(saved(quarters(3000, 2000), "JPEG"))
        run.stdin.close()
        assert run.stdout.readline() == b"begun\n"
        kept = _children(run.pid)
        assert kept
        kept |= {copy for child in kept for copy in _children(child)}
        run.kill()
    deadline = time.monotonic() + 10
    while any(map(_alive, kept)) and time.monotonic() < deadline:
        os.sched_yield()
    assert not any(map(_alive, kept))
