"""No private word reaches the public: not a page, not a file, not after an edit, not after a withdrawal."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from testimonies.desk.models import Owed
from testimonies.desk.moderation.approve import approve
from testimonies.desk.moderation.erase import erase
from testimonies.desk.moderation.publish import publish
from testimonies.desk.moderation.refusals import Refusal
from testimonies.desk.moderation.withdraw import withdraw
from testimonies.desk.signin.sessions import SessionStore
from testimonies.edition import feeds
from testimonies.edition.publish import bring_up_to_date
from tests.desk.moderation.failing import edition_failing_on
from tests.people import EVERY_CHECK, advance, change_words, keep_findings, names_of_photos
from tests.walls.canaries import private_fields
from tests.walls.hiding import body
from tests.walls.looking import Looked, look_at_folder
from tests.walls.served import serving
from tests.walls.world import World

CONTROL = "Qbabababababx"


def test_every_private_field_holds_something(world: World) -> None:
    hidden = {*world.canaries.everything.values()}
    missing = [f"{model}.{field}" for model, field in private_fields() if f"{model}.{field}" not in hidden]
    assert missing == []
    # The city stands for the place: any other word there would not be a place.
    assert world.account.place == world.city
    assert len(world.canaries.words) > 70
    assert len({*world.canaries.printed.values()}) > 40


def test_no_private_word_can_be_found(world: World) -> None:
    looked = world.look(world.taken_out, world.stays)
    public = {where for word, where in looked.found if word in {world.taken_out, world.stays}}
    # What is public is found, in pages and files: the eyes are open.
    assert f"/testimonies/{world.account.code}/" in public
    assert f"/ko/testimonies/{world.account.code}/v1/" in public
    assert "edition.sqlite3" in public
    assert any(where.startswith("index/") for where in public)
    assert {"en receipt", "ko receipt", "the rows of edition.sqlite3"} <= public
    assert len([path for path in looked.files if path.parent.name == "media"]) >= 2
    assert any(address.startswith("/photographs/") for address in looked.addresses)
    private = Looked(found={(word, where) for word, where in looked.found if word in world.canaries.everything})
    assert world.leaks(private) == []


def test_a_search_for_a_private_word_is_like_one_for_a_word_nobody_wrote(talked_about: World) -> None:
    """Not a count, not a suggestion, not a different sentence."""
    reader = Client()
    for address in ("/search/?q={}", "/ko/search/?q={}", "/search/?q={}*", "/search/?view=concordance&q={}"):
        control = reader.get(address.format(CONTROL)).content.decode()
        assert CONTROL in control
        for word, where in talked_about.canaries.words.items():
            # What is no word is several to a search.
            if not word.isalnum():
                continue
            page = reader.get(address.format(word)).content.decode()
            assert page.replace(word, CONTROL) == control, f"{where}: {address}"


def test_an_edit_shows_nothing_before_it_is_published(world: World) -> None:
    new = world.canaries.hide("an edit that waits for review")
    change_words(world.account, world.people.ari, body=body(new, world.stays), title=new, summary=new)
    keep_findings(world.account, world.people.ari)
    bring_up_to_date()
    assert world.leaks(world.look()) == []
    advance(world.account, world.people, "approved")
    assert world.leaks(world.look()) == []


def test_words_taken_out_for_safety_are_gone_everywhere(world: World) -> None:
    change_words(world.account, world.people.ari, body=body(world.stays, "wages"))
    advance(world.account, world.people, "approved")
    publish(testimony=world.account, actor=world.people.cho, safety=True)
    # While the indexer is still behind, no page shows them; once it has come, no byte holds them.
    assert world.leaks(world.look(world.taken_out, files=False)) == []
    bring_up_to_date()
    looked = world.look(world.taken_out, world.stays)
    assert {word for word, _ in looked.found} == {world.stays}
    assert "edition.sqlite3" in {where for _, where in looked.found}


def test_a_withdrawn_account_is_gone_everywhere(world: World) -> None:
    change_words(world.account, world.people.ari, body=body(world.stays, world.canaries.hide("a last edit")))
    withdraw(testimony=world.account, actor=world.people.rok, reason=world.canaries.hide("why it was withdrawn"))
    assert world.leaks(world.look(world.taken_out, world.stays, files=False)) == []
    bring_up_to_date()
    assert world.leaks(world.look(world.taken_out, world.stays)) == []


def test_a_withdrawn_account_is_gone_also_after_a_rebuild(world: World) -> None:
    withdraw(testimony=world.account, actor=world.people.rok)
    call_command("sync_edition", rebuild=True)
    assert world.leaks(world.look(world.taken_out, world.stays)) == []


def test_a_store_that_fails_says_nothing_of_why(world: World, caplog: pytest.LogCaptureFixture) -> None:
    """A database's error quotes the values of the statement."""
    reader = Client(raise_request_exception=False)
    with edition_failing_on():
        for address in (f"/testimonies/{world.account.code}/", f"/search/?q={world.stays}", "/"):
            answer = reader.get(address)
            assert answer.status_code == 503
            assert "zinnober" not in answer.content.decode()
            assert world.stays not in answer.content.decode().replace(f'value="{world.stays}"', "")
    assert world.stays not in caplog.text


