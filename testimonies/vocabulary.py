"""The closed sets: words that both wings and every format use, and that no user may extend.

Open vocabularies (abuse types, sectors, places) are rows, loaded from `fixtures/vocabulary/`.
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Language(TextChoices):
    """The languages a text may be in (ISO 639-1)."""

    ENGLISH = "en", "English"
    KOREAN = "ko", "한국어"
    RUSSIAN = "ru", "Русский"


class Status(TextChoices):
    """Where the working record of a testimony stands at the desk."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Submitted for review")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Published")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    # Out of the edition because its consent or its review date passed; it can be handed in again.
    LAPSED = "lapsed", _("Lapsed")


class ConsentBasis(TextChoices):
    """On what ground the archive holds an account (HURIDOCS: the source's consent is recorded, never assumed)."""

    DIRECT = "direct", _("Direct consent of the contributor")
    PUBLISHED_REPORT = "published-report", _("Published report, no direct consent")
    REPRESENTATIVE = "legal-representative", _("Consent of a legal representative")
    SYNTHETIC = "synthetic", _("Synthetic account, no person behind it")


class Scope(TextChoices):
    """What a contributor is asked about, one answer each."""

    PUBLIC_TEXT = "public_text", _("Publish the text")
    PUBLIC_SUMMARY = "public_summary", _("Publish a summary")
    QUOTE = "quote", _("Be quoted")
    TRANSLATION = "translation", _("Be translated")
    RESEARCH = "research", _("Access for researchers")
    PRESS = "press", _("Use by the press")
    NGO_UN = "ngo_un", _("Use by NGOs and the United Nations")
    COURT = "court", _("Use in court")
    PHOTOS = "photos", _("Publish photographs")
    MACHINE_LEARNING = "machine_learning", _("Use in machine learning")


# What others do with an account once they have it: no part of what is shown, so readers are told the answers instead.
USES = (Scope.RESEARCH, Scope.PRESS, Scope.NGO_UN, Scope.COURT)


