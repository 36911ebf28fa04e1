"""Every way to write the index: build it whole, change it a little, merge it in the background."""

from testimonies.edition.search.engine.build import build
from testimonies.edition.search.engine.merge import merge
from testimonies.edition.search.engine.update import update

__all__ = ["build", "merge", "update"]
