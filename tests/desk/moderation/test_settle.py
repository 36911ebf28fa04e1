"""What the desk owes the edition, and how it is paid."""

import pytest
from django.core.management import CommandError, call_command

from testimonies.desk.models import Owed
from testimonies.desk.moderation.publish import publish
from testimonies.desk.moderation.settle import settle
from testimonies.desk.moderation.withdraw import withdraw
from testimonies.edition.denied import denied
from testimonies.edition.models import Change, PublishedTestimony, Withdrawal
from tests.desk.moderation.failing import POISON, edition_failing_on
from tests.people import People, advance, change_words, make_testimony


def public() -> dict[str, int]:
    return dict(PublishedTestimony.objects.current().values_list("code", "version"))


def test_an_edition_that_fails_leaves_a_debt_that_sync_edition_pays(people: People) -> None:
    with edition_failing_on():
        testimony = make_testimony(people, "published")
    assert testimony.status == "published"
    assert public() == {}
    assert Owed.objects.unpaid().get().attempts >= 1
    call_command("sync_edition")
    assert public() == {testimony.code: 1}
    assert not Owed.objects.unpaid().exists()
    call_command("verify_edition")


def test_sync_edition_says_what_it_could_not_pay(people: People) -> None:
    with edition_failing_on():
        testimony = make_testimony(people, "published")
    with edition_failing_on(testimony.code), pytest.raises(CommandError, match=r"1 debts .* tried again"):
        call_command("sync_edition")


def test_a_withdrawal_that_could_not_be_paid_is_paid_later(people: People) -> None:
    testimony = make_testimony(people, "published")
    with edition_failing_on(testimony.code):
        withdraw(testimony=testimony, actor=people.cho)
    # The edition still holds it, and shows it to nobody.
    assert PublishedTestimony.objects.filter(code=testimony.code).exists()
    assert public() == {}
    assert settle() == 0
    assert not PublishedTestimony.objects.exists()
    assert denied() == frozenset()
    assert Withdrawal.objects.get().code == testimony.code


def test_withdrawals_are_paid_before_publications(people: People) -> None:
    leaving = make_testimony(people, "published")
    with edition_failing_on():
        coming = make_testimony(people, "published")
        withdraw(testimony=leaving, actor=people.cho)
    settle()
    changes = list(Change.objects.order_by("pk").values_list("code", flat=True))
    assert changes == [leaving.code, leaving.code, coming.code]


def test_a_withdrawn_account_never_comes_back_by_an_old_debt(people: People) -> None:
    with edition_failing_on():
        testimony = make_testimony(people, "published")
        withdraw(testimony=testimony, actor=people.cho)
    assert settle() == 0
    assert public() == {}
    # The debt of the publication alone, as if the withdrawal had been paid by another process in between.
    Owed.objects.filter(publication__isnull=False).update(paid_at=None)
    settle()
    assert public() == {}
    assert not PublishedTestimony.objects.exists()


def test_versions_are_paid_in_order(people: People) -> None:
    with edition_failing_on():
        testimony = make_testimony(people, "published")
        change_words(testimony, people.cho, title="The second title")
        advance(testimony, people, "published")
    assert Owed.objects.unpaid().count() == 2
    assert settle() == 0
    assert public() == {testimony.code: 2}
    assert PublishedTestimony.objects.get(code=testimony.code, version=1).current is False


def test_a_version_waits_for_the_one_before_it(people: People) -> None:
    with edition_failing_on():
        testimony = make_testimony(people, "published")
        change_words(testimony, people.cho, title="The second title")
        advance(testimony, people, "published")
    with edition_failing_on("An account (en)"):
        assert settle() == 2
    assert public() == {}
    assert settle() == 0
    assert public() == {testimony.code: 2}


def test_words_erased_before_they_were_ever_published_stay_away(people: People) -> None:
    """The first version was still owed when the second, made for safety, was decided."""
    with edition_failing_on():
        testimony = make_testimony(people, "published")
        change_words(testimony, people.cho, body="Harmless.\n\nAlso harmless.")
        advance(testimony, people, "approved")
        publish(testimony=testimony, actor=people.cho, safety=True)
    settle()
    assert list(PublishedTestimony.objects.values_list("code", "version")) == [(testimony.code, 2)]
    call_command("sync_edition")
    call_command("verify_edition")


def test_one_debt_that_fails_stops_no_other_and_logs_no_word(people: People, caplog: pytest.LogCaptureFixture) -> None:
    with edition_failing_on():
        stuck, first, second = (make_testimony(people, "published", body=f"{POISON} {n}\n\nTwo.") for n in "abc")
    caplog.clear()
    with edition_failing_on(stuck.code):
        assert settle() == 1
    assert public() == {first.code: 1, second.code: 1}
    assert Owed.objects.unpaid().get().testimony == stuck
    assert "could not be paid" in caplog.text
    assert all(record.exc_info is None for record in caplog.records)
    assert POISON not in caplog.text
    assert POISON not in Owed.objects.unpaid().get().failure
