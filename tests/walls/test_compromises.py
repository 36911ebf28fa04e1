"""Each line of the table of compromises is tried: here stands by what, and that it is there and runs."""

from __future__ import annotations

import re
import subprocess
import sys

from tests.real_stores import ROOT

# The first column of the table in SECURITY.md, and the tests of which each tries a part of its line.
TRIED = {
    "the public process, with code running in it": [
        "test_another_user.py::test_whoever_took_it_over_gets_nothing_more_than_readers",
        "test_public_process.py::test_it_takes_no_key_of_the_desk_from_its_environment",
        "test_public_process.py::test_it_does_not_start_beside_the_way_into_a_store_that_is_not_its_own",
    ],
    "the edition's folder, or a copy of it": [
        "test_canaries.py",
        "attacks/test_seized.py::test_a_copy_of_both_says_nothing_of_who",
    ],
    "the receipts' store, or a copy of it": ["attacks/test_seized.py::test_a_copy_of_both_says_nothing_of_who"],
    "a staff password": [
        "test_password_alone.py",
        "attacks/test_phishing.py::test_a_password_alone_given_to_another_page_opens_nothing_here",
    ],
    "a staff session": [
        "attacks/test_sessions.py::test_a_stolen_session_alone_publishes_nothing_and_opens_nothing",
        "attacks/test_sessions.py::test_a_stolen_session_ends_with",
        "attacks/test_rogue_staff.py::test_nobody_changes_the_log",
    ],
    "an insider with every role": [
        "attacks/test_rogue_staff.py::test_whoever_has_every_role_still_needs_a_second_person",
        "attacks/test_rogue_staff.py::test_nobody_reads_at_the_desk_what_is_sealed",
        "test_refusals.py::test_an_insider_who_tries_every_button_is_seen",
    ],
    "the staff server, switched off": [
        "attacks/test_stolen_machine.py::test_no_sealed_word_can_be_read_from_anything_under_var",
        "attacks/test_stolen_machine.py::test_no_key_under_var_opens_what_is_sealed",
        "attacks/test_keys_elsewhere.py::test_without_the_folder_of_keys_no_note_opens",
    ],
    "the staff server, live": [
        "attacks/test_live_server.py::test_it_reads_what_is_not_sealed_and_opens_nothing_that_was",
    ],
    "the database, written by hand": [
        "attacks/test_edited_by_hand.py::test_what_was_done_is_named",
        "attacks/test_forged_publications.py::test_words_that_nobody_published_are_read_by_nobody",
        "attacks/test_forged_publications.py::test_what_left_does_not_come_back",
        "attacks/test_staff_by_hand.py::test_a_planted_reviewer_is_named_before_and_after_they_sign",
    ],
    "every log": ["test_logs.py::test_whatever_goes_wrong_nothing_of_it_is_printed"],
}


def lines() -> list[tuple[str, str]]:
    """What is taken over, and by which files that is tried, as SECURITY.md says."""
    text = (ROOT / "SECURITY.md").read_text()
    table = text.split("### What a compromise gives away")[1].split("\n\n")[1]
    rows = [[cell.strip() for cell in row.strip("|").split("|")] for row in table.splitlines()[2:]]
    return [(row[0], row[3]) for row in rows]


def test_every_line_of_the_table_is_here() -> None:
    assert [what for what, _ in lines()] == list(TRIED)
    for what, by in lines():
        files = {f"tests/walls/{test.split('::')[0]}" for test in TRIED[what]}
        assert set(re.findall(r"`([^`]+)`", by)) <= files, what


def test_every_test_named_here_is_collected() -> None:
    wanted = sorted({f"tests/walls/{test}" for tests in TRIED.values() for test in tests})
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider", *wanted]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    for test in wanted:
        assert any(line.startswith(test) for line in run.stdout.splitlines()), test
