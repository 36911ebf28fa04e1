"""Why a verb says no. None of them carries a word of an account."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from testimonies.vocabulary import DecisionVerb, Status


@dataclass(frozen=True)
class Issue:
    """One thing that stands in the way, as a sentence for the person who can mend it."""

    code: str
    message: str


class Refusal(Exception):
    """A verb that was not carried out; nothing was changed."""


class WrongState(Refusal):
    """The testimony is not where the verb starts from: somebody else was quicker, or the page was old."""

    def __init__(
        self, verb: DecisionVerb, status: Status, changed_by: str, changed_at: datetime.datetime | None
    ) -> None:
        self.verb, self.status, self.changed_by, self.changed_at = verb, status, changed_by, changed_at
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        sentence = _("This testimony is in the state “%(status)s”, so “%(verb)s” is not possible.") % {
            "status": self.status.label,
            "verb": self.verb.action,
        }
        if not self.changed_at:
            return sentence
        when = _("It was last changed by %(who)s on %(when)s UTC.") % {
            "who": self.changed_by,
            "when": self.changed_at.strftime("%Y-%m-%d %H:%M"),
        }
        return f"{sentence} {when}"


class NotPermitted(Refusal):
    """The person's role does not include the `verb`, where one testimony is concerned."""

    def __init__(self, sentence: str, verb: DecisionVerb | None = None) -> None:
        self.verb = verb
        super().__init__(sentence)


class Unmet(Refusal):
    """Requirements are not met; `issues` says which."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        self.issues = tuple(issues)
        super().__init__(" ".join(issue.message for issue in issues))
