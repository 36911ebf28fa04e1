"""The transition table: which verb leads from which state to which, and what a person needs to be allowed."""

from testimonies.vocabulary import DecisionVerb as Verb
from testimonies.vocabulary import Status

TABLE: dict[tuple[Verb, Status], Status] = {
    (Verb.EDIT, Status.DRAFT): Status.DRAFT,
    (Verb.EDIT, Status.SUBMITTED): Status.SUBMITTED,
    # What was approved, or is public, goes back to review once a word of it changes; the public sees no change.
    (Verb.EDIT, Status.APPROVED): Status.SUBMITTED,
    (Verb.EDIT, Status.PUBLISHED): Status.SUBMITTED,
    (Verb.SUBMIT, Status.DRAFT): Status.SUBMITTED,
    # After a lapse somebody hands it in anew, so that again two people stand behind what becomes public.
    (Verb.EDIT, Status.LAPSED): Status.LAPSED,
    (Verb.SUBMIT, Status.LAPSED): Status.SUBMITTED,
    (Verb.RETURN, Status.SUBMITTED): Status.DRAFT,
    (Verb.RETURN, Status.APPROVED): Status.DRAFT,
    (Verb.OVERRIDE, Status.SUBMITTED): Status.SUBMITTED,
    (Verb.APPROVE, Status.SUBMITTED): Status.APPROVED,
    (Verb.PUBLISH, Status.APPROVED): Status.PUBLISHED,
    # A contributor may change their mind at any moment, also before anything is public.
    (Verb.WITHDRAW, Status.DRAFT): Status.WITHDRAWN,
    (Verb.WITHDRAW, Status.SUBMITTED): Status.WITHDRAWN,
    (Verb.WITHDRAW, Status.APPROVED): Status.WITHDRAWN,
    (Verb.WITHDRAW, Status.PUBLISHED): Status.WITHDRAWN,
    (Verb.WITHDRAW, Status.LAPSED): Status.WITHDRAWN,
    (Verb.REVIEW, Status.PUBLISHED): Status.PUBLISHED,
    # While it is being revised the world goes on reading it, so its review date goes on too.
    (Verb.REVIEW, Status.DRAFT): Status.DRAFT,
    (Verb.REVIEW, Status.SUBMITTED): Status.SUBMITTED,
    (Verb.REVIEW, Status.APPROVED): Status.APPROVED,
    # Whatever is being done to the working record: what the world reads is no longer covered.
    (Verb.LAPSE, Status.DRAFT): Status.LAPSED,
    (Verb.LAPSE, Status.SUBMITTED): Status.LAPSED,
    (Verb.LAPSE, Status.APPROVED): Status.LAPSED,
    (Verb.LAPSE, Status.PUBLISHED): Status.LAPSED,
    # Whoever approved had read another consent. A withdrawn account has one, too.
    **{(Verb.ENTER_CONSENT, status): status for status in Status},
    (Verb.ENTER_CONSENT, Status.APPROVED): Status.SUBMITTED,
    # Once more does no harm: it takes what an earlier version of this program left.
    (Verb.ERASE, Status.WITHDRAWN): Status.WITHDRAWN,
    **{(verb, status): status for verb in (Verb.EXPORT_SEALED, Verb.OPEN_ORIGINAL) for status in Status},
    **{
        (verb, status): status
        for verb in (Verb.ISSUE_RECEIPT, Verb.SHOW_AGAIN)
        for status in Status
        if status != Status.WITHDRAWN
    },
}

# Verbs about what the world reads: whatever the state, there must be something.
OF_WHAT_IS_PUBLIC = frozenset({Verb.REVIEW})


def leads_on(verb: Verb, status: str, *, is_public: bool) -> bool:
    """Whether the verb may start from the state, of an account that the world can read or cannot."""
    return (verb, Status(status)) in TABLE and (is_public or verb not in OF_WHAT_IS_PUBLIC)


PERMISSION: dict[Verb, str] = {
    Verb.ACCESSION: "desk.add_testimony",
    Verb.EDIT: "desk.change_testimony",
    Verb.ENTER_CONSENT: "desk.add_consent",
    Verb.SUBMIT: "desk.submit_testimony",
    Verb.RETURN: "desk.return_testimony",
    Verb.APPROVE: "desk.approve_testimony",
    Verb.PUBLISH: "desk.publish_testimony",
    Verb.WITHDRAW: "desk.withdraw_testimony",
    Verb.REVIEW: "desk.review_testimony",
    Verb.OVERRIDE: "desk.override_testimony",
    Verb.ERASE: "desk.erase_testimony",
    Verb.EXPORT_SEALED: "desk.export_sealed",
    Verb.OPEN_ORIGINAL: "desk.open_original",
    Verb.ISSUE_RECEIPT: "desk.issue_receipt",
    Verb.SHOW_AGAIN: "desk.withdraw_testimony",
    # Acts on the archive as a whole, so no state stands in the table for them.
    Verb.ROTATE_SEAL: "desk.export_sealed",
    Verb.RESTORE: "desk.erase_testimony",
    Verb.ENTER_OUTSIDE: "desk.add_knownoutside",
    Verb.CONFIRM_OUTSIDE: "desk.confirm_knownoutside",
    Verb.ENTER_OPEN_WORDS: "desk.change_vocabularyterm",
    Verb.CONFIRM_OPEN_WORDS: "desk.confirm_open_words",
    Verb.SET_RULES: "desk.change_houserules",
    # Acts on the accounts of staff.
    Verb.INVITE: "desk.add_invitation",
    Verb.CONFIRM: "desk.confirm_invitation",
    Verb.SET_ROLES: "auth.change_user",
    Verb.CLOSE: "desk.close_account",
    Verb.OPEN_AGAIN: "desk.close_account",
}

# Done by whoever holds the link of an invitation; they have no role yet.
BY_INVITATION = frozenset({Verb.ACCEPT})
# Done at the server by whoever runs it: when nobody is left who could sign in and invite, or nobody may.
AT_THE_SERVER = frozenset({Verb.RESET_SIGN_IN, Verb.LOCK_DOWN})
# Not done by anybody: what the desk notes of acts that it refused.
NOTED = frozenset({Verb.REFUSED})
# Carried out when a date has passed, by nobody's hand.
BY_THE_CLOCK = frozenset({Verb.LAPSE})
