"""The index follows the edition, and never says what the edition no longer says."""

from __future__ import annotations

import datetime
import re
import signal
import subprocess
import sys
import threading
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from haystack import connections as haystack_connections
from haystack.query import SearchQuerySet
from whoosh.query import Term

from testimonies.edition import publish
from testimonies.edition.models import Change, PublishedTestimony, PublishedText
from testimonies.edition.search import generations, opened, sync
from testimonies.edition.search.engine import build
from testimonies.edition.search.errors import IndexMissing
from testimonies.vocabulary import TombstoneReason
from tests.edition.search.conftest import TERMS, Put, Search, codes

pytestmark = pytest.mark.django_db(databases=["default", "edition"])


def withdraw(code: str) -> None:
    publish.withdraw(code, TombstoneReason.WITHDRAWN, on=datetime.date(2024, 6, 1))


def words_on_disk(folder: Path) -> bytes:
    """Every byte under `folder`, and every compressed block in it unpacked."""
    found = b""
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert files, "A test that looked at no file proves nothing."
    for path in files:
        data = path.read_bytes()
        found += data + path.name.encode()
        for start in re.finditer(rb"x[\x01\x5e\x9c\xda]", data):
            try:
                found += zlib.decompressobj().decompress(data[start.start() :], 1 << 20)
            except zlib.error:
                continue
    return found


def test_without_an_index_nothing_is_answered(put: Put, search: Search, index_folder: Path) -> None:
    put("NKR-1", "Wages.")
    with pytest.raises(IndexMissing):
        search("q=wages")
    assert not sync.is_ready()
    assert sync.index_fingerprints() == {}
    assert not index_folder.exists()


def test_a_damaged_index_is_none(put: Put, search: Search, index_folder: Path) -> None:
    put("NKR-1", "Wages.")
    sync.rebuild()
    for path in index_folder.rglob("*.tseg"):
        path.write_bytes(b"\xff" * path.stat().st_size)
    opened.forget()
    with pytest.raises(IndexMissing):
        search("q=wages")
    assert sync.bring_up_to_date() == 1
    assert codes(search("q=wages")) == ["NKR-1"]


def test_an_index_of_another_schema_is_none(put: Put, search: Search, monkeypatch: pytest.MonkeyPatch) -> None:
    put("NKR-1", "Wages.")
    sync.rebuild()
    monkeypatch.setattr("testimonies.edition.search.fields.VERSION", 2**30)
    opened.forget()
    with pytest.raises(IndexMissing):
        search("q=wages")


def test_new_accounts_are_found_after_an_update(put: Put, search: Search) -> None:
    assert sync.bring_up_to_date() == 0
    put("NKR-1", "Wages.")
    assert search("q=wages").count == 0
    assert sync.bring_up_to_date() == 1
    assert codes(search("q=wages")) == ["NKR-1"]
    assert sync.bring_up_to_date() == 0
    assert sync.index_fingerprints() == {"NKR-1": PublishedTestimony.objects.get().fingerprint}


def test_a_withdrawn_account_is_not_found_before_the_indexer_came(put: Put, search: Search) -> None:
    put("NKR-1", "Wages.", sector="logging")
    put("NKR-2", "Wages.", sector="construction")
    sync.rebuild()
    withdraw("NKR-1")
    page = search("q=wages")
    assert codes(page) == ["NKR-2"]
    assert page.count == 1
    assert [facet.slug for facet in page.facets["sector"]] == ["construction"]
    assert SearchQuerySet().count() == 1


def test_words_an_edit_took_out_are_not_found_before_the_indexer_came(put: Put, search: Search) -> None:
    put("NKR-1", "Wages at the Zarya works.")
    sync.rebuild()
    put("NKR-1", "Wages.", safety=True)
    assert search("q=zarya").count == 0
    assert search("q=wages").count == 0
    sync.bring_up_to_date()
    assert search("q=zarya").count == 0
    assert search("q=wages").count == 1


def test_a_row_that_changed_unnoticed_is_not_shown(put: Put, search: Search) -> None:
    put("NKR-1", "Wages.")
    put("NKR-2", "Wages.")
    sync.rebuild()
    PublishedTestimony.objects.filter(code="NKR-1").update(fingerprint="0" * 64)
    page = search("q=wages")
    assert codes(page) == ["NKR-2"]
    assert page.count == 1


@pytest.mark.parametrize("how", ["withdrawn", "mended for safety"])
def test_no_byte_of_removed_words_stays(put: Put, index_folder: Path, how: str) -> None:
    put("NKR-1", "Qwyzzyx stood at the gate.", ru="Щукозябра.", ko="귀쾌뷁.", title="Vexillumbra")
    put("NKR-2", "Others stood there too.")
    sync.rebuild()
    sync.rebuild()
    hidden = [word.encode() for word in ("qwyzzyx", "щукозябр", "귀쾌", "vexillumbra")]
    assert all(word in words_on_disk(index_folder) for word in hidden)
    if how == "withdrawn":
        withdraw("NKR-1")
    else:
        put("NKR-1", "Somebody stood at the gate.", safety=True)
    sync.bring_up_to_date()
    left = words_on_disk(index_folder)
    assert not any(word in left for word in hidden)
    assert b"other" in left


