# ruff: noqa: S608 (the statements are this file's own)
"""Somebody writes other people's names into the desk's records: four eyes see it, and the log names it."""

from __future__ import annotations

import pytest

from testimonies.desk.models import KnownOutside
from testimonies.desk.moderation.confirm_outside import confirm_outside
from testimonies.desk.moderation.enter_outside import enter_outside
from testimonies.desk.moderation.refusals import Unmet
from tests.desk.chain.test_chain import behind_its_back, said
from tests.people import People, make_draft, make_testimony
from tests.real_stores import Stores

SIGNERS = {
    "who handed in": "submitted_by_id = (SELECT id FROM auth_user WHERE username = 'adm')",
    "who approved": "approved_by_id = (SELECT id FROM auth_user WHERE username = 'kim')",
    "who overrode": "custodian_id = (SELECT id FROM auth_user WHERE username = 'kim')",
    "who published": "published_by_id = (SELECT id FROM auth_user WHERE username = 'nobody')",
}


@pytest.mark.parametrize("signer", SIGNERS)
def test_another_name_on_a_publication_is_named(people: People, stores: Stores, signer: str) -> None:
    testimony = make_testimony(people, "published")
    assert said() == []
    behind_its_back(stores, f"UPDATE desk_publication SET {SIGNERS[signer]}")
    assert [line for line in said() if "who signed" in line] == [
        f"{testimony.code} v1: who signed for it is not what the log says."
    ]


def test_another_author_is_named(people: People, stores: Stores) -> None:
    """Whoever makes themselves the author of a draft reads it."""
    testimony = make_draft(people.ari)
    assert said() == []
    behind_its_back(stores, f"UPDATE desk_testimony SET author_id = {people.nobody.pk}")
    assert said() == [f"{testimony.code} was entered by somebody else than it says."]


def test_one_person_does_not_make_company_by_another_name(people: People, stores: Stores) -> None:
    said_outside = {"place": "russian-far-east", "sector": "construction", "source": "interview", "language": "en"}
    entry = KnownOutside(citation="A book", **said_outside)
    enter_outside(entry=entry, actor=people.cho)
    assert said() == []
    behind_its_back(stores, f"UPDATE desk_knownoutside SET entered_by_id = {people.rok.pk}")
    assert any("known outside" in line for line in said())
    entry.refresh_from_db()
    with pytest.raises(Unmet, match="somebody else must confirm it"):
        confirm_outside(entry=entry, actor=people.cho, shown=entry.fingerprint)
    behind_its_back(stores, f"UPDATE desk_knownoutside SET confirmed_by_id = {people.cho.pk}")
    assert any("known outside" in line for line in said())
