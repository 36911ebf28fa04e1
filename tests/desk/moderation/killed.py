"""Runs one verb again and again, killed one statement later each time, and prints what was left each time.

A process of its own: it forks, which the process of the tests must not. A line is a JSON object: `moment`, whether the
child was `killed`, the `status` at the desk, the debts `owed` and `debts` that could not be paid afterwards, and
the `versions` the edition then holds; of the `files` of photographs, how many it holds of this account, and whether the
folder was `swept` to just those that it holds of any.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from typing import Any

from django.db import connections

from testimonies.desk.moderation.publish import publish
from testimonies.desk.moderation.settle import settle
from testimonies.desk.moderation.withdraw import withdraw
from testimonies.desk.photos.files import keep_derived
from testimonies.edition.models import PublishedPicture, PublishedTestimony
from testimonies.edition.publish import sweep
from testimonies.media.storage import PUBLIC
from tests.desk.moderation.failing import killed_at
from tests.people import People, advance, change_words, make_contributor, make_draft, make_people, make_testimony
from tests.pictures import bare_photo


def _approved(people: People) -> Any:
    return make_testimony(people, "approved")


def _revised(people: People) -> Any:
    testimony = make_testimony(people, "published")
    change_words(testimony, people.cho, title="Mended")
    return advance(testimony, people, "approved")


def _published(people: People) -> Any:
    return make_testimony(people, "published")


def _shown(people: People) -> Any:
    """A public account with a photograph, put in past the tool: what is in its file does not matter here."""
    testimony = make_draft(people.ari, contributor=make_contributor(answers={"public_text": "yes", "photos": "yes"}))
    photo = bare_photo(testimony)
    photo.texts.create(language="en", alt="A field")
    derived = [{**keep_derived(b"picture", "jpeg"), "format": "jpeg", "width": 4, "height": 3}]
    type(photo).objects.filter(pk=photo.pk).update(derived=derived, prepared_by=people.ari)
    return advance(testimony, people, "published")


VERBS: dict[str, tuple[Callable[[People], Any], Callable[[Any, People], object]]] = {
    "publish": (_approved, lambda testimony, people: publish(testimony=testimony, actor=people.cho)),
    "safety": (_revised, lambda testimony, people: publish(testimony=testimony, actor=people.cho, safety=True)),
    "withdraw": (_published, lambda testimony, people: withdraw(testimony=testimony, actor=people.cho)),
    "withdraw photographs": (_shown, lambda testimony, people: withdraw(testimony=testimony, actor=people.cho)),
}


def one(people: People, verb: str, moment: int) -> bool:
    """Whether the child was killed; False once the verb ends before the moment comes."""
    prepare, run = VERBS[verb]
    testimony = prepare(people)
    connections.close_all()
    child = os.fork()
    if child == 0:
        with killed_at(moment):
            run(testimony, people)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    testimony.refresh_from_db()
    owed = testimony.owed.unpaid().count()
    left = settle()
    sweep()
    files = PublishedPicture.objects.filter(photo__testimony__code=testimony.code)
    swept = set(PUBLIC.names()) == set(PublishedPicture.objects.values_list("name", flat=True))
    rows = PublishedTestimony.objects.filter(code=testimony.code).order_by("version")
    said = {"moment": moment, "killed": os.WIFSIGNALED(status), "status": testimony.status, "owed": owed, "debts": left}
    said |= {"files": files.count(), "swept": swept}
    sys.stdout.write(json.dumps({**said, "versions": list(rows.values_list("version", flat=True))}) + "\n")
    return os.WIFSIGNALED(status)


def main(verb: str) -> None:
    for store in connections.settings.values():
        # kill -9 takes nothing from the disk's cache; only a power cut would.
        store["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
    people, moment = make_people(), 1
    while one(people, verb, moment):
        moment += 1
