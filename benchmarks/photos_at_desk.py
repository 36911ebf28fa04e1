"""Photographs at the desk, from encrypted originals to encrypted public pictures, as `sync_edition` prepares them.

    python -m benchmarks.photos_at_desk [--photos 100]

Every photograph has twelve megapixels and three covered regions. Looking for faces is timed apart: it happens once,
after the upload, and nobody's approval waits for it.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from pathlib import Path

from benchmarks.photos import COVERED, scene
from benchmarks.site.load import stores
from tests.media.pictures import saved

SCENES = 4


def run(count: int) -> dict[str, float]:
    from django.contrib.auth.models import Group, User

    from testimonies.desk.models import Contributor, Photo, Testimony
    from testimonies.desk.moderation.add_photo import add_photo
    from testimonies.desk.photos.prepare import prepare_photos
    from testimonies.media.regions import to_data

    curator = User.objects.create_user("bench-curator", is_staff=True)
    curator.groups.add(Group.objects.get(name="curator"))
    contributor = Contributor.objects.create(pseudonym="Bench")
    testimony = Testimony.objects.create(author=curator, contributor=contributor)
    files = [saved(scene(seed), "JPEG", quality=92) for seed in range(SCENES)]
    start = time.perf_counter()
    for number in range(count):
        add_photo(testimony=testimony, actor=curator, content=files[number % SCENES])
    uploaded = time.perf_counter()
    prepare_photos()
    searched = time.perf_counter()
    Photo.objects.update(prepared_by=curator, regions=to_data(COVERED))
    wanted = time.perf_counter()
    assert prepare_photos() == count
    derived = time.perf_counter()
    return {
        "uploads checked and kept a second": round(count / (uploaded - start), 2),
        "searched for faces a second": round(count / (searched - uploaded), 2),
        "derived a second": round(count / (derived - wanted), 2),
    }


def main() -> None:
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--photos", type=int, default=100)
    count = reader.parse_args().photos
    with tempfile.TemporaryDirectory() as folder:
        stores(Path(folder))
        print(json.dumps(run(count), indent=2))


if __name__ == "__main__":
    main()
