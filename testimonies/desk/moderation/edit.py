"""Edit a testimony: whoever changes a word becomes one of its hands."""

from collections.abc import Callable, Mapping

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from testimonies.desk.models import Decision, Testimony
from testimonies.desk.moderation.begin import begin
from testimonies.desk.moderation.decide import decide
from testimonies.desk.moderation.refusals import Issue, Unmet
from testimonies.vocabulary import DecisionVerb


def last_decision(testimony: Testimony) -> int:
    """The key of the newest decision that changed words or state of `testimony`, 0 where there is none."""
    # A consent takes no word from whoever is writing meanwhile.
    changed = testimony.decisions.all().that_changed().exclude(verb=DecisionVerb.ENTER_CONSENT)
    return changed.order_by("pk").values_list("pk", flat=True).last() or 0


def changed_meanwhile() -> Issue:
    """Somebody else was quicker."""
    return Issue(
        "meanwhile",
        _(
            "Somebody changed this testimony after you opened it. Nothing of yours was stored: "
            "keep what you wrote, open the testimony again and enter it there."
        ),
    )


def stays_with_its_giver() -> Issue:
    """What is, or was, public stands on the consent of one person."""
    return Issue(
        "contributor",
        _(
            "The contributor cannot be exchanged once a version was published: it stands on their consent. "
            "Withdraw the account, and enter it anew under the right one."
        ),
    )


@transaction.atomic
def edit(
    *,
    testimony: Testimony,
    actor: User,
    store: Callable[[], object],
    seen: int | None = None,
    facts: Mapping[str, object] | None = None,
) -> Decision:
    """Run `store`, which writes the changed words, and return the record to review where it had left it.

    The lock comes before the words: an approval given meanwhile must not cover words nobody approved. `seen` is the
    key of the last decision when `actor` opened the page: of two people who write at once, the second would undo what
    the first wrote without either noticing. None where no page was open. `facts` say what was changed, in no words.

    Raises `NotPermitted`, `WrongState` or `Unmet`, and then nothing is stored.
    """
    locked = begin(DecisionVerb.EDIT, testimony, actor)
    if seen not in {None, last_decision(locked)}:
        raise Unmet([changed_meanwhile()])
    giver = locked.contributor_id
    store()
    if locked.publications.exists() and not Testimony.objects.filter(pk=locked.pk, contributor=giver).exists():
        # Under somebody else its giver's next no would be heard by nobody.
        raise Unmet([stays_with_its_giver()])
    return decide(DecisionVerb.EDIT, locked, actor, facts=facts)