def test_a_removal_in_a_rebuild_leaves_no_older_generation(put: Put, index_folder: Path) -> None:
    put("NKR-1", "Qwyzzyx.")
    put("NKR-2", "Others.")
    sync.rebuild()
    withdraw("NKR-1")
    sync.rebuild()
    assert b"qwyzzyx" not in words_on_disk(index_folder)


def test_two_older_generations_are_kept(put: Put, index_folder: Path) -> None:
    put("NKR-1", "Wages.")
    for _ in range(5):
        sync.rebuild()
    assert len(list(index_folder.glob("g*"))) == 3


def test_many_small_updates_do_not_pile_up(put: Put, search: Search, index_folder: Path) -> None:
    sync.rebuild()
    for number in range(30):
        put(f"NKR-{number:02}", "Timber and wages.")
        sync.bring_up_to_date()
    assert len(list(index_folder.rglob("*.tseg"))) == 30
    assert sync.merge() > 0
    assert sync.merge() == 0
    assert len(list(index_folder.rglob("*.tseg"))) < 16
    assert search("q=timber").count == 30


def test_a_state_that_claims_too_much_is_mended(put: Put, search: Search, index_folder: Path) -> None:
    """As after kill -9: the state names a change whose row never reached the files."""
    put("NKR-1", "Wages.")
    sync.rebuild()
    put("NKR-2", "Wages.")
    put("NKR-3", "Wages.")
    withdraw("NKR-1")
    folder, data = generations.signature()
    state = generations.state_of(data)
    last = Change.objects.last()
    assert last
    claimed = replace(state, change_id=last.pk, change_code=last.code, commit=state.commit + 1)
    generations.write_state(Path(folder), claimed)
    assert sync.bring_up_to_date() == 0
    assert sync.reconcile() == 3
    assert set(codes(search("q=wages"))) == {"NKR-2", "NKR-3"}
    assert sync.reconcile() == 0


def test_an_index_of_another_journal_is_refused_and_rebuilt(put: Put, search: Search) -> None:
    put("NKR-1", "Wages.")
    sync.rebuild()
    Change.objects.all().delete()
    with pytest.raises(IndexMissing):
        search("q=wages")
    assert sync.bring_up_to_date() == 1
    assert codes(search("q=wages")) == ["NKR-1"]


def test_a_new_vocabulary_reaches_the_indicators(put: Put, search: Search) -> None:
    put("NKR-1", "Wages.", tags=["passport-taken"])
    sync.rebuild()
    assert search("indicator=withheld-wages").count == 0
    publish.put_vocabulary(
        replace(term, indicators=("withheld-wages",)) if term.slug == "passport-taken" else term for term in TERMS
    )
    sync.bring_up_to_date()
    assert search("indicator=withheld-wages").count == 1


def test_half_built_folders_are_cleared_away(put: Put, index_folder: Path) -> None:
    put("NKR-1", "Wages.")
    half = index_folder / "g000001"
    half.mkdir(parents=True)
    (half / "MAIN_abc.seg").write_bytes(b"qwyzzyx")
    sync.rebuild()
    assert b"qwyzzyx" not in words_on_disk(index_folder)


