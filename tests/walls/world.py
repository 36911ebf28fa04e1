"""A public account full of private words, one that was withdrawn, and a draft: what the canaries are looked for in."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from testimonies.desk import models
from testimonies.desk.models import VocabularyTerm
from testimonies.desk.moderation.open_words import put_open_words
from testimonies.desk.moderation.withdraw import withdraw
from testimonies.edition.search import sync
from tests.people import People, advance, make_contributor, make_draft, make_people
from tests.real_stores import Stores
from tests.shelf import Shelf
from tests.walls.canaries import Canaries
from tests.walls.elsewhere import (
    look_at_memory,
    look_at_receipt,
    look_at_refusals,
    look_at_sessions,
    searches,
)
from tests.walls.hiding import body, give_receipt, hidden_draft, hide_around, hide_in_photographs
from tests.walls.looking import Looked, look_at_addresses, look_at_folder, public_addresses


@dataclass
class World:
    """A public account full of private words, one that was withdrawn, and a draft in which every word is private."""

    canaries: Canaries
    people: People
    stores: Stores
    account: models.Testimony
    gone: models.Testimony
    draft: models.Testimony
    city: str
    # What opens what is sealed here; a custodian keeps it elsewhere.
    seal: str
    # Public, until they are taken out.
    taken_out: str
    stays: str
    receipt: str
    log: io.StringIO
    scratch: Path

    @property
    def addresses(self) -> list[str]:
        tags = [tag.term for tag in self.account.tags.all()]
        slugs = [*tags, "withholding-of-wages", "construction", "russian-far-east", self.city]
        codes = [self.account.code, self.gone.code, self.draft.code, self.account.code.lower(), "NKR-N0NE"]
        errors = ["/no-such-page/", f"/search/?abuse={self.city}", "/search/?period_from=x", "/staff/", "/staff/login/"]
        asked = ("paragraph", "the", "second*", '"way home"', self.account.code)
        return [*public_addresses(codes, {"slug": slugs}), *errors, *searches(asked)]

    def look(self, *more: str, files: bool = True) -> Looked:
        """Which private words, days and numbers, and which of `more`, anybody can find anywhere."""
        looked, words = Looked(), [*self.canaries.everything, *more]
        sessions = models.StaffSession.objects.count()
        look_at_addresses(looked, self.addresses, words)
        look_at_refusals(looked, self.gone.code, words)
        look_at_receipt(looked, self.receipt, words)
        assert models.StaffSession.objects.count() == sessions
        look_at_sessions(looked, words)
        # A word that was public once is remembered with its stem by whoever analysed it, until that process ends.
        look_at_memory(looked, self.canaries.everything)
        looked.look("the log", self.log.getvalue().encode(), words)
        look_at_folder(looked, self.scratch, words)
        if files:
            self._look_at_files(looked, words)
        assert len(looked.addresses) > 200
        assert looked.size > 300_000
        assert looked.memory > 10
        assert {200, 400, 403, 404, 405, 410, 413, 422, 429, 503} <= looked.statuses
        return looked

    def _look_at_files(self, looked: Looked, words: list[str]) -> None:
        look_at_folder(looked, self.stores.edition, words)
        # Their own store holds what was given to it.
        known, receipts = self.canaries.everything, ("Receipt.", "Correction.", "ReceiptCode.")
        own = {word for word, where in known.items() if where.startswith(receipts)}
        look_at_folder(looked, self.stores.data / "receipts", [word for word in words if word not in own])
        assert {"edition.sqlite3", "state.json", "receipts.sqlite3"} <= {path.name for path in looked.files}
        assert len(looked.files) >= 5

    def leaks(self, looked: Looked) -> list[str]:
        known = self.canaries.everything
        return [f"{known.get(word, word)} in {where}" for word, where in sorted(looked.found)]


def _standing(name: str, shelf: Shelf, stores: Stores, log: io.StringIO, scratch: Path) -> World:
    world = shelf.take(name, lambda: _make_world(stores, log, scratch))
    if not log.getvalue():
        # What was printed while it was made counts in every test that looks at it.
        log.write(world.log.getvalue())
    world.stores, world.log, world.scratch = stores, log, scratch
    return world


@pytest.fixture
def world(shelf: Shelf, stores: Stores, log: io.StringIO, scratch: Path) -> World:
    return _standing("the world of the canaries", shelf, stores, log, scratch)


@pytest.fixture
def talked_about(shelf: Shelf, stores: Stores, log: io.StringIO, scratch: Path) -> World:
    """A world of other words, for a test that types them into a search: a process remembers what it was asked."""
    return _standing("a world of words that are typed", shelf, stores, log, scratch)


def _make_world(stores: Stores, log: io.StringIO, scratch: Path) -> World:
    people = make_people()
    canaries, answers = Canaries(), {"public_text": "yes", "translation": "no", "photos": "yes"}
    city = canaries.hide("a city's slug").lower()
    labels = {f"label_{language}": canaries.hide(f"a city's {language} name") for language in ("en", "ko", "ru")}
    VocabularyTerm.objects.create(kind="place", slug=city, parent="russian-far-east", public=False, **labels)
    taken_out, stays = canaries.word(), canaries.word()
    account = make_draft(
        people.ari, contributor=make_contributor(answers=answers), place=city, body=body(taken_out, stays, "wages")
    )
    seal_key = hide_around(account, canaries)
    gone = make_draft(people.ari, contributor=make_contributor(answers=answers), body=body("wages", "cold"), place=city)
    draft = hidden_draft(people, canaries)
    hide_in_photographs(account, people, canaries)
    advance(account, people, "published")
    canaries.in_every_private_field(models.Approval.objects.get(decision__testimony=account))
    canaries.in_every_private_field(models.Publication.objects.get(testimony=account))
    # Days that the verbs write themselves.
    for row in (account, *models.Photo.objects.all()):
        canaries.in_every_private_field(row, "notes")
    advance(gone, people, "published")
    withdraw(testimony=gone, actor=people.rok, reason=canaries.hide("the reason of a withdrawal"))
    # The people too, only now: the verbs ask who they are.
    for person in User.objects.all():
        canaries.in_every_private_field(person)
    put_open_words()
    for _ in range(3):
        # Older generations of the index are kept, and hold the same words.
        sync.rebuild(processes=1)
    receipt = give_receipt(account, canaries)
    return World(
        canaries, people, stores, account, gone, draft, city, seal_key, taken_out, stays, receipt, log, scratch
    )
