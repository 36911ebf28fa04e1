"""From a draft to a second version and a withdrawal, with what the world can read at each step."""

import pytest
from django.test import Client

from testimonies.desk.admin.preview import preview
from testimonies.desk.models import Publication
from testimonies.desk.moderation.approve import approve
from testimonies.desk.moderation.publish import publish
from testimonies.desk.moderation.refusals import Unmet
from testimonies.desk.moderation.return_to_author import return_to_author
from testimonies.desk.moderation.withdraw import withdraw
from testimonies.edition.models import PublishedTestimony, PublishedText, Withdrawal
from tests.people import EVERY_CHECK, People, advance, change_words, make_person, make_testimony
from tests.real_stores import Stores


def edition_rows() -> list[dict[str, object]]:
    """Everything the edition says of accounts, column by column."""
    tables = (PublishedTestimony, PublishedText, Withdrawal)
    return [dict(row) for table in tables for row in table._default_manager.order_by("pk").values()]


def read(address: str) -> tuple[int, str]:
    answer = Client().get(address)
    return answer.status_code, answer.content.decode()


def test_nothing_is_public_before_publication(people: People) -> None:
    testimony = make_testimony(people)
    for status in ("draft", "submitted", "approved"):
        advance(testimony, people, status)
        assert edition_rows() == []
        assert read(f"/testimonies/{testimony.code}/")[0] == 404


def test_publication_makes_the_words_readable(people: People) -> None:
    testimony = make_testimony(people, "published")
    status, html = read(f"/testimonies/{testimony.code}/")
    assert status == 200
    assert "The second speaks of wages." in html
    assert testimony.public_version == 1


def test_an_edit_of_a_published_account_returns_it_to_review_and_changes_no_public_byte(
    people: People, stores: Stores
) -> None:
    testimony = make_testimony(people, "published")
    rows, file = edition_rows(), (stores.edition / "edition.sqlite3").read_bytes()
    change_words(testimony, people.cho, body="Other words.\n\nThe second speaks of wages.", title="Another title")
    assert testimony.status == "submitted"
    assert testimony.public_version == 1
    assert edition_rows() == rows
    assert (stores.edition / "edition.sqlite3").read_bytes() == file


def test_an_edit_of_an_approved_account_returns_it_to_review(people: People) -> None:
    testimony = make_testimony(people, "approved")
    change_words(testimony, people.ari, title="Another title")
    assert testimony.status == "submitted"


def test_a_correction_keeps_the_first_version_readable(people: People) -> None:
    testimony = make_testimony(people, "published")
    change_words(testimony, people.cho, title="A corrected title")
    advance(testimony, people, "published")
    assert testimony.public_version == 2
    assert "A corrected title" in read(f"/testimonies/{testimony.code}/")[1]
    status, first = read(f"/testimonies/{testimony.code}/v1/")
    assert status == 200
    assert "An account (en)" in first
    assert "A corrected title" in read(f"/testimonies/{testimony.code}/v2/")[1]


def test_a_safety_edit_erases_the_first_version_from_edition_and_ledger(people: People) -> None:
    testimony = make_testimony(people, "published")
    change_words(testimony, people.cho, body="What is left is harmless.\n\nAnd so is this.")
    approve(testimony=testimony, actor=people.rok, checklist=EVERY_CHECK)
    publish(testimony=testimony, actor=people.cho, safety=True)
    assert read(f"/testimonies/{testimony.code}/v1/")[0] == 410
    assert "harmless" in read(f"/testimonies/{testimony.code}/")[1]
    assert PublishedTestimony.objects.get(code=testimony.code).version == 2
    stone = Withdrawal.objects.get(code=testimony.code)
    assert (stone.version, stone.reason) == (1, "replaced")
    assert Publication.objects.get(testimony=testimony, version=1).content == {}
    assert "wages" not in str(list(Publication.objects.values()))


