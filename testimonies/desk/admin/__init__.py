"""The staff desk, one file a noun. No rule lives here: every change of state is a verb of `moderation`."""

from testimonies.desk.admin import (
    consents,
    contributors,
    corrections,
    figures,
    invitations,
    outside,
    partners,
    people,
    risk,
    terms,
    testimonies,
)

__all__ = [
    "consents",
    "contributors",
    "corrections",
    "figures",
    "invitations",
    "outside",
    "partners",
    "people",
    "risk",
    "terms",
    "testimonies",
]
