"""The desk's records, one file a noun."""

from testimonies.desk.models.approvals import PHOTO_TICK, REVIEWED_ELSEWHERE, Approval, Check
from testimonies.desk.models.consents import Consent, ConsentAnswer, ConsentCondition, ConsentForm, Explained
from testimonies.desk.models.contributors import Contributor
from testimonies.desk.models.decisions import Decision, Reason, Refused
from testimonies.desk.models.factors import Attempts, AuthenticatorApp, Passkey, RecoveryCodes
from testimonies.desk.models.feed import FeedEntry
from testimonies.desk.models.figures import ReportedFigure
from testimonies.desk.models.invitations import Invitation
from testimonies.desk.models.partners import HandedOut, Partner, PartnerNotice
from testimonies.desk.models.photos import Photo, PhotoText
from testimonies.desk.models.publications import Owed, Publication
from testimonies.desk.models.receipts import CorrectionRequest, ReceiptCode
from testimonies.desk.models.risk import HouseRules, KnownOutside, Told
from testimonies.desk.models.sealed import Confidential, SealedEntry
from testimonies.desk.models.settlements import Choice, KnownWords, Settlement
from testimonies.desk.models.staff_sessions import StaffSession
from testimonies.desk.models.tags import Tag
from testimonies.desk.models.terms import VocabularyTerm
from testimonies.desk.models.testimonies import Testimony
from testimonies.desk.models.texts import Text

__all__ = [
    "PHOTO_TICK",
    "REVIEWED_ELSEWHERE",
    "Approval",
    "Attempts",
    "AuthenticatorApp",
    "Check",
    "Choice",
    "Confidential",
    "Consent",
    "ConsentAnswer",
    "ConsentCondition",
    "ConsentForm",
    "Contributor",
    "CorrectionRequest",
    "Decision",
    "Explained",
    "FeedEntry",
    "HandedOut",
    "HouseRules",
    "Invitation",
    "KnownOutside",
    "KnownWords",
    "Owed",
    "Partner",
    "PartnerNotice",
    "Passkey",
    "Photo",
    "PhotoText",
    "Publication",
    "Reason",
    "ReceiptCode",
    "RecoveryCodes",
    "Refused",
    "ReportedFigure",
    "SealedEntry",
    "Settlement",
    "StaffSession",
    "Tag",
    "Testimony",
    "Text",
    "Told",
    "VocabularyTerm",
]
