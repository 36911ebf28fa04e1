"""What the desk does with what comes in by receipt: it believes its own hash, and nothing the receipts process says."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.test import Client

from testimonies.desk.models import CorrectionRequest
from testimonies.desk.moderation.carry_out import carry_out_requests
from testimonies.desk.moderation.issue_receipt import issue_receipt
from testimonies.desk.moderation.refusals import Unmet
from testimonies.desk.moderation.settle import settle
from testimonies.desk.moderation.show_again import show_again
from testimonies.desk.moderation.withdraw import withdraw
from testimonies.edition.denied import denied, deny, entry
from testimonies.edition.models import PublishedTestimony
from testimonies.receipts.asking import correct, find
from testimonies.receipts.asking import withdraw as ask_to_withdraw
from testimonies.receipts.models import Correction, Receipt
from testimonies.receipts.store import seal_for_the_desk
from tests.desk.moderation.failing import edition_failing_on, store_failing
from tests.people import People, make_testimony, sign_in


@pytest.mark.parametrize("status", ["draft", "submitted", "approved", "published", "lapsed"])
def test_a_contributor_may_withdraw_in_every_state(people: People, status: str) -> None:
    testimony = make_testimony(people, status)
    ask_to_withdraw(find(issue_receipt(testimony=testimony, actor=people.cho)))
    # A draft's address answers as if there had never been anything, hidden or not.
    before = 410 if status in {"published", "lapsed"} else 404
    assert Client().get(f"/testimonies/{testimony.code}/").status_code == before
    settle()
    assert denied() == {testimony.code}, "what nobody has decided yet stays asked for"
    call_command("sync_edition")
    testimony.refresh_from_db()
    assert testimony.status == "withdrawn"
    assert denied() == frozenset()
    assert Client().get(f"/testimonies/{testimony.code}/").status_code == before
    assert carry_out_requests() == 0


def test_a_request_nobody_has_a_code_for_hides_and_does_not_withdraw(
    people: People, caplog: pytest.LogCaptureFixture
) -> None:
    """As a receipts process would make them that somebody has taken over: with its own hashes, and without."""
    testimony, other = make_testimony(people, "published"), make_testimony(people, "published")
    own = issue_receipt(testimony=other, actor=people.cho)
    stolen = find(own)
    Receipt.objects.update_or_create(code=testimony.code, defaults={"selector": "1" * 64, "verifier": "made up"})
    for proof in (b"", b"x" * 300, stolen.proof, seal_for_the_desk(b'{"receipt": 3}'), seal_for_the_desk(b"[]")):
        deny(testimony.code, proof)
        call_command("sync_edition")
        testimony.refresh_from_db()
        assert testimony.status == "published"
        assert denied() == {testimony.code}
        assert Client().get(f"/testimonies/{testimony.code}/").status_code == 410
    assert testimony.code not in caplog.text
    assert "moderation queue lists it" in caplog.text
    caplog.clear()
    carry_out_requests()
    assert caplog.text == "", "tried once, and not five times a second"


def test_staff_look_at_it_and_show_it_again(people: People) -> None:
    testimony = make_testimony(people, "published")
    deny(testimony.code, b"forged")
    browser = sign_in(Client(), people.cho)
    assert "Hidden by request" in browser.get("/staff/desk/testimony/queue/").content.decode()
    page = browser.get(f"/staff/desk/testimony/{testimony.pk}/change/").content.decode()
    assert "/show_again/" in page
    assert browser.post(f"/staff/desk/testimony/{testimony.pk}/show_again/").status_code == 302
    assert Client().get(f"/testimonies/{testimony.code}/").status_code == 200
    assert "/show_again/" not in browser.get(f"/staff/desk/testimony/{testimony.pk}/change/").content.decode()


def test_staff_cannot_undo_what_a_contributor_asked_for(people: People) -> None:
    testimony = make_testimony(people, "published")
    ask_to_withdraw(find(issue_receipt(testimony=testimony, actor=people.cho)))
    with pytest.raises(Unmet, match="asked for this with their receipt code"):
        show_again(testimony=testimony, actor=people.cho)
    assert denied() == {testimony.code}


def test_a_code_that_was_replaced_meanwhile_leaves_it_to_people(people: People) -> None:
    testimony = make_testimony(people, "published")
    ask_to_withdraw(find(issue_receipt(testimony=testimony, actor=people.cho)))
    issue_receipt(testimony=testimony, actor=people.cho)
    assert carry_out_requests() == 0
    assert denied() == {testimony.code}
    withdraw(testimony=testimony, actor=people.cho)
    assert denied() == frozenset()


def test_it_stays_hidden_until_the_edition_has_lost_it(people: People) -> None:
    testimony = make_testimony(people, "published")
    ask_to_withdraw(find(issue_receipt(testimony=testimony, actor=people.cho)))
    with edition_failing_on(testimony.code):
        carry_out_requests()
    assert PublishedTestimony.objects.filter(code=testimony.code).exists()
    assert denied() == {testimony.code}
    assert Client().get(f"/testimonies/{testimony.code}/").status_code == 410
    call_command("sync_edition")
    assert not PublishedTestimony.objects.exists()
    assert denied() == frozenset()


def test_a_withdrawal_that_the_desk_did_not_store_is_not_half_done(people: People) -> None:
    """Killed, or failed, between hiding and storing: nothing was withdrawn, so the account comes back."""
    testimony = make_testimony(people, "published")
    deny(testimony.code, asker="desk")
    assert Client().get(f"/testimonies/{testimony.code}/").status_code == 410
    call_command("sync_edition")
    assert Client().get(f"/testimonies/{testimony.code}/").status_code == 200


def test_a_desk_that_cannot_hide_withdraws_all_the_same(people: People, stores: object, settings: object) -> None:
    testimony = make_testimony(people, "published")
    settings.DENY_DIR.rmdir()  # type: ignore[attr-defined]
    withdraw(testimony=testimony, actor=people.cho)
    settings.DENY_DIR.mkdir()  # type: ignore[attr-defined]
    assert not PublishedTestimony.objects.exists()


def test_a_receipts_store_that_is_away_holds_up_nothing(people: People, caplog: pytest.LogCaptureFixture) -> None:
    leaving, account = make_testimony(people, "published"), make_testimony(people, "published")
    ask_to_withdraw(find(issue_receipt(testimony=account, actor=people.cho)))
    with edition_failing_on(leaving.code):
        withdraw(testimony=leaving, actor=people.cho)
    with store_failing("receipts"):
        call_command("sync_edition")
    assert not PublishedTestimony.objects.filter(code=leaving.code).exists()
    assert "could not be looked at" in caplog.text
    assert denied() == {account.code}
    call_command("sync_edition")
    assert denied() == frozenset()


def test_a_correction_is_taken_in_once(people: People) -> None:
    testimony = make_testimony(people, "published")
    who = find(issue_receipt(testimony=testimony, actor=people.cho))
    correct(who, "The town is wrong.")
    again = Correction.objects.values().get()
    carry_out_requests()
    # Killed after it was stored here and before it was deleted there.
    Correction.objects.create(**again)
    carry_out_requests()
    assert [request.words for request in CorrectionRequest.objects.all()] == ["The town is wrong."]
    assert not Correction.objects.exists()


def test_what_was_not_sealed_to_the_desk_is_dropped(people: People) -> None:
    testimony, other = make_testimony(people, "published"), make_testimony(people, "published")
    who = find(issue_receipt(testimony=other, actor=people.cho))
    correct(who, "Mine.")
    sealed = bytes(Correction.objects.get().sealed)
    Correction.objects.all().delete()
    for code, words in ((testimony.code, sealed), (testimony.code, b"in clear"), ("NKR-N0NE", sealed)):
        Correction.objects.create(code=code, sealed=words, on="2026-01-01")
    carry_out_requests()
    assert not CorrectionRequest.objects.exists()
    assert not Correction.objects.exists()


def test_a_curator_reads_and_settles_it(people: People) -> None:
    testimony = make_testimony(people, "published")
    correct(find(issue_receipt(testimony=testimony, actor=people.cho)), "The town is wrong.")
    carry_out_requests()
    request = CorrectionRequest.objects.get()
    browser = sign_in(Client(), people.cho)
    queue = browser.get("/staff/desk/testimony/queue/").content.decode()
    assert "Corrections contributors ask for (1)" in queue
    address = f"/staff/desk/correctionrequest/{request.pk}/change/"
    assert "The town is wrong." in browser.get(address).content.decode()
    assert browser.post(address, {"settled": "on", "words": "Changed."}).status_code == 302
    request.refresh_from_db()
    assert (request.settled_by, request.words) == (people.cho, "The town is wrong.")
    assert "Corrections contributors ask for (0)" in browser.get("/staff/desk/testimony/queue/").content.decode()
    for other in (people.rok, people.adm, people.ari):
        stranger = sign_in(Client(), other)
        assert stranger.get(address).status_code in {302, 403}


def test_the_slip_is_shown_once_in_the_contributors_language(people: People) -> None:
    testimony = make_testimony(people, "published")
    browser = sign_in(Client(), people.cho)
    address = f"/staff/desk/testimony/{testimony.pk}/issue_receipt/"
    page = browser.get(address)
    assert "Give out a receipt code" in page.content.decode()
    assert not hasattr(testimony, "receipt_code")
    slip = browser.post(address, {"language": "ko"})
    assert slip.headers["Cache-Control"] == "no-store"
    groups = [part.split("</span>")[0] for part in slip.content.decode().split("<span>")[1:]]
    code = "-".join(group for group in groups if len(group) == 4)
    assert find(code).code == testimony.code
    assert 'lang="ko"' in slip.content.decode()
    assert "/ko/receipt/" in slip.content.decode()
    testimony.refresh_from_db()
    verbs = list(testimony.decisions.values_list("verb", flat=True))
    assert verbs[-1] == "issue_receipt"
    assert code.replace("-", "") not in browser.get(address).content.decode()
    assert "stops working now" in browser.get(address).content.decode()
    for other in (people.rok, people.kim, people.ari):
        stranger = sign_in(Client(), other)
        assert stranger.post(address).status_code == 403


def test_the_address_of_an_entry_is_never_a_path(people: People) -> None:
    for code in ("../../desk/x", "NKR-/x", "", "nkr-7f3k", "NKR-7F3K.desk"):
        with pytest.raises(ValueError, match="no entry"):
            entry(code)
