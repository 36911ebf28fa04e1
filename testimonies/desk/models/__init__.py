"""The desk's records, one file a noun."""

from testimonies.desk.models.approvals import REVIEWED_ELSEWHERE, Approval, Check
from testimonies.desk.models.consents import Consent, ConsentAnswer, ConsentCondition, ConsentForm, Explained
from testimonies.desk.models.contributors import Contributor
from testimonies.desk.models.decisions import Decision, Reason
from testimonies.desk.models.factors import Attempts, AuthenticatorApp, Passkey, RecoveryCodes
from testimonies.desk.models.figures import ReportedFigure
from testimonies.desk.models.publications import Owed, Publication
from testimonies.desk.models.risk import HouseRules, KnownOutside, RuleChange, Told
from testimonies.desk.models.sealed import SealedEntry
from testimonies.desk.models.settlements import Choice, KnownWords, Settlement
from testimonies.desk.models.staff_sessions import StaffSession
from testimonies.desk.models.tags import Tag
from testimonies.desk.models.terms import VocabularyTerm
from testimonies.desk.models.testimonies import Testimony
from testimonies.desk.models.texts import Text

__all__ = [
    "REVIEWED_ELSEWHERE",
    "Approval",
    "Attempts",
    "AuthenticatorApp",
    "Check",
    "Choice",
    "Consent",
    "ConsentAnswer",
    "ConsentCondition",
    "ConsentForm",
    "Contributor",
    "Decision",
    "Explained",
    "HouseRules",
    "KnownOutside",
    "KnownWords",
    "Owed",
    "Passkey",
    "Publication",
    "Reason",
    "RecoveryCodes",
    "ReportedFigure",
    "RuleChange",
    "SealedEntry",
    "Settlement",
    "StaffSession",
    "Tag",
    "Testimony",
    "Text",
    "Told",
    "VocabularyTerm",
]
