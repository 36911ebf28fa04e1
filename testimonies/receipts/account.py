"""What is public about the account behind a code."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

from testimonies.edition.denied import denied, denied_on
from testimonies.edition.models import PublishedTestimony, PublishedText, Withdrawal

State = Literal["public", "hidden", "withdrawn", "private"]


@dataclass(frozen=True)
class Account:
    """`state` is "public"; "hidden" where a withdrawal was asked for and the desk has not carried it out; "withdrawn";
    or "private": not published, or not yet. `text` is what the world reads, `on` the day since when it is so."""

    code: str
    state: State
    text: PublishedText | None = None
    on: datetime.date | None = None


def account_of(code: str, language: str) -> Account:
    """What a reader finds now, in `language` where the account has it."""
    if code in denied():
        return Account(code, "hidden", on=denied_on(code))
    row = PublishedTestimony.objects.current().with_texts().filter(code=code).first()
    if row:
        return Account(code, "public", row.text_in(language), row.first_published_on)
    stone = Withdrawal.objects.filter(code=code, version=None).first()
    return Account(code, "withdrawn", on=stone.on) if stone else Account(code, "private")