class Answer(TextChoices):
    """An answer to one scope; a scope without a row was never asked and counts as no."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    ASK = "ask", _("Ask again")


class Strength(TextChoices):
    """How a paragraph supports a tag."""

    STATED = "stated", _("Stated")
    IMPLIED = "implied", _("Implied")


class SourceKind(TextChoices):
    """What an account was taken from."""

    INTERVIEW = "interview", _("Interview")
    WRITTEN = "written", _("Written statement")
    REPORT = "report", _("Published report")
    PRESS = "press", _("Press account")
    COURT = "court", _("Court record")


class Standing(TextChoices):
    """How far an account is supported by others."""

    SINGLE = "single-source", _("Single source")
    CORROBORATED = "corroborated", _("Corroborated")
    DISPUTED = "disputed", _("Disputed")
    CORRECTED = "corrected", _("Corrected")


class ContentWarning(TextChoices):
    """What a reader is told before reading."""

    VIOLENCE = "violence", _("Violence")
    SEXUAL_VIOLENCE = "sexual-violence", _("Sexual violence")
    DEATH = "death", _("Death")
    INJURY = "injury", _("Injury")
    DETENTION = "detention", _("Detention")
    HUNGER = "hunger", _("Hunger")
    SELF_HARM = "self-harm", _("Self-harm")


class Licence(TextChoices):
    """What readers may do with a photograph."""

    ALL_RIGHTS = "all-rights-reserved", _("All rights reserved")
    CC_BY = "cc-by-4.0", "CC BY 4.0"
    CC_BY_NC = "cc-by-nc-4.0", "CC BY-NC 4.0"
    CC_BY_NC_ND = "cc-by-nc-nd-4.0", "CC BY-NC-ND 4.0"
    PUBLIC_DOMAIN = "public-domain", _("Public domain")


class Exit(TextChoices):
    """How the work ended, as coarse as the public may know: how somebody got out can name them."""

    LEFT = "left", _("Left")
    RETURNED = "returned", _("Returned")
    UNKNOWN = "unknown", _("Unknown")


class TermKind(TextChoices):
    """The open vocabularies."""

    ABUSE = "abuse", _("Abuse type")
    SECTOR = "sector", _("Sector")
    PLACE = "place", _("Place")
    RECRUITMENT = "recruitment", _("Recruitment")


class TombstoneReason(TextChoices):
    """What a tombstone may say. Why somebody withdrew stays at the desk: it can tell their watchers they live."""

    WITHDRAWN = "withdrawn", _("Withdrawn")
    REPLACED = "replaced", _("Replaced by a later version")


class DecisionVerb(TextChoices):
    """Every act on a testimony that leaves a decision."""

    ACCESSION = "accession", _("Entered")
    EDIT = "edit", _("Edited")
    SUBMIT = "submit", _("Submitted")
    RETURN = "return_to_author", _("Returned to author")
    APPROVE = "approve", _("Approved")
    PUBLISH = "publish", _("Published")
    WITHDRAW = "withdraw", _("Withdrawn")
    REVIEW = "review", _("Reviewed")
    OVERRIDE = "override", _("Risk overridden")
    LAPSE = "lapse", _("Lapsed")
    ERASE = "erase", _("Erased")
    EXPORT_SEALED = "export_sealed", _("Sealed fields exported")
    OPEN_ORIGINAL = "open_original", _("Original photograph opened")
    ROTATE_SEAL = "rotate_seal", _("Seal key changed")
    RESTORE = "restore", _("Archive restored from a backup")
    ISSUE_RECEIPT = "issue_receipt", _("Receipt code given out")
    SHOW_AGAIN = "show_again", _("Shown again")
    INVITE = "invite", _("Invited")
    CONFIRM = "confirm_invitation", _("Invitation confirmed")
    ACCEPT = "accept_invitation", _("Invitation accepted")
    SET_ROLES = "set_roles", _("Roles changed")
    CLOSE = "close_account", _("Account closed")
    RESET_SIGN_IN = "reset_sign_in", _("Sign-in reset at the server")
    LOCK_DOWN = "lock_down", _("Desk locked down")
    OPEN_AGAIN = "open_again", _("Desk opened again")
    REFUSED = "refused", _("Refused")
    ENTER_CONSENT = "enter_consent", _("Consent entered")
    ENTER_OUTSIDE = "enter_outside", _("Account known outside entered")
    CONFIRM_OUTSIDE = "confirm_outside", _("Account known outside confirmed")
    ENTER_OPEN_WORDS = "enter_open_words", _("Open words entered")
    CONFIRM_OPEN_WORDS = "confirm_open_words", _("Open words confirmed")
    SET_RULES = "set_rules", _("House rules changed")

    @property
    def action(self) -> str:
        """The word on the button."""
        return str(_ACTIONS[self][0]) if self in _ACTIONS else str(self.label)

    @property
    def explanation(self) -> str:
        """What pressing the button does, said before it is pressed."""
        return str(_ACTIONS[self][1]) if self in _ACTIONS else ""


_ACTIONS = {
    DecisionVerb.SUBMIT: (_("Submit"), _("A reviewer who had no hand in the text will read it.")),
    DecisionVerb.RETURN: (_("Return to author"), _("The author gets it back as a draft, with what you write here.")),
    DecisionVerb.APPROVE: (
        _("Approve"),
        _("You sign for exactly what is shown below: that it may be public, and that nothing in it names a person."),
    ),
    DecisionVerb.PUBLISH: (_("Publish"), _("The world reads what is shown below, from this moment on.")),
    DecisionVerb.WITHDRAW: (
        _("Withdraw"),
        _("Every version leaves the public archive at once. Its address answers with a tombstone, without content."),
    ),
    DecisionVerb.OVERRIDE: (
        _("Override the risk"),
        _("Few accounts are like this one. You answer for its being approved all the same; your reason is kept."),
    ),
    DecisionVerb.REVIEW: (
        _("Review"),
        _("You looked at what is public again, and at the consent: it may stay until the next review."),
    ),
    DecisionVerb.ISSUE_RECEIPT: (
        _("Give out a receipt code"),
        _(
            "The contributor can then see what is public of this account, ask for a correction, or withdraw it without "
            "coming to you. A code given out before stops working. It is shown once: print it, or copy it by hand."
        ),
    ),
    DecisionVerb.SHOW_AGAIN: (
        _("Show again"),
        _(
            "The account is hidden by a request that did not come from the holder of its receipt code. "
            "Readers will find it again from this moment on."
        ),
    ),
    DecisionVerb.ERASE: (
        _("Erase"),
        _(
            "Every word of the account and of whoever gave it goes for good: texts, sealed fields, notes, reasons, "
            "old versions. Nobody can bring it back. Whoever withdrew the account cannot be the one to erase it."
        ),
    ),
}