def test_a_build_that_fails_leaves_the_old_index(
    put: Put, search: Search, index_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put("NKR-1", "Wages.")
    sync.rebuild()
    before = (index_folder / "current").read_text()
    PublishedText.objects.update(paragraphs=7)
    with pytest.raises(TypeError):
        sync.rebuild()
    assert (index_folder / "current").read_text() == before
    assert [path.name for path in index_folder.glob("g*")] == [before]


def test_several_processes_build_the_same_index(
    put: Put, search: Search, monkeypatch: pytest.MonkeyPatch, index_folder: Path
) -> None:
    for number in range(12):
        put(f"NKR-{number:02}", "Timber and wages.", sector="logging")
    monkeypatch.setattr(build, "FEW", 0)
    monkeypatch.setattr(build, "BATCH", 2)
    told: list[tuple[int, int]] = []
    assert sync.rebuild(lambda done, total: told.append((done, total)), processes=2) == 12
    assert told[-1] == (12, 12)
    assert len(list(index_folder.rglob("*.tseg"))) in {1, 2}
    assert not list(index_folder.rglob("*.tmp"))
    page = search("q=timber+wages")
    assert page.count == 12
    assert page.facets["sector"][0].count == 12


def test_readers_never_meet_an_empty_index(put: Put, search: Search) -> None:
    """Searches go on in another thread while the index is rebuilt and updated over and over."""
    for number in range(5):
        put(f"NKR-{number}", "Timber.")
    sync.rebuild()
    done, counts, failed = threading.Event(), set(), []

    def read() -> None:
        while not done.is_set():
            try:
                engine = opened.current().engine
                counts.add(engine.search(Term("text_en", "timber")).count)
            except Exception as error:  # noqa: BLE001 (whatever fails is what this test is about)
                failed.append(error)

    threads = [threading.Thread(target=read) for _ in range(3)]
    for thread in threads:
        thread.start()
    for number in range(6):
        sync.rebuild()
        put("NKR-1", f"Timber {number}.")
        sync.bring_up_to_date()
    done.set()
    for thread in threads:
        thread.join()
    assert failed == []
    assert counts == {5}


def test_a_folder_that_cannot_be_written_is_readable(put: Put, search: Search, index_folder: Path) -> None:
    """The public process may not write the index, not even a lock."""
    put("NKR-1", "Wages.")
    sync.rebuild()
    before = {path: path.stat().st_mtime_ns for path in index_folder.rglob("*")}
    opened.forget()
    assert search("q=wages").count == 1
    assert {path: path.stat().st_mtime_ns for path in index_folder.rglob("*")} == before


def test_the_commands_are_haystacks_with_our_indexer(put: Put, search: Search, capsys: Any) -> None:
    put("NKR-1", "Wages.")
    call_command("rebuild_index", interactive=False, workers=1)
    assert search("q=wages").count == 1
    put("NKR-2", "Wages.")
    call_command("update_index", remove=True)
    assert search("q=wages").count == 2
    assert "1 testimonies" in capsys.readouterr().out
    call_command("clear_index", interactive=False, verbosity=0)
    assert not sync.is_ready()


def test_haystack_finds_through_the_same_index(put: Put) -> None:
    put("NKR-1", "Wages and timber.", sector="logging", period_from=2015, tags=["loyalty-fee"])
    put("NKR-2", "Wages.", sector="construction", on="2024-08-01")
    put("NKR-3", "Nothing.", sector="construction")
    sync.rebuild()
    everything = SearchQuerySet()
    assert everything.count() == 3
    found = everything.auto_query("wages -timber")
    assert [result.object.code for result in found] == ["NKR-2"]
    assert {result.code for result in everything.filter(content="wages", sector="logging")} == {"NKR-1"}
    assert {result.code for result in everything.exclude(content="wages")} == {"NKR-3"}
    assert {result.code for result in everything.narrow("sector:construction")} == {"NKR-2", "NKR-3"}
    assert {result.code for result in everything.filter(sector__in=["logging"])} == {"NKR-1"}
    assert {result.code for result in everything.filter(period_from__lte=2015)} == {"NKR-1"}
    assert [result.code for result in everything.order_by("-published")] == ["NKR-2", "NKR-1", "NKR-3"]
    facets = everything.facet("sector").facet_counts()["fields"]["sector"]
    assert facets == [("construction", 2), ("logging", 1)]
    assert everything.load_all()[0].object.code in {"NKR-1", "NKR-2", "NKR-3"}


def test_haystack_cannot_put_in_what_is_not_current(put: Put) -> None:
    put("NKR-1", "Wages.")
    old = PublishedTestimony.objects.get()
    put("NKR-1", "Timber.")
    withdraw_target = put("NKR-2", "Timber.")
    sync.rebuild()
    backend = haystack_connections["default"].get_backend()
    index = haystack_connections["default"].get_unified_index().get_index(PublishedTestimony)
    index.update_object(old)
    assert SearchQuerySet().filter(content="wages").count() == 0
    withdraw(withdraw_target.code)
    backend.remove("edition.publishedtestimony.2")
    assert sync.index_fingerprints().keys() == {"NKR-1"}


# Takes one account out of the files and is killed before anything says so.
WRITE_AND_DIE = """
import os, signal, sys
from testimonies.edition.search.engine import writer
writer.update(sys.argv[1], [], ["NKR-1"])
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_killed_between_the_files_and_the_state(put: Put, search: Search) -> None:
    put("NKR-1", "Wages.")
    put("NKR-2", "Wages.")
    sync.rebuild()
    command = [sys.executable, "-c", WRITE_AND_DIE, generations.signature()[0]]
    killed = subprocess.run(command, check=False, timeout=60, cwd=Path(sync.__file__).parents[3])
    assert killed.returncode == -signal.SIGKILL
    opened.forget()
    assert codes(search("q=wages")) == ["NKR-2"]
    assert sync.reconcile() == 1
    assert codes(search("q=wages")) == ["NKR-1", "NKR-2"]
