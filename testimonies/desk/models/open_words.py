"""What the tables of words share that the world reads and that belong to no account."""

from __future__ import annotations

import hashlib
import json
from typing import Any, ClassVar

from django.db import models


class OpenWords(models.Model):
    """A row of words that become public once a second person has confirmed them; `SAID` are the columns they stand in.

    Who entered and who confirmed them is in the log alone: a row says nothing of it that a hand could write.
    """

    SAID: ClassVar[tuple[str, ...]]

    class Meta:
        abstract = True

    @property
    def named(self) -> str:
        """What the log calls the row."""
        return f"{self._meta.model_name} {self.pk}"

    @property
    def said(self) -> dict[str, Any]:
        """The columns of its words by name."""
        return {name: getattr(self, name) for name in self.SAID}

    @property
    def fingerprint(self) -> str:
        """SHA-256 of what it says, in hexadecimal: whoever confirms it signs for just that."""
        return hashlib.sha256(json.dumps(self.said, sort_keys=True).encode()).hexdigest()
