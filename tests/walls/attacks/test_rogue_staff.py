"""Somebody of the house, alone and against it, or under pressure: what each role cannot do even with all its rights."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from testimonies.desk.admin.verbs import BUTTONS
from testimonies.desk.chain.verify import findings
from testimonies.desk.models import Approval, Decision, Publication, SealedEntry
from testimonies.desk.moderation.approve import approve
from testimonies.desk.moderation.override import override
from testimonies.desk.moderation.publish import publish
from testimonies.desk.moderation.refusals import Refusal
from testimonies.desk.moderation.submit import submit
from testimonies.desk.seal import make_seal_key, seal
from testimonies.desk.signin.accept import accept
from testimonies.desk.signin.close_account import close_account
from testimonies.desk.signin.confirm import confirm
from testimonies.desk.signin.invite import invite, invite_again
from tests.people import (
    EVERY_CHECK,
    People,
    change_words,
    make_draft,
    make_person,
    make_record,
    make_testimony,
    sign_in,
)
from tests.real_stores import Stores, close_the_gate

SECRET = "Zaunkoenig"


def test_whoever_has_every_role_still_needs_a_second_person(people: People) -> None:
    """Two hats on one head are one head."""
    rogue = make_person("rogue", "contributor", "curator", "reviewer", "custodian")
    testimony = make_draft(rogue)
    submit(testimony=testimony, actor=rogue)
    with pytest.raises(Refusal):
        override(testimony=testimony, actor=rogue, reason="I say so.")
    with pytest.raises(Refusal):
        approve(testimony=testimony, actor=rogue, checklist=EVERY_CHECK)
    with pytest.raises(Refusal):
        publish(testimony=testimony, actor=rogue)
    testimony.refresh_from_db()
    assert testimony.status == "submitted"
    assert not Publication.objects.exists()


def test_a_word_changed_after_the_approval_needs_another_one(people: People) -> None:
    rogue = make_person("rogue", "curator", "reviewer")
    testimony = make_testimony(people, "approved")
    change_words(testimony, rogue, title=SECRET)
    with pytest.raises(Refusal):
        publish(testimony=testimony, actor=rogue)
    with pytest.raises(Refusal):
        approve(testimony=testimony, actor=rogue, checklist=EVERY_CHECK)
    # Past every verb: what goes out must be what was signed.
    testimony = make_testimony(people, "approved")
    testimony.texts.update(title=SECRET)
    with pytest.raises(Refusal):
        publish(testimony=testimony, actor=rogue)
    assert not Publication.objects.exists()


def test_the_database_knows_one_person_from_two(people: People) -> None:
    testimony = make_testimony(people, "published")
    approval = Approval.objects.get(decision__testimony=testimony)
    for field in ("approved_by", "custodian"):
        with pytest.raises(DatabaseError), transaction.atomic():
            Approval.objects.filter(pk=approval.pk).update(**{field: approval.submitted_by})
    with pytest.raises(DatabaseError), transaction.atomic():
        Publication.objects.update(approved_by=approval.submitted_by)


def test_an_import_cannot_be_signed_by_one(people: People, tmp_path: Path) -> None:
    file = tmp_path / "records.jsonl"
    file.write_text(json.dumps(make_record()))
    for entered, approved in (("rok", "rok"), ("cho", "cho"), ("cho", "ari"), ("rok", "nobody"), ("cho", None)):
        with pytest.raises(CommandError):
            call_command("import_testimonies", str(file), publish=True, submitted_by=entered, approved_by=approved)
    assert not Publication.objects.exists()


def opens(token: str) -> bool:
    """Whether the link of an invitation works, and takes a password."""
    link, word = reverse("admin:accept", args=[token]), "a password of the administrator"
    sent = {"new_password1": word, "new_password2": word}
    return Client().get(link).status_code == 200 or Client().post(link, sent).status_code == 302


def test_one_administrator_becomes_nobody_else(people: People) -> None:
    """Neither the reviewer and the curator, nor a new reviewer and a new curator, nor their own second person."""
    every, rogue = Group.objects.all(), people.adm
    made = [invite_again(actor=rogue, account=account, roles=every) for account in (people.rok, people.cho, people.kim)]
    made += [invite(actor=rogue, name=f"sock{n}", roles=roles) for n, roles in enumerate([every, every.none()])]
    browser = sign_in(Client(), rogue)
    for invitation, token in made:
        assert not opens(token)
        with pytest.raises(Refusal):
            confirm(actor=rogue, invitation=invitation)
        assert browser.post(reverse("admin:desk_invitation_confirm", args=[invitation.pk])).status_code == 403
        assert not opens(token)
    # Nor with everybody sent away, as if the house had just begun.
    for account in (people.kim, people.rok, people.cho, people.ari, people.nobody):
        close_account(actor=rogue, account=account)
    _, token = invite(actor=rogue, name="sock", roles=every)
    assert not opens(token)
    assert not User.objects.filter(username__startswith="sock").exists()
    assert not any(User.objects.get(pk=account.pk).has_usable_password() for account in (people.rok, people.cho))


def test_nobody_confirms_what_they_made_or_what_is_for_them(people: People) -> None:
    other = make_person("other", "administrator")
    for_them, _ = invite_again(actor=people.adm, account=people.kim, roles=people.kim.groups.all())
    for person in (people.adm, people.kim, people.rok, people.cho, people.ari, people.nobody):
        with pytest.raises(Refusal):
            confirm(actor=person, invitation=for_them)
    confirm(actor=other, invitation=for_them)
    with pytest.raises(Refusal):
        confirm(actor=other, invitation=for_them)


def test_a_house_begins_with_one_person_and_the_log_says_so(stores: Stores) -> None:
    root = User.objects.create_superuser("root")
    first, token = invite(actor=root, name="first", roles=Group.objects.filter(name="curator"))
    _, kept = invite(actor=root, name="kept", roles=Group.objects.all())
    assert opens(token)
    accept(token, password="a password of the first one")
    facts = Decision.objects.latest("pk").facts
    assert (facts["invitation"], facts["confirmed_by"]) == (first.pk, None)
    # From then on they are two, and what was made before needs a second one like all others.
    assert not opens(kept)
    page = sign_in(Client(), root).post(reverse("admin:desk_invitation_add"), {"name": "second"}).content.decode()
    assert "createsuperuser" in page
    close_the_gate()
    assert list(findings()) == []


def test_nobody_changes_the_log(people: People) -> None:
    testimony = make_testimony(people, "published")
    before = list(Decision.objects.order_by("pk").values())
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.update(actor=people.adm)
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.filter(testimony=testimony).delete()
    for statement in (
        "DELETE FROM desk_decision",
        "UPDATE desk_decision SET verb = 'edit'",
        "INSERT OR REPLACE INTO desk_decision SELECT * FROM desk_decision",
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            _raw(statement)
    assert list(Decision.objects.order_by("pk").values()) == before
    close_the_gate()
    assert list(findings()) == []


def _raw(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_nobody_reads_at_the_desk_what_is_sealed(people: People) -> None:
    make_seal_key()
    testimony = make_testimony(people, "submitted")
    key, box = seal(SECRET, code=testimony.code, field="real_name")
    SealedEntry.objects.create(testimony=testimony, field="real_name", key=key, ciphertext=box)
    pages = [reverse(f"admin:desk_testimony_{page}", args=[testimony.pk]) for page in ("change", "history")]
    pages += [reverse(f"admin:desk_testimony_{verb.value}", args=[testimony.pk]) for verb in BUTTONS]
    looked = 0
    for person in people.by_role.values():
        browser = Client()
        sign_in(browser, person)
        for page in [*pages, f"{reverse('admin:desk_testimony_changelist')}?q={SECRET[:-1]}"]:
            answer = browser.get(page)
            looked += answer.status_code == 200
            assert SECRET not in answer.content.decode()
            assert box.hex() not in answer.content.decode()
    assert looked > 20
