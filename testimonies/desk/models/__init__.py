"""The desk's records, one file a noun."""

from testimonies.desk.models.contributors import Consent, ConsentAnswer, Contributor
from testimonies.desk.models.decisions import Decision, Reason
from testimonies.desk.models.figures import ReportedFigure
from testimonies.desk.models.publications import Owed, Publication
from testimonies.desk.models.sealed import SealedEntry
from testimonies.desk.models.tags import Tag
from testimonies.desk.models.terms import VocabularyTerm
from testimonies.desk.models.testimonies import Testimony
from testimonies.desk.models.texts import Text

__all__ = [
    "Consent",
    "ConsentAnswer",
    "Contributor",
    "Decision",
    "Owed",
    "Publication",
    "Reason",
    "ReportedFigure",
    "SealedEntry",
    "Tag",
    "Testimony",
    "Text",
    "VocabularyTerm",
]
