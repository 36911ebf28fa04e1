# ruff: noqa: S608 (the statements are this file's own)
"""What the gate counts accounts by follows from what was published; a row written by hand is named."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from testimonies.desk import migrations, models
from testimonies.desk.models import Told
from testimonies.desk.moderation.edit import edit
from testimonies.desk.moderation.erase import erase
from testimonies.desk.moderation.publish import publish
from testimonies.desk.moderation.withdraw import withdraw
from tests.desk.chain.test_chain import behind_its_back, said
from tests.people import People, advance, make_contributor, make_draft, make_testimony
from tests.real_stores import Stores

COLUMNS = ", ".join(str(field.column) for field in Told._meta.concrete_fields if field.name not in {"id", "testimony"})


def change(testimony: models.Testimony, people: People, **fields: object) -> None:
    rows = models.Testimony.objects.filter(pk=testimony.pk)
    edit(testimony=testimony, actor=people.ari, store=lambda: rows.update(**fields))


def copied_to(number: int) -> str:
    return f"INSERT INTO desk_told (testimony_id, {COLUMNS}) SELECT {number}, {COLUMNS} FROM desk_told LIMIT 1"


def test_a_row_for_an_account_that_was_never_public_is_named(people: People, stores: Stores) -> None:
    make_testimony(people, "published")
    draft = make_draft(people.ari)
    assert said() == []
    behind_its_back(stores, copied_to(draft.pk))
    assert f"{draft.code}: the gate counts it as public, and no version of it was, or is kept." in said()


def test_a_row_for_no_account_is_named(people: People, stores: Stores) -> None:
    make_testimony(people, "published")
    behind_its_back(stores, copied_to(10**6))
    assert any(line.startswith("An account that is not there: the gate counts it") for line in said())


@pytest.mark.parametrize(
    "set_to",
    [
        *("place = 'siberia'", "sector = 'logging'", "sector = ''", "period_from = 2019", "period_to = 2019"),
        *("period_from = 'x'", "recruitment = 'x'", "exit = 'left'", "source = 'press'", "language = 'ko'"),
        *("synthetic = 1", "citations = '[]'", """citations = '["A report", "x"]'""", "citations = '{}'"),
    ],
)
def test_a_row_that_was_changed_is_named(people: People, stores: Stores, set_to: str) -> None:
    testimony = make_testimony(people, "published", citation="A report")
    assert said() == []
    behind_its_back(stores, f"UPDATE desk_told SET {set_to}")
    assert f"{testimony.code}: what the gate counts it by is not what its versions said." in said()


def test_a_synthetic_account_made_a_person_is_named(people: People, stores: Stores) -> None:
    made_up = make_contributor(basis="synthetic")
    testimony = make_testimony(people, "published", contributor=made_up, synthetic=True)
    assert said() == []
    behind_its_back(stores, "UPDATE desk_told SET synthetic = 0")
    assert f"{testimony.code}: what the gate counts it by is not what its versions said." in said()


def test_a_row_that_was_removed_is_named(people: People, stores: Stores) -> None:
    testimony = make_testimony(people, "published")
    behind_its_back(stores, "DELETE FROM desk_told")
    assert f"{testimony.code}: it was public, and what the gate counts it by is missing." in said()


def test_all_that_the_desk_does_itself_is_named_nowhere(people: People, stores: Stores) -> None:
    """Versions that say more, less and something else; lapsed, withdrawn, mended for safety, and erased ones."""
    vaguer = make_testimony(people, "published", place="vladivostok", sector="logging", citation="A report")
    change(vaguer, people, sector="", citation="", exit="left")
    advance(vaguer, people, "published")
    change(vaguer, people, period_from=2019, period_to=2019, citation="Another report")
    advance(vaguer, people, "published")
    for status in ("draft", "submitted", "approved", "lapsed", "withdrawn"):
        make_testimony(people, status)
    made_up = make_contributor(basis="synthetic")
    make_testimony(people, "published", contributor=made_up, synthetic=True, sector="not-disclosed", place="")
    assert said() == []
    change(vaguer, people, sector="", period_from=2018, period_to=2018, citation="A third")
    advance(vaguer, people, "approved")
    publish(testimony=vaguer, actor=people.cho, safety=True)
    assert Told.objects.get(testimony=vaguer).sector == "logging"
    assert said() == []
    change(vaguer, people, sector="garment")
    advance(vaguer, people, "published")
    assert said() == []
    withdraw(testimony=vaguer, actor=people.cho)
    assert said() == []
    erase(testimony=vaguer, actor=people.kim)
    assert said() == []


def test_what_the_newest_version_says_is_held_against_the_row_also_after_safety(people: People, stores: Stores) -> None:
    testimony = make_testimony(people, "published", sector="logging")
    change(testimony, people, sector="construction")
    advance(testimony, people, "approved")
    publish(testimony=testimony, actor=people.cho, safety=True)
    assert said() == []
    behind_its_back(stores, "UPDATE desk_told SET sector = 'logging'")
    assert f"{testimony.code}: what the gate counts it by is not what its versions said." in said()


def test_rows_from_before_are_filled_with_what_was_published(people: People, stores: Stores) -> None:
    """And an account of which no version is kept hides nobody."""
    changed = make_testimony(people, "published", citation="123")
    change(changed, people, citation="Another report")
    advance(changed, people, "published")
    change(changed, people, synthetic=True, citation="x")
    made_up = make_testimony(people, "published", contributor=make_contributor(basis="synthetic"), synthetic=True)
    change(made_up, people, synthetic=False)
    lost = make_testimony(people, "published")
    as_it_was = {row.testimony_id: (row.synthetic, row.citations) for row in Told.objects.all()}
    lost.publications.update(content={})
    # As the columns begin.
    Told.objects.update(synthetic=True, citations=[])
    (name,) = (path.stem for path in Path(migrations.__file__).parent.glob("*_told_as_published.py"))
    import_module(f"{migrations.__name__}.{name}").fill(apps, connection.schema_editor())
    rows = {row.testimony_id: (row.synthetic, row.citations) for row in Told.objects.all()}
    assert rows == {**as_it_was, lost.pk: (True, [])}
    assert rows[changed.pk] == (False, ["123", "Another report"])
