"""The edition's rows: snapshots, the public vocabulary, tombstones and the journal of changes."""

from testimonies.edition.models.figures import Figure
from testimonies.edition.models.journal import Change, Withdrawal
from testimonies.edition.models.photos import PublishedPhoto, PublishedPicture
from testimonies.edition.models.terms import Term
from testimonies.edition.models.testimonies import PassageTag, PublishedTestimony, PublishedText

__all__ = [
    "Change",
    "Figure",
    "PassageTag",
    "PublishedPhoto",
    "PublishedPicture",
    "PublishedTestimony",
    "PublishedText",
    "Term",
    "Withdrawal",
]
