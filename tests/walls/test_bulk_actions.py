"""The other entry points of the table: bulk actions, direct writes of the list, and the import, as every role."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.contrib.admin.sites import site
from django.core.management import CommandError, call_command
from django.urls import reverse

from testimonies.desk.models import Testimony as Record
from testimonies.desk.roles import ROLES
from testimonies.vocabulary import DecisionVerb, Status
from tests.people import People, make_people, make_record, make_testimony
from tests.shelf import Shelf
from tests.walls.deny import EVERYBODY, client, everything


def _in_every_state() -> tuple[People, list[Record]]:
    people = make_people()
    return people, [make_testimony(people, status) for status in Status]


@pytest.mark.parametrize("who", EVERYBODY)
def test_no_list_changes_anything(shelf: Shelf, who: str) -> None:
    """No action is offered, and none is carried out that somebody invents: every verb, on every state, at once."""
    people, accounts = shelf.take("an account in every state", _in_every_state)
    browser, before = client(people, who), everything()
    listing = reverse("admin:desk_testimony_changelist")
    chosen = [account.pk for account in accounts]
    for action in [*(verb.value for verb in DecisionVerb), "delete_selected", "status", "save"]:
        sent = {"action": action, "_selected_action": chosen, "select_across": "1", "post": "yes", "index": "0"}
        browser.post(listing, sent)
        edited = {"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "1", "form-0-id": chosen[0], "_save": "Save"}
        browser.post(listing, {**edited, "form-0-status": "published", "form-0-public_version": "1"})
    assert everything() == before


def test_no_list_offers_an_action() -> None:
    for model, desk in site._registry.items():
        if model._meta.app_label == "desk":
            assert desk.actions is None or not desk.actions, model
            assert not desk.list_editable, model


@pytest.mark.parametrize("approver", [None, *ROLES])
@pytest.mark.parametrize("submitter", ROLES)
def test_an_import_asks_for_the_same_permissions(
    people: People, tmp_path: Path, submitter: str, approver: str | None
) -> None:
    """Who may enter, and who may approve, whatever the command line says; and never one for both."""
    file = tmp_path / "records.jsonl"
    file.write_text(json.dumps(make_record()))
    options = {"submitted_by": people.by_role[submitter].username}
    if approver:
        options |= {"approved_by": people.by_role[approver].username, "publish": True}  # type: ignore[dict-item]
    enters = "add_testimony" in ROLES[submitter]
    hands_in = enters and "submit_testimony" in ROLES[submitter]
    approves = approver is None or (
        approver != submitter
        and "approve_testimony" in ROLES[approver]
        and hands_in
        and "publish_testimony" in ROLES[submitter]
    )
    try:
        call_command("import_testimonies", str(file), **options)
    except CommandError:
        assert not (enters and approves)
        assert not Record.objects.exists()
    else:
        assert enters
        assert approves
        assert Record.objects.get().status == ("published" if approver else "draft")
