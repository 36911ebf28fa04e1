# ruff: noqa: S608 (the statements are this file's own)
"""Whoever can write the desk's database alone publishes no word that nobody decided, and brings nobody back."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from testimonies.desk import models
from testimonies.edition.models import PublishedTestimony
from testimonies.edition.publish import Snapshot, bring_up_to_date
from tests.desk.chain.test_chain import behind_its_back, said
from tests.people import People, advance, make_testimony
from tests.real_stores import Stores
from tests.walls.attacks.test_edited_by_hand import PUBLIC, literal, row

INVENTED = "Invented words of nobody"


def sync(*, rebuild: bool = False) -> str:
    """What `sync_edition` says; it must end well or with a refusal, as it says."""
    out = StringIO()
    with suppress(CommandError):
        call_command("sync_edition", rebuild=rebuild, stdout=out)
    return out.getvalue()


def read(code: str) -> str:
    """What a reader gets at the account's address, and at its versions'."""
    addresses = (f"/testimonies/{code}/", f"/testimonies/{code}/v1/", f"/testimonies/{code}/v2/")
    return "".join(Client().get(address).content.decode() for address in addresses)


def forged(account: models.Testimony, code: str = "", **more: object) -> tuple[str, str]:
    """The newest snapshot of `account` with words nobody approved, as JSON, and the fingerprint that it would have."""
    content = account.publications.order_by("-version")[0].content
    content = json.loads(json.dumps(content).replace("wages", INVENTED).replace(account.code, code or account.code))
    snapshot = Snapshot.from_content({**content, **more})
    return json.dumps(snapshot.content()), snapshot.fingerprint


def planted(account: models.Testimony, target: models.Testimony, decision: int, version: int) -> list[str]:
    """Another publication and its debt, of the decision `decision`, which stands for no such thing."""
    content, fingerprint = forged(account, target.code, version=version)
    new = {"id": 999, "testimony_id": target.pk, "decision_id": decision}
    consent = target.contributor.consent
    assert consent
    return [
        row(
            "desk_publication",
            "1",
            **new,
            consent_id=consent.pk,
            version=version,
            content=content,
            fingerprint=fingerprint,
            lapsed=0,
        ),
        row("desk_owed", "publication_id IS NOT NULL", **new, publication_id=999, paid_at=None),
        f"UPDATE desk_testimony SET public_version = {version}, review_on = '2099-01-01' WHERE id = {target.pk}",
    ]


def put_in_what_nobody_published(account: models.Testimony, other: models.Testimony) -> list[str]:
    return planted(account, other, other.decisions.latest("pk").pk, 1)


def put_in_a_second_version(account: models.Testimony, other: models.Testimony) -> list[str]:
    return planted(account, account, account.decisions.earliest("pk").pk, 2)


def put_in_under_a_copied_decision(account: models.Testimony, other: models.Testimony) -> list[str]:
    """With a decision of the right kind, whose fingerprint is that of the invented words."""
    statements = planted(account, account, 999, 2)
    told = {"id": 999, "version": 2, "fingerprint": forged(account, version=2)[1], "previous": "x"}
    return [row("desk_decision", f"testimony_id = {account.pk} AND verb = 'publish'", **told), *statements]


def change_what_was_published(account: models.Testimony, other: models.Testimony) -> list[str]:
    content, fingerprint = forged(account)
    return [f"UPDATE desk_publication SET content = {literal(content)}, fingerprint = '{fingerprint}'"]


def change_it_with_its_decision(account: models.Testimony, other: models.Testimony) -> list[str]:
    fingerprint = forged(account)[1]
    return [
        *change_what_was_published(account, other),
        f"UPDATE desk_decision SET fingerprint = '{fingerprint}' WHERE verb = 'publish'",
    ]


Edit = Callable[[models.Testimony, models.Testimony], list[str]]
FORGERIES: list[Edit] = [
    put_in_what_nobody_published,
    put_in_a_second_version,
    put_in_under_a_copied_decision,
    change_what_was_published,
    change_it_with_its_decision,
]


@pytest.mark.parametrize("rebuild", [False, True])
@pytest.mark.parametrize("edit", FORGERIES)
def test_words_that_nobody_published_are_read_by_nobody(
    people: People, stores: Stores, edit: Edit, rebuild: bool
) -> None:
    account, other = make_testimony(people, "published"), make_testimony(people, "submitted")
    bring_up_to_date()
    before = read(account.code)
    assert "wages" in before
    behind_its_back(stores, *edit(account, other))
    assert said() != []
    # What is owed, or written anew, is compared; what stands was compared when it was put in.
    touched = rebuild or "planted" in edit.__code__.co_names
    for _ in range(2):
        told = sync(rebuild=rebuild)
        assert (f"{other.code if edit is put_in_what_nobody_published else account.code}:" in told) == touched, told
        assert INVENTED not in told
        for code in (account.code, other.code):
            assert INVENTED not in read(code)
        found = Client().get("/search/?q=Invented").content.decode()
        assert account.code not in found
        assert other.code not in found
        assert not PublishedTestimony.objects.filter(code=other.code).exists()
    assert rebuild or read(account.code) == before
    with pytest.raises(CommandError):
        call_command("verify_edition", stdout=StringIO())
    assert said() != []


def bring_back_what_lapsed(people: People) -> tuple[models.Testimony, list[str], int]:
    account = make_testimony(people, "lapsed")
    return account, [PUBLIC], 1


def bring_back_what_was_withdrawn(people: People) -> tuple[models.Testimony, list[str], int]:
    account = make_testimony(people, "withdrawn")
    last = "DELETE FROM desk_decision WHERE verb = 'withdraw'"
    return account, [last, PUBLIC], 1


def bring_back_what_was_not_safe(people: People) -> tuple[models.Testimony, list[str], int]:
    """The version before one that a newer consent did not allow any more."""
    account = make_testimony(people, "lapsed")
    advance(account, people, "published")
    return account, ["UPDATE desk_publication SET replaces = 0"], 1


@pytest.mark.parametrize("rebuild", [False, True])
@pytest.mark.parametrize("edit", [bring_back_what_lapsed, bring_back_what_was_withdrawn, bring_back_what_was_not_safe])
def test_what_left_does_not_come_back(
    people: People,
    stores: Stores,
    edit: Callable[[People], tuple[models.Testimony, list[str], int]],
    rebuild: bool,
) -> None:
    account, statements, version = edit(people)
    bring_up_to_date()
    assert said() == []
    debt = f"UPDATE desk_owed SET paid_at = NULL WHERE testimony_id = {account.pk} AND publication_id IS NOT NULL"
    behind_its_back(stores, "UPDATE desk_publication SET lapsed = 0", *statements, debt)
    assert said() != []
    told = sync(rebuild=rebuild)
    assert f"{account.code}: what would be published is not what was decided" in told
    assert Client().get(f"/testimonies/{account.code}/v{version}/").status_code in {404, 410}
