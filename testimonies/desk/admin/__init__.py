"""The staff desk, one file a noun. No rule lives here: every change of state is a verb of `moderation`."""

from testimonies.desk.admin import consents, contributors, figures, invitations, people, risk, terms, testimonies

__all__ = ["consents", "contributors", "figures", "invitations", "people", "risk", "terms", "testimonies"]
