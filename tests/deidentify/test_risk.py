"""The risk gate counts what a comparison of all pairs would count, and never makes things worse."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from testimonies.deidentify.counts import count_all, fallen
from testimonies.deidentify.people import common, once
from testimonies.deidentify.population import PLAIN, Context, Population, Row, known_of, lineage
from testimonies.deidentify.risk import judge

PARENTS = {
    "tynda": "amur",
    "amur": "far-east",
    "vladivostok": "far-east",
    "omsk": "siberia",
    "far-east": "russia",
    "siberia": "russia",
}
_YEARS = st.one_of(st.none(), st.tuples(st.integers(2005, 2016), st.integers(0, 6)))


@st.composite
def contexts(draw: st.DrawFn) -> Context:
    years = draw(_YEARS)
    return Context(
        draw(st.sampled_from(["", "russia", *PARENTS])),
        draw(st.sampled_from(["", "construction", "logging"])),
        years[0] if years else None,
        years[0] + years[1] if years else None,
        draw(st.sampled_from(["", "applied"])),
        draw(st.sampled_from(["", "left", "returned"])),
        draw(st.sampled_from(["interview", "press"])),
        draw(st.sampled_from(["ko", "ru"])),
    )


def populations() -> st.SearchStrategy[list[Row]]:
    return st.lists(contexts(), max_size=14).map(lambda found: [Row(f"a{n}", each) for n, each in enumerate(found)])


def fits(told: Context, other: Context) -> bool:
    """The rule itself, for one pair."""
    if any(getattr(told, name) and getattr(told, name) != getattr(other, name) for name in PLAIN):
        return False
    if told.place not in lineage(other.place, PARENTS):
        return False
    if told.period_from is None or told.period_to is None:
        return True
    if other.period_from is None or other.period_to is None:
        return False
    return told.period_from <= other.period_from and other.period_to <= told.period_to


@settings(max_examples=150, deadline=None)
@given(populations())
def test_counting_all_equals_comparing_all_pairs(rows: list[Row]) -> None:
    assert count_all(Population(rows, PARENTS)) == {
        row.account: sum(fits(row.context, other.context) for other in rows) for row in rows
    }


@settings(max_examples=150, deadline=None)
@given(contexts(), populations(), st.integers(1, 5))
def test_a_candidate_counts_itself_and_all_who_fit(candidate: Context, rows: list[Row], threshold: int) -> None:
    judgement = judge(candidate, Population(rows, PARENTS), threshold=threshold)
    assert judgement.k == 1 + sum(fits(candidate, row.context) for row in rows)
    assert judgement.blocks == (judgement.k < threshold)


@settings(max_examples=150, deadline=None)
@given(contexts(), populations())
def test_the_proposal_reaches_k_says_less_and_is_the_same_every_time(candidate: Context, rows: list[Row]) -> None:
    judgement = judge(candidate, Population(rows, PARENTS))
    assert judgement == judge(candidate, Population(reversed(rows), PARENTS))
    if judgement.proposal is None:
        assert not judgement.blocks or len(rows) < 2
        return
    proposed = judgement.proposal.context
    assert proposed != candidate
    assert fits(proposed, candidate)
    assert judgement.proposal.k == 1 + sum(fits(proposed, row.context) for row in rows) >= 3
    assert not judge(proposed, Population(rows, PARENTS)).blocks


@settings(max_examples=100, deadline=None)
@given(contexts(), populations())
def test_rare_combinations_are_rare_and_as_small_as_can_be(candidate: Context, rows: list[Row]) -> None:
    population = Population(rows, PARENTS)
    rare = judge(candidate, population).rare
    for combination in rare:
        assert judge(only(candidate, combination), population).k < 3
        for left_out in combination:
            assert judge(only(candidate, [name for name in combination if name != left_out]), population).k >= 3


def only(context: Context, names: list[str] | tuple[str, ...]) -> Context:
    """The context with nothing but these fields stated."""
    plain = {name: getattr(context, name) for name in ("place", *PLAIN) if name in names}
    years = (context.period_from, context.period_to) if "period" in names else (None, None)
    return Context(period_from=years[0], period_to=years[1], **plain)


def row(account: str, place: str = "amur", first: int = 2015, last: int = 2016) -> Row:
    return Row(account, Context(place, "logging", first, last, "applied", "left", "interview", "ko"))


def test_the_account_itself_is_no_company() -> None:
    rows = [row("a"), row("b")]
    assert judge(rows[0].context, Population(rows, PARENTS), account="a").k == 2


def test_versions_of_one_account_count_once() -> None:
    assert count_all(Population([row("a"), row("a"), row("b")], PARENTS)) == {"a": 2, "b": 2}


def test_what_an_earlier_version_said_is_still_known() -> None:
    rows = [row("b", "vladivostok"), row("c", "vladivostok")]
    vague = Context("far-east", "logging", 2014, 2017)
    population = Population(rows, PARENTS)
    assert not judge(vague, population).blocks
    judged = judge(vague, population, earlier=[Context("tynda", "logging")])
    assert (judged.k, judged.k_with_earlier, judged.blocks) == (3, 1, True)


def test_the_least_that_helps_is_proposed() -> None:
    rows = [row("b", first=2014), row("c", first=2014), row("d", "omsk"), row("e", "omsk")]
    judged = judge(row("a").context, Population(rows, PARENTS))
    assert judged.proposal is not None
    assert judged.proposal.steps == (("period", "2015-2016", "2014-2016"),)
    assert judged.rare == (("place", "period"),)


def test_later_versions_correct_earlier_ones() -> None:
    told = known_of([Context("amur", "logging", 2010, 2012), Context("siberia", "construction", 2015, 2016)], PARENTS)
    assert told == Context("siberia", "construction", 2015, 2016)


def test_accounts_whose_company_has_gone_are_reported() -> None:
    population = Population([row("a"), row("b"), row("c", "omsk")], PARENTS)
    assert fallen(population, {"a": 3, "b": 2, "c": 4}, count_all(population)) == [("c", 4, 1), ("a", 3, 2)]


def test_an_empty_archive_lets_nobody_pass_unseen() -> None:
    population = Population([], PARENTS)
    assert count_all(population) == {}
    judged = judge(row("a").context, population)
    assert judged.blocks
    assert judged.proposal is None


@pytest.mark.parametrize("years", [(2016, 2015), (2015, None), (None, 2015)])
def test_a_period_that_is_none_is_refused(years: tuple[int | None, int | None]) -> None:
    with pytest.raises(ValueError, match="A period"):
        Context(period_from=years[0], period_to=years[1])


@settings(max_examples=150, deadline=None)
@given(contexts(), contexts(), contexts())
def test_two_fit_a_description_where_what_they_share_fits_it(told: Context, one: Context, other: Context) -> None:
    assert fits(told, common(one, other, PARENTS)) == (fits(told, one) and fits(told, other))


@settings(max_examples=150, deadline=None)
@given(contexts(), st.lists(st.lists(contexts(), min_size=1, max_size=4), max_size=5))
def test_a_person_with_several_accounts_counts_once(candidate: Context, people: list[list[Context]]) -> None:
    shares = [(context, number) for held in people for context, number in once(held, PARENTS).items()]
    population = Population([Row(f"a{n}", *share) for n, share in enumerate(shares)], PARENTS)
    judgement = judge(candidate, population)
    assert judgement.k == 1 + sum(any(fits(candidate, each) for each in held) for held in people)
    if judgement.proposal:
        proposed = judgement.proposal.context
        assert judgement.proposal.k == 1 + sum(any(fits(proposed, each) for each in held) for held in people)
    counted = count_all(population)
    for name, (context, _) in zip(population.accounts, shares, strict=True):
        assert counted[name] == sum(any(fits(context, each) for each in held) for held in people)


def test_so_many_fewer_of_an_account() -> None:
    population = Population([Row("a", row("a").context, 3), row("b")], PARENTS)
    assert count_all(population) == {"a": 4, "b": 4}
    assert judge(row("b").context, population.without({"a": 2})).k == 3
    assert count_all(population) == {"a": 4, "b": 4}
