"""Every way to write the index: build it whole, change it a little, merge it in the background."""

from .build import build
from .merge import merge
from .update import update

__all__ = ["build", "merge", "update"]
