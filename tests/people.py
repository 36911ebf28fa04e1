"""The same people in every test, and what they bring: ari, cho, rok, kim, adm, and nobody, who must see nothing."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.test import Client
from django.utils import timezone

from testimonies.desk.assistant.answers import Answer
from testimonies.desk.assistant.look import look_at, token
from testimonies.desk.models import (
    Check,
    Choice,
    Consent,
    ConsentAnswer,
    ConsentCondition,
    Contributor,
    Tag,
    Testimony,
    Text,
)
from testimonies.desk.moderation.accession import accession
from testimonies.desk.moderation.approve import approve
from testimonies.desk.moderation.edit import edit
from testimonies.desk.moderation.lapse import LapseReason, lapse
from testimonies.desk.moderation.publish import publish
from testimonies.desk.moderation.settle_findings import settle_findings
from testimonies.desk.moderation.submit import submit
from testimonies.desk.moderation.withdraw import withdraw
from testimonies.desk.roles import ROLES
from testimonies.desk.signin.factor import Shown, show_factor
from testimonies.desk.signin.note_staff import note_staff
from testimonies.desk.signin.sessions import begin
from testimonies.vocabulary import Status

EVERY_CHECK = Check.values
PASSWORD = "a long enough password"
_NAMES = {
    "contributor": "ari",
    "curator": "cho",
    "reviewer": "rok",
    "custodian": "kim",
    "administrator": "adm",
}
BODY = "The first paragraph says one thing.\n\nThe second speaks of wages.\n\nThe third is about the way home."


class People:
    """One person in each role, and nobody: signed in as staff, and without a role."""

    def __init__(self) -> None:
        self.by_role: Mapping[str, User] = _one_in_each_role()
        self.ari = self.by_role["contributor"]
        self.cho = self.by_role["curator"]
        self.rok = self.by_role["reviewer"]
        self.kim = self.by_role["custodian"]
        self.adm = self.by_role["administrator"]
        self.nobody = _person("nobody")
        note_staff([*self.by_role.values(), self.nobody])

    def with_author(self, author: User) -> People:
        """The same people, but `author` enters and submits in place of ari."""
        others = copy.copy(self)
        others.ari = author
        return others


def _one_in_each_role() -> Mapping[str, User]:
    """In two questions: nearly every test begins with them."""
    groups = list(Group.objects.filter(name__in=ROLES))
    password, named = make_password(PASSWORD), {group.name: _NAMES.get(group.name, group.name) for group in groups}
    made = User.objects.bulk_create(User(username=name, password=password, is_staff=True) for name in named.values())
    User.groups.through.objects.bulk_create(
        User.groups.through(user=person, group=group) for person, group in zip(made, groups, strict=True)
    )
    return dict(zip(named, made, strict=True))


def make_people() -> People:
    return People()


def make_person(name: str, *roles: str) -> User:
    """A member of staff, whom the log knows; without roles, somebody who may sign in and nothing else."""
    person = _person(name, *roles)
    note_staff([person])
    return person


def _person(name: str, *roles: str) -> User:
    person = User.objects.create_user(name, password=PASSWORD, is_staff=True)
    person.groups.set([Group.objects.get(name=role) for role in roles])
    return person


def sign_in(browser: Client, person: User, *, factor: bool = True, shown: Shown = Shown.APP) -> Client:
    """`browser`, in which `person` has just signed in with the second factor: in no time, past password and code.

    `shown` says which one. Without `factor` it is a session that knew the password alone.
    """
    browser.force_login(person)
    session = browser.session
    begin(session)
    if factor:
        show_factor(session, shown)
    session.save()
    return browser


def make_contributor(
    pseudonym: str = "Min",
    *,
    basis: str = "direct",
    answers: Mapping[str, str] | None = None,
    entered_by: User | None = None,
) -> Contributor:
    contributor = Contributor.objects.create(pseudonym=pseudonym, entered_by=entered_by)
    make_consent(contributor, basis=basis, answers={"public_text": "yes"} if answers is None else answers)
    return contributor


def make_consent(
    contributor: Contributor, *, basis: str = "direct", answers: Mapping[str, str], **fields: Any
) -> Consent:
    given = {"given_on": timezone.localdate(), **fields}
    consent = Consent.objects.create(contributor=contributor, basis=basis, **given)
    for scope, answer in answers.items():
        ConsentAnswer.objects.create(consent=consent, scope=scope, answer=answer)
    return consent


def make_text(testimony: Testimony, language: str = "en", **fields: Any) -> Text:
    given = {"title": f"An account ({language})", "summary": "A summary.", "body": BODY, "original": language == "en"}
    return Text.objects.create(testimony=testimony, language=language, **{**given, **fields})


def make_draft(
    author: User,
    *,
    contributor: Contributor | None = None,
    languages: Iterable[str] = ("en",),
    body: str = BODY,
    **fields: Any,
) -> Testimony:
    """A draft that is sound in every way, entered by `author`."""
    given = {"sector": "construction", "place": "russian-far-east", "period_from": 2018, "period_to": 2020}
    with transaction.atomic():
        testimony = Testimony.objects.create(
            author=author, contributor=contributor or make_contributor(), **{**given, **fields}
        )
        for language in languages:
            make_text(testimony, language, body=body)
        Tag.objects.create(testimony=testimony, term="debt-bondage", paragraphs=[2])
        accession(testimony=testimony, actor=author)
    return testimony


def make_testimony(people: People, status: str = "draft", **draft: Any) -> Testimony:
    """A testimony of ari's, brought to `status` by those whose task it is."""
    testimony = make_draft(people.ari, **draft)
    if status == Status.WITHDRAWN:
        return advance(advance(testimony, people, Status.PUBLISHED), people, Status.WITHDRAWN)
    if status == Status.LAPSED:
        lapse(testimony=advance(testimony, people, Status.PUBLISHED), reason=LapseReason.REVIEW_PASSED)
        testimony.refresh_from_db()
        return testimony
    return advance(testimony, people, status)


