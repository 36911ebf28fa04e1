"""The staff desk, one file a noun. No rule lives here: every change of state is a verb of `moderation`."""

from testimonies.desk.admin import contributors, figures, people, terms, testimonies

__all__ = ["contributors", "figures", "people", "terms", "testimonies"]
