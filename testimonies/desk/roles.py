"""The roles and what each may do: one table, which the migration applies and the documentation repeats."""

from collections.abc import Mapping

_RECORDS = ("testimony", "text", "tag", "contributor", "consent", "consentanswer", "consentcondition")
_READ = {
    f"view_{record}"
    for record in (*_RECORDS, "decision", "vocabularyterm", "reportedfigure", "knownoutside", "houserules")
}
_WRITE = {f"{act}_{record}" for act in ("add", "change") for record in _RECORDS} | {"delete_text", "delete_tag"}

ROLES: Mapping[str, frozenset[str]] = {
    # Enters accounts, and sees only those.
    "contributor": frozenset(_READ | _WRITE | {"submit_testimony", "open_original"}),
    "curator": frozenset(
        _READ
        | _WRITE
        | {"view_every_testimony", "submit_testimony", "publish_testimony", "withdraw_testimony"}
        | {"open_original"}
        | {"add_reportedfigure", "change_reportedfigure", "change_vocabularyterm", "confirm_open_words"}
        | {"add_knownoutside", "change_knownoutside", "confirm_knownoutside"}
        | {"issue_receipt", "view_correctionrequest", "change_correctionrequest"}
        | {f"{act}_{record}" for act in ("view", "add", "change") for record in ("partner", "handedout")}
        | {"view_partnernotice", "change_partnernotice"}
    ),
    "reviewer": frozenset(
        _READ
        | {"view_every_testimony", "return_testimony", "approve_testimony", "publish_testimony", "withdraw_testimony"}
        | {"review_testimony", "open_original", "confirm_knownoutside", "confirm_open_words"}
    ),
    # Sees that something is sealed and since when; the words only on their own machine, with their own key.
    "custodian": frozenset(
        _READ
        | {"view_every_testimony", "withdraw_testimony", "override_testimony"}
        | {"erase_testimony", "export_sealed", "view_sealedentry"}
        # The second person behind an account, where there is one administrator alone.
        | {"view_invitation", "confirm_invitation"}
    ),
    # Looks after people's accounts and reads no testimony.
    "administrator": frozenset(
        {"change_user", "view_user", "view_group", "view_houserules", "change_houserules"}
        | {"add_invitation", "view_invitation", "confirm_invitation", "close_account"}
    ),
}