def test_an_erased_account_is_gone_everywhere(world: World) -> None:
    withdraw(testimony=world.account, actor=world.people.rok, reason=world.canaries.hide("why it was withdrawn"))
    erase(testimony=world.account, actor=world.people.kim)
    bring_up_to_date()
    assert world.leaks(world.look(world.taken_out, world.stays)) == []


def test_a_publication_that_failed_half_way_shows_nothing(world: World) -> None:
    """The decision was stored and the edition could not be written: what was public stays, and nothing else comes."""
    new = world.canaries.hide("words that were approved and did not arrive")
    change_words(world.account, world.people.ari, body=body(new, world.stays))
    keep_findings(world.account, world.people.ari)
    looked_at = names_of_photos(world.account)
    approve(testimony=world.account, actor=world.people.rok, checklist=EVERY_CHECK, looked_at=looked_at)
    with edition_failing_on():
        publish(testimony=world.account, actor=world.people.cho)
    assert Owed.objects.unpaid().exists()
    assert world.leaks(world.look()) == []
    with pytest.raises(Refusal):
        publish(testimony=world.draft, actor=world.people.cho)
    assert world.leaks(world.look()) == []


def test_a_backup_and_an_edition_written_anew_show_no_more_than_before(world: World, tmp_path: Path) -> None:
    """What went out after the backup stays out. `tests/desk/test_backups` restores."""
    backup = tmp_path / "backup.tar"
    call_command("backup", str(backup), verbosity=0)
    withdraw(testimony=world.account, actor=world.people.rok)
    bring_up_to_date()
    # Sealed, because there is a custodian's key: nothing of it can be read on the way.
    looked = Looked()
    looked.look("the backup", backup.read_bytes(), [*world.canaries.everything, world.taken_out])
    assert (looked.size > 10_000, looked.found) == (True, set())
    call_command("sync_edition", rebuild=True, verbosity=0)
    assert world.leaks(world.look(world.taken_out, world.stays)) == []


def test_no_private_word_is_in_what_a_server_prints_or_leaves_behind(world: World, tmp_path: Path) -> None:
    """Somebody who guessed the words asks for each of them; the answers are like those for a word that nobody wrote."""
    scratch, words = tmp_path / "served", [*world.canaries.everything]
    scratch.mkdir()
    with serving(world.stores, "all", TMPDIR=str(scratch)) as served:
        for word in [*world.canaries.words][:20]:
            for path in (
                f"/search/?q={word}",
                f"/testimonies/{word}/",
                f"/search/suggest/?q={word}",
                f"/staff/{word}/",
            ):
                assert served.ask(path).status < 500
        said = "".join(served.said)
    looked = Looked()
    looked.look("the log", said.encode(), words)
    look_at_folder(looked, scratch, words)
    assert "Listening at" in said
    assert world.leaks(looked) == []


def test_a_test_that_looks_at_nothing_fails(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    hide = world.canaries.hide
    places = ["a file that no suffix announces", "a cache", "a log line", "a temporary file", "memory", "a session"]
    (world.stores.edition / "planted.xyz").write_bytes(hide(places[0]).encode("utf-16-le"))
    cache.set("planted", [hide(places[1])])
    logging.getLogger("testimonies.planted").debug("Planted: %s", hide(places[2]))
    (world.scratch / "planted").write_text(hide(places[3]))
    monkeypatch.setattr(feeds, "PLANTED", {"planted": [hide(places[4])]}, raising=False)
    session = SessionStore()
    session["planted"] = hide(places[5])
    session.create()
    try:
        found = {world.canaries.words[word] for word, _ in world.look().found}
    finally:
        cache.clear()
    assert found == {*places}
