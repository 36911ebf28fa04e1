"""What English needs word by word, from ``english.txt``: spellings, irregular forms, and words to be kept apart."""

from __future__ import annotations

from pathlib import Path

from testimonies.edition.search.analysis.tables import pairs, read

_TABLES = read(Path(__file__).with_name("english.txt"))

SPELLINGS = pairs(_TABLES["spellings"])
IRREGULAR = pairs(_TABLES["irregular"])
APART = pairs(_TABLES["apart"])
