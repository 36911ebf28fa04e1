"""Company at the gate is what was published, or what an approval vouches for; it is counted again at publication."""

from __future__ import annotations

import pytest

from testimonies.desk import models
from testimonies.desk.intake.write import write
from testimonies.desk.models import Decision, HouseRules, KnownOutside, Publication, Told
from testimonies.desk.moderation.approve import approve
from testimonies.desk.moderation.confirm_outside import confirm_outside
from testimonies.desk.moderation.edit import edit
from testimonies.desk.moderation.enter_outside import enter_outside
from testimonies.desk.moderation.fallen import fallen
from testimonies.desk.moderation.override import override
from testimonies.desk.moderation.publish import publish
from testimonies.desk.moderation.refusals import Unmet
from testimonies.desk.moderation.return_to_author import return_to_author
from testimonies.desk.moderation.withdraw import withdraw
from testimonies.exchange.jsonl import Line
from tests.people import (
    EVERY_CHECK,
    People,
    advance,
    change_words,
    hand_in,
    make_consent,
    make_contributor,
    make_record,
    make_testimony,
)

SAID = {"sector": "construction", "place": "russian-far-east", "period_from": 2018, "period_to": 2020}


def change(testimony: models.Testimony, people: People, **fields: object) -> None:
    """One editor's change of the record, on their own."""
    rows = models.Testimony.objects.filter(pk=testimony.pk)
    edit(testimony=testimony, actor=people.ari, store=lambda: rows.update(**fields))


def sign(testimony: models.Testimony, people: People) -> Decision:
    return approve(testimony=testimony, actor=people.rok, checklist=EVERY_CHECK)


def is_held_back(testimony: models.Testimony, people: People, *, number: int) -> None:
    with pytest.raises(Unmet, match=f"this one included: {number};"):
        sign(testimony, people)


def outside(people: People, citation: str) -> None:
    entry = KnownOutside(citation=citation, source="interview", language="en", **SAID)
    enter_outside(entry=entry, actor=people.cho)
    confirm_outside(entry=entry, actor=people.rok, shown=entry.fingerprint)


def made_up(people: People, status: str = "published") -> models.Testimony:
    return make_testimony(people, status, contributor=make_contributor(basis="synthetic"), synthetic=True)


def test_one_editor_makes_no_people_of_synthetic_accounts(people: People) -> None:
    accounts = [made_up(people) for _ in range(2)]
    HouseRules.objects.update(k=3)
    real = make_testimony(people, "submitted")
    is_held_back(real, people, number=1)
    for account in accounts:
        change(account, people, synthetic=False)
    is_held_back(real, people, number=1)


def test_one_editor_makes_no_people_of_several_synthetic_accounts_of_one_contributor(people: People) -> None:
    giver = make_contributor(basis="synthetic")
    accounts = [make_testimony(people, "published", contributor=giver, synthetic=True) for _ in range(2)]
    HouseRules.objects.update(k=2)
    real = make_testimony(people, "submitted")
    for account in accounts:
        change(account, people, synthetic=False)
    is_held_back(real, people, number=1)


def test_one_editor_takes_nobody_out_of_the_count_or_the_report(people: People) -> None:
    other, testimony = (make_testimony(people, "published") for _ in range(2))
    third = make_testimony(people, "published")
    withdraw(testimony=make_testimony(people, "approved"), actor=people.cho)
    Told.objects.filter(testimony=third).update(k=9)
    change(other, people, synthetic=True)
    change(third, people, synthetic=True)
    assert [(told.testimony, now) for told, now in fallen()] == [(third, 3)]
    HouseRules.objects.update(k=4)
    sign(make_testimony(people, "submitted"), people)
    assert testimony.status == "published"


def test_one_editor_counts_nobody_twice_by_another_citation(people: People) -> None:
    outside(people, "A newspaper")
    same_person = make_testimony(people, "published", citation="A newspaper")
    HouseRules.objects.update(k=3)
    real = make_testimony(people, "submitted")
    is_held_back(real, people, number=2)
    change(same_person, people, citation="x")
    is_held_back(real, people, number=2)


