"""Decisions from before they said all that an account may do: nothing is asked of what they do not say."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group, User

from testimonies.desk.chain.append import append
from testimonies.desk.models import Decision
from testimonies.desk.moderation.staff_log import staff_by_the_log
from testimonies.desk.moderation.staff_records import staff
from testimonies.desk.signin.invite import invite_again
from testimonies.desk.signin.set_roles import set_roles
from testimonies.vocabulary import DecisionVerb
from tests.desk.signin.coming_in import vouch
from tests.people import People


def decided(verb: DecisionVerb, actor: User, **facts: Any) -> None:
    append(Decision(verb=verb, actor=actor, facts=facts))


def old_account(people: People, *roles: str) -> User:
    """Invited and accepted as an earlier version wrote it down."""
    account = User.objects.create_user("old", is_staff=True)
    account.groups.set(Group.objects.filter(name__in=roles))
    numbers = sorted(account.groups.values_list("pk", flat=True))
    decided(DecisionVerb.INVITE, people.adm, invitation=99, roles=numbers)
    decided(DecisionVerb.ACCEPT, account, invitation=99, confirmed_by=people.kim.pk)
    return account


def test_the_roles_of_an_earlier_acceptance_are_those_of_the_invitation(people: People) -> None:
    account = old_account(people, "reviewer", "curator")
    assert list(staff()) == []
    account.groups.set(Group.objects.filter(name="reviewer"))
    (line,) = staff()
    assert "old has other roles" in line


def test_an_earlier_acceptance_made_nobody_all_powerful(people: People) -> None:
    account = old_account(people, "reviewer")
    User.objects.filter(pk=account.pk).update(is_superuser=True)
    assert any("old is all-powerful" in line for line in staff())


def test_an_earlier_restore_closed_or_narrowed_nobody_knows_whom(people: People) -> None:
    account = old_account(people, "reviewer")
    decided(DecisionVerb.RESTORE, people.kim, kept=1, hash="x", knows_staff=False)
    User.objects.filter(pk=account.pk).update(is_active=False)
    people.cho.groups.clear()
    assert list(staff()) == []
    # From the next decision on it is known again.
    set_roles(actor=people.adm, account=people.cho, roles=Group.objects.filter(name="curator"))
    people.cho.groups.clear()
    (line,) = staff()
    assert "cho has other roles" in line
    User.objects.create_user("planted", is_staff=True)
    assert any("planted was put in" in line for line in staff())


def test_an_invitation_alone_changes_nothing(people: People) -> None:
    before = staff_by_the_log()
    invite_again(actor=people.adm, account=people.cho, roles=[])
    vouch(people.kim)
    assert staff_by_the_log() == before
    assert list(staff()) == []
