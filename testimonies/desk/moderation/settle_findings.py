"""Settle findings: what may stand, and what vaguer words take the place of. An edit like any other."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from testimonies.deidentify.subjects import Subject
from testimonies.desk.assistant.answers import Answer, Plan, applied, plan
from testimonies.desk.assistant.look import Look, Mark, look_at
from testimonies.desk.assistant.passages import place_of, put_back
from testimonies.desk.models import Choice, Decision, Settlement, Testimony, Text
from testimonies.desk.moderation.begin import begin
from testimonies.desk.moderation.decide import decide
from testimonies.desk.moderation.edit import changed_meanwhile, last_decision
from testimonies.desk.moderation.refusals import Issue, Unmet
from testimonies.desk.moderation.seal_words import keep_originals
from testimonies.vocabulary import DecisionVerb


@transaction.atomic
def settle_findings(
    *,
    testimony: Testimony,
    actor: User,
    answers: Collection[Answer],
    marked: Collection[Mark] = (),
    take_back: Collection[str] = (),
    seen: int | None = None,
) -> Decision:
    """Store the answers, put the phrases into every text, and return the record to review where it had left it.

    Whoever settles is a hand in the words and cannot approve them. `marked` are words the program missed. `take_back`
    are keys of rows: what was kept is open again, and what was generalised is not looked for any more. `seen` is the
    last decision when the page was opened, None where no page was open.

    Raises `NotPermitted`, `WrongState` or `Unmet`; the sentences and the decision hold counts and kinds, no words.
    """
    locked = begin(DecisionVerb.EDIT, testimony, actor)
    if seen not in {None, last_decision(locked)}:
        raise Unmet([changed_meanwhile()])
    taken_back = _take_back(locked, take_back)
    look = look_at(locked, marked)
    made = plan(look, answers)
    if made.problems:
        raise Unmet([Issue("findings", sentence) for sentence in dict.fromkeys(made.problems.values())])
    if not (made.kept or made.generalised or taken_back):
        raise Unmet([Issue("findings", _("Nothing was decided."))])
    changed = _new_words(look, made)
    keep_originals(locked, {key.partition(":")[0] for key in changed})
    put_back(locked, changed)
    _store(locked, actor, made)
    facts = {"settled": {**_counted("keep", made.kept), **_counted("generalise", made.generalised)}}
    return decide(DecisionVerb.EDIT, locked, actor, facts={**facts, "taken_back": taken_back})


def _new_words(look: Look, made: Plan) -> dict[str, str]:
    """The passages that change, by key. Raises `Unmet` where a title has no room for the phrase."""
    texts = applied(look, made).texts
    changed = {passage.key: texts[passage.key] for passage in look.passages if texts[passage.key] != passage.text}
    longest = Text._meta.get_field("title").max_length or 0
    for key, words in changed.items():
        if key.endswith(":title") and len(words) > longest:
            sentence = _("%(where)s: with the words instead it is longer than %(most)s characters; shorten it first.")
            raise Unmet([Issue("findings", sentence % {"where": place_of(key), "most": longest})])
    return changed


def _store(testimony: Testimony, actor: User, made: Plan) -> None:
    for subject, reason in made.kept:
        _row(testimony, actor, subject, Choice.KEEP, reason=reason).save()
    for subject, before in made.generalised:
        _row(testimony, actor, subject, Choice.GENERALISE).save()
        if before:
            before.delete()


def _row(testimony: Testimony, actor: User, subject: Subject, choice: Choice, *, reason: str = "") -> Settlement:
    return Settlement(
        testimony=testimony,
        kind=subject.kind.value,
        choice=choice,
        originals=json.dumps(sorted(subject.forms), ensure_ascii=False),
        phrases=json.dumps(dict(subject.phrases), ensure_ascii=False) if choice == Choice.GENERALISE else "",
        reason=reason,
        settled_by=actor,
    )


def keep_as_reviewed(testimony: Testimony, actor: User, reason: str) -> None:
    """Let everything that is open stand, where somebody reviewed the record before it came here."""
    for subject in look_at(testimony).open:
        _row(testimony, actor, subject, Choice.KEEP, reason=reason).save()


def _take_back(testimony: Testimony, keys: Iterable[str]) -> int:
    return testimony.settlements.filter(key__in=list(keys)).delete()[0]


def _counted(choice: str, settled: Iterable[tuple[Subject, object]]) -> dict[str, dict[str, int]]:
    counts = Counter(subject.kind.value for subject, _rest in settled)
    return {choice: dict(sorted(counts.items()))} if counts else {}