def test_a_withdrawal_takes_every_version(people: People) -> None:
    testimony = make_testimony(people, "published")
    change_words(testimony, people.cho, title="A corrected title")
    advance(testimony, people, "published")
    withdraw(testimony=testimony, actor=people.rok, reason="asked by telephone")
    for address in ("", "v1/", "v2/"):
        status, html = read(f"/testimonies/{testimony.code}/{address}")
        assert status == 410
        assert "title" not in html.split("<body", 1)[1].lower()
        assert "telephone" not in html
    assert not PublishedTestimony.objects.exists()
    testimony.refresh_from_db()
    assert (testimony.status, testimony.public_version) == ("withdrawn", None)


def test_a_draft_can_be_withdrawn_and_leaves_no_tombstone(people: People) -> None:
    testimony = make_testimony(people)
    withdraw(testimony=testimony, actor=people.cho)
    assert edition_rows() == []
    assert read(f"/testimonies/{testimony.code}/")[0] == 404


def test_an_account_that_is_public_can_be_withdrawn_while_its_revision_is_a_draft(people: People) -> None:
    testimony = make_testimony(people, "published")
    change_words(testimony, people.cho, title="A corrected title")
    return_to_author(testimony=testimony, actor=people.rok, reason="Say it shorter.")
    withdraw(testimony=testimony, actor=people.cho)
    assert read(f"/testimonies/{testimony.code}/")[0] == 410


@pytest.mark.parametrize("verb", ["entered", "edited", "submitted"])
def test_whoever_had_a_hand_in_the_words_cannot_approve_them(people: People, verb: str) -> None:
    both = make_person("both", "curator", "reviewer")
    if verb == "entered":
        testimony = make_testimony(people.with_author(both), "submitted")
    else:
        testimony = make_testimony(people, "draft" if verb == "submitted" else "submitted")
        if verb == "edited":
            change_words(testimony, both, title="Mended")
        else:
            advance(testimony, people.with_author(both), "submitted")
    with pytest.raises(Unmet, match="hand"):
        approve(testimony=testimony, actor=both, checklist=EVERY_CHECK)
    testimony.refresh_from_db()
    assert testimony.status == "submitted"
    approve(testimony=testimony, actor=people.rok, checklist=EVERY_CHECK)


def test_after_a_publication_only_the_hands_since_then_count(people: People) -> None:
    both, other = make_person("both", "curator", "reviewer"), make_person("other", "curator", "reviewer")
    testimony = make_testimony(people.with_author(both), "published")
    change_words(testimony, other, title="Mended")
    with pytest.raises(Unmet, match="hand"):
        approve(testimony=testimony, actor=other, checklist=EVERY_CHECK)
    approve(testimony=testimony, actor=both, checklist=EVERY_CHECK)


def test_what_is_returned_keeps_its_hands(people: People) -> None:
    """Otherwise a round trip through the author would wash an approver's own edit clean."""
    both = make_person("both", "curator", "reviewer")
    testimony = make_testimony(people, "submitted")
    change_words(testimony, both, title="Mended")
    return_to_author(testimony=testimony, actor=people.rok, reason="Look again.")
    advance(testimony, people, "submitted")
    with pytest.raises(Unmet, match="hand"):
        approve(testimony=testimony, actor=both, checklist=EVERY_CHECK)


def test_a_return_needs_a_reason(people: People) -> None:
    testimony = make_testimony(people, "submitted")
    with pytest.raises(Unmet, match="Say what"):
        return_to_author(testimony=testimony, actor=people.rok, reason=" \n")


def test_who_approved_the_words_shown_does_not_sign_for_others(people: People) -> None:
    """Between reading and pressing, an edit may slip in; what is signed for is what was read."""
    testimony = make_testimony(people, "submitted")
    shown = preview(testimony)
    assert shown
    change_words(testimony, people.ari, body="A name slipped in.\n\nThe second speaks of wages.")
    with pytest.raises(Unmet, match="changed"):
        approve(testimony=testimony, actor=people.rok, checklist=EVERY_CHECK, shown=shown.fingerprint)
    testimony.refresh_from_db()
    assert testimony.status == "submitted"
