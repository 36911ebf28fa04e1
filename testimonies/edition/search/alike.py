"""Accounts like a given one, by its most telling words and by what they report."""

from __future__ import annotations

from whoosh import query as q

from testimonies.edition.models import PublishedTestimony
from testimonies.edition.search.accounts import Account, accounts
from testimonies.edition.search.asking import hidden_codes
from testimonies.edition.search.engine import Engine, Page, TooComplex, TooCostly
from testimonies.edition.search.errors import IndexMissing
from testimonies.edition.search.opened import current
from testimonies.edition.search.seen import seen
from testimonies.edition.search.similar import similar

SHOWN = 4


def accounts_like(testimony: PublishedTestimony) -> list[Account]:
    """The accounts most like this one, with their texts; none where no index can be read: the account still can."""
    texts = {
        text.language: "\n\n".join([text.title, text.summary, *(words for _, words in text.paragraphs)])
        for text in testimony.texts.all()
    }
    tags = {"abuse": [tag.term for tag in testimony.tags.all()]}

    def ask(engine: Engine) -> Page:
        likeness: q.Query = similar(texts, tags, seen(engine, hidden), engine.count, testimony.code)
        return engine.search(likeness, exclude=hidden, limit=SHOWN)

    try:
        opened = current()
        hidden = hidden_codes(opened)
        return accounts(opened.read(ask))
    except (IndexMissing, TooComplex, TooCostly):
        return []