def test_whoever_kept_an_earlier_version_knows_what_it_cited(people: People) -> None:
    outside(people, "A newspaper")
    same_person = make_testimony(people, "published", citation="A newspaper")
    change(same_person, people, citation="x")
    advance(same_person, people, "published")
    assert Told.objects.get().citations == ["A newspaper", "x"]
    HouseRules.objects.update(k=3)
    is_held_back(make_testimony(people, "submitted"), people, number=2)


def test_what_a_version_cited_that_was_erased_for_safety_is_kept_nowhere(people: People) -> None:
    testimony = make_testimony(people, "published", citation="An interview with Zaunkoenig")
    change(testimony, people, citation="An interview")
    advance(testimony, people, "approved")
    publish(testimony=testimony, actor=people.cho, safety=True)
    assert Told.objects.get().citations == ["An interview"]


def test_an_account_counts_once_another_approved_that_somebody_stands_behind_it(people: People) -> None:
    account = made_up(people)
    change(account, people, synthetic=False)
    make_consent(account.contributor, answers={"public_text": "yes"})
    advance(account, people, "published")
    HouseRules.objects.update(k=2)
    sign(make_testimony(people, "submitted"), people)


@pytest.mark.parametrize("leaving", ["returned", "withdrawn", "edited"])
def test_nobody_is_published_alone_after_the_company_left(people: People, leaving: str) -> None:
    others = [make_testimony(people, "approved") for _ in range(2)]
    HouseRules.objects.update(k=3)
    testimony = make_testimony(people, "submitted")
    sign(testimony, people)
    for other in others:
        if leaving == "returned":
            return_to_author(testimony=other, actor=people.rok, reason="Look again.")
        elif leaving == "withdrawn":
            withdraw(testimony=other, actor=people.cho)
        else:
            change_words(other, people.cho, title="Another title")
    with pytest.raises(Unmet, match=r"this one included: 1; at least 3 .* approved anew; return it"):
        publish(testimony=testimony, actor=people.cho)
    assert not Publication.objects.filter(testimony=testimony).exists()
    testimony.refresh_from_db()
    assert testimony.status == "approved"


def test_those_approved_together_are_published_one_after_the_other(people: People) -> None:
    accounts = [make_testimony(people, "approved") for _ in range(3)]
    HouseRules.objects.update(k=3)
    for account in accounts:
        publish(testimony=account, actor=people.cho)
    assert Told.objects.filter(k=3).count() == 3


def test_what_a_custodian_let_through_is_published_with_however_few(people: People) -> None:
    HouseRules.objects.update(k=3)
    testimony = make_testimony(people, "submitted")
    override(testimony=testimony, actor=people.kim, reason="Her family left with her.")
    sign(testimony, people)
    publish(testimony=testimony, actor=people.cho)
    assert Told.objects.get().k == 1


def test_the_way_back_after_the_company_left_leads_past_a_custodian(people: People) -> None:
    other = make_testimony(people, "approved")
    HouseRules.objects.update(k=2)
    testimony = make_testimony(people, "submitted")
    sign(testimony, people)
    withdraw(testimony=other, actor=people.cho)
    with pytest.raises(Unmet):
        publish(testimony=testimony, actor=people.cho)
    return_to_author(testimony=testimony, actor=people.rok, reason="Few are left.")
    hand_in(testimony, people.ari)
    override(testimony=testimony, actor=people.kim, reason="She wants it.")
    assert advance(testimony, people, "published").status == "published"


def test_nobody_stands_behind_a_synthetic_account_that_is_published(people: People) -> None:
    HouseRules.objects.update(k=3)
    assert made_up(people).status == "published"
    assert Told.objects.get().synthetic


def test_a_limit_raised_after_the_approval_holds_at_publication(people: People) -> None:
    testimony = make_testimony(people, "approved")
    HouseRules.objects.update(k=2)
    with pytest.raises(Unmet, match="at least 2"):
        publish(testimony=testimony, actor=people.cho)


def test_the_records_of_one_import_are_published_in_each_others_company(people: People) -> None:
    HouseRules.objects.update(k=3)
    lines = [Line(number, make_record()) for number in range(1, 4)]
    assert not write(lines, entered_by=people.cho, approved_by=people.rok).problems
    assert list(Told.objects.values_list("k", "synthetic", "citations")) == [(3, False, ["An interview"])] * 3
