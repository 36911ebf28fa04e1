"""Two people at once, in threads with connections of their own to the real database."""

import threading
from collections.abc import Callable
from copy import copy
from functools import partial

from django.db import connections

from testimonies.desk.models import Decision, Text
from testimonies.desk.moderation.approve import approve
from testimonies.desk.moderation.edit import edit
from testimonies.desk.moderation.publish import publish
from testimonies.desk.moderation.refusals import Refusal, Unmet, WrongState
from testimonies.desk.moderation.settle import settle
from testimonies.edition.models import Change, PublishedTestimony
from tests.people import EVERY_CHECK, People, make_person, make_testimony


def at_once(*acts: Callable[[], object]) -> list[Refusal | None]:
    """What each act was refused with, all begun in the same moment; any other error fails the test."""
    refusals: list[Refusal | None] = [None] * len(acts)
    errors: list[BaseException] = []
    start = threading.Barrier(len(acts))

    def run(number: int) -> None:
        try:
            start.wait(timeout=20)
            acts[number]()
        except Refusal as refusal:
            refusals[number] = refusal
        except BaseException as error:  # noqa: BLE001 (a thread's error would otherwise be lost)
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert errors == []
    return refusals


def test_of_two_reviewers_the_second_is_told_who_was_first(people: People) -> None:
    reviewers = [people.rok, make_person("second", "reviewer")]
    for _ in range(5):
        testimony = make_testimony(people, "submitted")
        refusals = at_once(
            *(
                partial(approve, testimony=copy(testimony), actor=reviewer, checklist=EVERY_CHECK)
                for reviewer in reviewers
            )
        )
        late = [refusal for refusal in refusals if refusal]
        assert len(late) == 1
        approval = Decision.objects.get(testimony=testimony, verb="approve")
        assert isinstance(late[0], WrongState)
        assert late[0].changed_by == approval.actor.username
        assert approval.actor.username in late[0].sentence
        assert "Approved" in late[0].sentence


def test_an_edit_beside_an_approval_never_leaves_unread_words_approved(people: People) -> None:
    for _ in range(5):
        testimony = make_testimony(people, "submitted")
        at_once(
            partial(approve, testimony=testimony, actor=people.rok, checklist=EVERY_CHECK),
            partial(
                edit,
                testimony=testimony,
                actor=people.cho,
                store=partial(Text.objects.filter(testimony=testimony).update, title="Mended"),
            ),
        )
        testimony.refresh_from_db()
        assert testimony.texts.get().title == "Mended"
        # Whoever came first: the edit came after the approval and undid it, or the approval was for the edited words.
        last = testimony.decisions.last()
        assert last
        assert testimony.status == ("submitted" if last.verb == "edit" else "approved")


def test_two_who_publish_at_once_publish_once(people: People) -> None:
    testimony = make_testimony(people, "approved")
    refusals = at_once(
        lambda: publish(testimony=testimony, actor=people.cho), lambda: publish(testimony=testimony, actor=people.rok)
    )
    assert sum(isinstance(refusal, (WrongState, Unmet)) for refusal in refusals) == 1
    assert PublishedTestimony.objects.filter(code=testimony.code).count() == 1


def test_a_debt_is_paid_once_by_several_who_come_to_pay(people: People) -> None:
    testimony = make_testimony(people, "published")
    testimony.owed.update(paid_at=None)
    PublishedTestimony.objects.all().delete()
    Change.objects.all().delete()
    assert at_once(settle, settle, settle) == [None, None, None]
    assert PublishedTestimony.objects.get().code == testimony.code
    assert Change.objects.count() == 1
    assert testimony.owed.unpaid().count() == 0
