"""The disclosure-risk gate: what it counts, what it holds back, and who may let it through."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from testimonies.desk import models
from testimonies.desk.chain.verify import findings
from testimonies.desk.intake.write import write
from testimonies.desk.models import Approval, Contributor, Decision, HouseRules, KnownOutside, Publication, Told
from testimonies.desk.moderation.approve import approve
from testimonies.desk.moderation.confirm_outside import confirm_outside
from testimonies.desk.moderation.enter_outside import enter_outside
from testimonies.desk.moderation.fallen import fallen
from testimonies.desk.moderation.house_rules import least_k, set_least_k
from testimonies.desk.moderation.override import override
from testimonies.desk.moderation.refusals import NotPermitted, Unmet
from testimonies.desk.moderation.return_to_author import return_to_author
from testimonies.desk.moderation.risk import Gate
from testimonies.desk.moderation.snapshots import snapshot_of
from testimonies.desk.moderation.withdraw import withdraw
from testimonies.exchange.jsonl import Line
from tests.days import day, later
from tests.people import (
    EVERY_CHECK,
    People,
    advance,
    change_words,
    make_contributor,
    make_draft,
    make_person,
    make_record,
    make_testimony,
    sign_in,
)


@pytest.fixture
def gated(people: People) -> People:
    """The same people, in a house that wants three accounts alike, as every new house does."""
    HouseRules.objects.update(k=3)
    return people


def sign(testimony: models.Testimony, people: People) -> None:
    approve(testimony=testimony, actor=people.rok, checklist=EVERY_CHECK)


def alike(people: People, number: int, status: str = "approved", **fields: object) -> list[models.Testimony]:
    """Accounts that were approved, or published, when the house wanted less likeness."""
    wanted = least_k()
    HouseRules.objects.update(k=1)
    made = [make_testimony(people, status, **fields) for _ in range(number)]
    HouseRules.objects.update(k=wanted)
    return made


def outside(people: People, number: int, **fields: object) -> None:
    """Entered by one person, and confirmed by another."""
    said: dict[str, Any] = {
        "sector": "construction",
        "place": "russian-far-east",
        "period_from": 2018,
        "period_to": 2020,
    }
    said |= {"source": "interview", "language": "en", **fields}
    for page in range(number):
        entry = KnownOutside(**{"citation": f"A newspaper, page {page}", **said})
        enter_outside(entry=entry, actor=people.cho)
        confirm_outside(entry=entry, actor=people.rok, shown=entry.fingerprint)


def test_a_new_house_wants_three() -> None:
    assert HouseRules().k == 3


@pytest.mark.parametrize(("others", "passes"), [(0, False), (1, False), (2, True)])
def test_three_people_must_share_the_facts(gated: People, others: int, passes: bool) -> None:
    alike(gated, others)
    testimony = make_testimony(gated, "submitted")
    if passes:
        sign(testimony, gated)
        return
    with pytest.raises(Unmet, match=f"this one included: {others + 1}; at least 3"):
        sign(testimony, gated)
    assert not Approval.objects.filter(decision__testimony=testimony).exists()


def test_what_nobody_approved_hides_nobody(gated: People) -> None:
    """Or one person opens the gate alone, with as many drafts as it takes."""
    for _ in range(2):
        make_draft(gated.ari, body="x", contributor=Contributor.objects.create(pseudonym="x"))
        make_testimony(gated, "submitted")
    testimony = make_testimony(gated, "submitted")
    with pytest.raises(Unmet, match="this one included: 1;"):
        sign(testimony, gated)
    for other in alike(gated, 2):
        return_to_author(testimony=other, actor=gated.rok, reason="Look again.")
    with pytest.raises(Unmet, match="this one included: 1;"):
        sign(testimony, gated)


def test_two_accounts_of_one_person_hide_nobody(gated: People) -> None:
    same = make_contributor()
    alike(gated, 3, contributor=same)
    testimony = make_testimony(gated, "submitted")
    with pytest.raises(Unmet, match="this one included: 2;"):
        sign(testimony, gated)


def test_one_person_counts_once_whatever_their_accounts_say(gated: People) -> None:
    person = make_contributor()
    alike(gated, 1, contributor=person, period_to=2019)
    alike(gated, 1, contributor=person, exit="left")
    alike(gated, 1, "published", contributor=person, period_from=2019)
    assert _k(make_testimony(gated, "submitted")) == 2
    assert _k(make_testimony(gated, "submitted", contributor=person)) == 1
    assert _k(make_testimony(gated, "submitted", contributor=person, period_to=2019)) == 1
    assert _k(make_testimony(gated, "submitted", sector="", exit="left")) == 2
    alike(gated, 1)
    assert _k(make_testimony(gated, "submitted")) == 3


def test_somebody_known_outside_and_here_counts_once(gated: People) -> None:
    outside(gated, 1, citation="A report of 2021")
    cited: dict[str, Any] = {"contributor": make_contributor(basis="published-report"), "citation": "A report of 2021"}
    assert _k(make_testimony(gated, "submitted", **cited)) == 1
    other = make_testimony(gated, "submitted")
    assert _k(other) == 2
    alike(gated, 1, **cited)
    assert _k(other) == 2


def _k(testimony: models.Testimony) -> int:
    return Gate().judge(snapshot_of(testimony, on=day()), testimony).k


def test_synthetic_accounts_pass_and_hide_nobody(gated: People) -> None:
    made_up = make_contributor(basis="synthetic")
    alike(gated, 3, contributor=made_up, synthetic=True)
    sign(make_testimony(gated, "submitted", contributor=make_contributor(basis="synthetic"), synthetic=True), gated)
    with pytest.raises(Unmet, match="this one included: 1;"):
        sign(make_testimony(gated, "submitted"), gated)


def test_what_others_published_counts(gated: People) -> None:
    outside(gated, 2)
    sign(make_testimony(gated, "submitted"), gated)


def test_what_was_withdrawn_was_told_all_the_same(gated: People) -> None:
    HouseRules.objects.update(k=1)
    gone = [make_testimony(gated, "published") for _ in range(2)]
    for testimony in gone:
        withdraw(testimony=testimony, actor=gated.cho)
    HouseRules.objects.update(k=3)
    sign(make_testimony(gated, "submitted"), gated)


def test_what_was_withdrawn_before_it_was_public_counts_no_more(gated: People) -> None:
    for testimony in alike(gated, 2):
        withdraw(testimony=testimony, actor=gated.cho)
    with pytest.raises(Unmet, match="this one included: 1;"):
        sign(make_testimony(gated, "submitted"), gated)


def test_an_earlier_version_cannot_be_taken_back_by_a_vaguer_one(gated: People) -> None:
    """Who kept the first version still knows the sector."""
    HouseRules.objects.update(k=1)
    testimony = make_testimony(gated, "published", sector="logging")
    HouseRules.objects.update(k=3)
    alike(gated, 5)
    models.Testimony.objects.filter(pk=testimony.pk).update(sector="")
    change_words(testimony, gated.cho, title="Vaguer")
    with pytest.raises(Unmet, match="this one included: 1;"):
        sign(testimony, gated)
    assert Told.objects.get().sector == "logging"


def test_the_day_of_a_vaguer_version_is_compared_with_all_that_was_told(gated: People) -> None:
    testimony = alike(gated, 1, "published", sector="logging")[0]
    assert Told.objects.get().k == 1
    alike(gated, 5)
    models.Testimony.objects.filter(pk=testimony.pk).update(sector="")
    change_words(testimony, gated.cho, title="Vaguer")
    override(testimony=testimony, actor=gated.kim, reason="It was told.")
    advance(testimony, gated, "published")
    assert Told.objects.get().k == 1
    assert fallen() == []


def test_a_city_is_counted_as_its_macro_region(gated: People) -> None:
    alike(gated, 2, place="vladivostok")
    sign(make_testimony(gated, "submitted", place="russian-far-east"), gated)


def test_the_page_names_what_is_rare_and_the_least_that_helps(gated: People) -> None:
    alike(gated, 2)
    testimony = make_testimony(gated, "submitted", sector="logging")
    browser = Client()
    sign_in(browser, gated.rok)
    page = browser.get(reverse("admin:desk_testimony_approve", args=[testimony.pk])).content.decode()
    assert "Rare: Sector." in page
    assert "Say less: Sector, from “Logging" in page
    assert "to “not said”" in page
    models.Testimony.objects.filter(pk=testimony.pk).update(sector="")
    sign(testimony, gated)


def test_a_custodian_lets_it_through_with_a_reason(gated: People) -> None:
    testimony = make_testimony(gated, "submitted")
    with pytest.raises(Unmet, match="Say why"):
        override(testimony=testimony, actor=gated.kim, reason="  ")
    for person in (gated.ari, gated.cho, gated.rok, gated.adm):
        with pytest.raises(NotPermitted):
            override(testimony=testimony, actor=person, reason="Because.")
    override(testimony=testimony, actor=gated.kim, reason="Her family left with her.")
    advance(testimony, gated, "published")
    publication = Publication.objects.get()
    assert (publication.submitted_by, publication.approved_by, publication.custodian) == (
        gated.ari,
        gated.rok,
        gated.kim,
    )
    browser = Client()
    sign_in(browser, gated.rok)
    page = browser.get(reverse("admin:desk_testimony_history", args=[testimony.pk])).content.decode()
    assert "Risk overridden" in page
    assert "Her family left with her." in page


def test_an_override_is_for_these_words_only(gated: People) -> None:
    testimony = make_testimony(gated, "submitted")
    override(testimony=testimony, actor=gated.kim, reason="Her family left with her.")
    change_words(testimony, gated.ari, title="Another title")
    with pytest.raises(Unmet, match="at least 3"):
        sign(testimony, gated)


def test_who_overrides_neither_wrote_nor_approves(gated: People) -> None:
    both, author = make_person("both", "custodian", "reviewer"), make_person("hand", "custodian", "curator")
    testimony = make_testimony(gated, "submitted")
    override(testimony=testimony, actor=both, reason="Because.")
    with pytest.raises(Unmet, match="You overrode"):
        approve(testimony=testimony, actor=both, checklist=EVERY_CHECK)
    own = make_testimony(gated.with_author(author), "submitted")
    with pytest.raises(Unmet, match="had a hand"):
        override(testimony=own, actor=author, reason="Because.")


def test_there_is_nothing_to_override_where_enough_are_alike(gated: People) -> None:
    alike(gated, 2)
    with pytest.raises(Unmet, match="nothing to override"):
        override(testimony=make_testimony(gated, "submitted"), actor=gated.kim, reason="Because.")


@pytest.mark.parametrize(("records", "passes"), [(2, False), (3, True)])
def test_the_records_of_one_import_hide_each_other(gated: People, records: int, passes: bool) -> None:
    lines = [Line(number, make_record()) for number in range(1, records + 1)]
    outcome = write(lines, entered_by=gated.cho, approved_by=gated.rok)
    assert bool(outcome.problems) != passes
    assert models.Testimony.objects.count() == (records if passes else 0)


def test_a_published_report_tells_nothing_new_where_it_is_known_outside(gated: People) -> None:
    report = make_contributor(basis="published-report")
    fields = {"contributor": report, "source_kind": "report", "citation": "A report of 2021"}
    testimony = make_testimony(gated, "submitted", **fields)
    outside(gated, 1, citation="A report of 2021", source="report", period_from=None, period_to=None)
    with pytest.raises(Unmet, match="at least 3"):
        sign(testimony, gated)
    entry = KnownOutside.objects.get()
    entry.period_from, entry.period_to = 2018, 2020
    enter_outside(entry=entry, actor=gated.cho)
    with pytest.raises(Unmet, match="at least 3"):
        sign(testimony, gated)
    confirm_outside(entry=entry, actor=gated.rok, shown=entry.fingerprint)
    sign(testimony, gated)


def test_the_report_names_accounts_that_became_rarer(gated: People) -> None:
    others = alike(gated, 3)
    testimony = make_testimony(gated, "published")
    assert Told.objects.get().k == 4
    assert fallen() == []
    withdraw(testimony=others[0], actor=gated.cho)
    assert [(told.testimony, now) for told, now in fallen()] == [(testimony, 3)]
    browser = Client()
    sign_in(browser, gated.rok)
    page = browser.get(reverse("admin:desk_fallen")).content.decode()
    assert testimony.code in page
    sign_in(browser, gated.ari)
    assert browser.get(reverse("admin:desk_fallen")).status_code == 403


def test_only_an_administrator_changes_the_limit_and_leaves_a_trace(gated: People) -> None:
    for person in (gated.ari, gated.cho, gated.rok, gated.kim, gated.nobody):
        with pytest.raises(NotPermitted):
            set_least_k(2, actor=person)
    for k in (1, 0, -1, 101):
        with pytest.raises(Unmet, match="from 2 to 100"):
            set_least_k(k, actor=gated.adm)
    browser = Client()
    sign_in(browser, gated.adm)
    address = reverse("admin:desk_houserules_change", args=[1])
    assert browser.post(address, {"k": "1"}).status_code == 200
    with later(minutes=6):
        assert browser.post(address, {"k": "5"}).status_code == 403
    assert least_k() == 3
    sign_in(browser, gated.adm)
    assert browser.post(address, {"k": "5"}).status_code == 302
    assert least_k() == 5
    change = Decision.objects.get(verb="set_rules")
    assert (change.actor, change.facts) == (gated.adm, {"before": 3, "after": 5})
    with pytest.raises(IntegrityError), transaction.atomic():
        HouseRules.objects.update(k=0)


@pytest.mark.parametrize("number", [1, 4, 6])
def test_a_limit_that_nobody_decided_is_named(gated: People, number: int) -> None:
    assert list(findings()) == []
    HouseRules.objects.update(k=number)
    assert list(findings()) == [f"The least number of accounts alike is {number}; the log says 3."]
    set_least_k(5, actor=gated.adm)
    assert list(findings()) == []
    HouseRules.objects.update(k=number)
    assert list(findings()) == [f"The least number of accounts alike is {number}; the log says 5."]


def test_counting_stops_where_it_makes_no_difference(gated: People) -> None:
    outside(gated, 30)
    testimony = make_testimony(gated, "published")
    assert Told.objects.get().k == 10
    assert len(Gate().population.accounts) <= 20
    assert testimony.status == "published"