def keep_findings(testimony: Testimony, actor: User) -> None:
    """Settle whatever the assistant finds as words that may stand, which words made up for a test may."""
    answers = [Answer(token(found), Choice.KEEP, "made up for a test") for found in look_at(testimony).open]
    if answers:
        settle_findings(testimony=testimony, actor=actor, answers=answers)


def hand_in(testimony: Testimony, actor: User) -> None:
    """What an author does with a draft: settle the findings, and submit."""
    keep_findings(testimony, actor)
    submit(testimony=testimony, actor=actor)


def advance(testimony: Testimony, people: People, status: str) -> Testimony:
    """`testimony`, led on from where it stands until it is `status`."""
    testimony.refresh_from_db()
    steps: dict[Status, Callable[[], object]] = {
        Status.DRAFT: lambda: hand_in(testimony, people.ari),
        Status.SUBMITTED: lambda: approve(
            testimony=testimony, actor=people.rok, checklist=EVERY_CHECK, looked_at=names_of_photos(testimony)
        ),
        Status.APPROVED: lambda: publish(testimony=testimony, actor=people.cho, conditions=conditions_of(testimony)),
        Status.PUBLISHED: lambda: withdraw(testimony=testimony, actor=people.cho),
        Status.LAPSED: lambda: hand_in(testimony, people.ari),
    }
    while testimony.status != status:
        steps[Status(testimony.status)]()
        testimony.refresh_from_db()
    return testimony


def names_of_photos(testimony: Testimony) -> list[str]:
    """What a reviewer sends who ticked that every face was looked at in each photograph."""
    return list(testimony.photos.values_list("name", flat=True))


def conditions_of(testimony: Testimony) -> list[int]:
    """The keys of every condition its contributor set."""
    set_by_them = ConsentCondition.objects.filter(consent__contributor=testimony.contributor)
    return list(set_by_them.values_list("pk", flat=True))


def change_words(testimony: Testimony, actor: User, *, language: str = "en", **fields: Any) -> None:
    """An edit of the text in `language`, as the desk's form stores it."""
    edit(
        testimony=testimony,
        actor=actor,
        store=lambda: testimony.texts.filter(language=language).update(**fields),
    )
    testimony.refresh_from_db()


def make_record(**changes: Any) -> dict[str, Any]:
    """A record of the import format with everything in it; a key set to None is left out."""
    record = {
        "pseudonym": "Min",
        "texts": [{"language": "en", "original": True, "title": "An account", "summary": "In short.", "body": BODY}],
        "tags": [{"term": "debt-bondage", "paragraphs": [2], "strength": "stated"}],
        "sector": "construction",
        "place": "russian-far-east",
        "period": [2018, 2020],
        "source": {"kind": "interview", "citation": "An interview", "url": "https://example.org/report"},
        "warnings": ["violence"],
        "synthetic": False,
        "consent": {"basis": "direct", "given_on": "2024-05-02", "scopes": {"public_text": "yes"}},
        **changes,
    }
    return {key: value for key, value in record.items() if value is not None}
