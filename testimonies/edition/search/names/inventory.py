"""What a Korean name is made of, from ``names.txt``: surnames, given names' syllables, words that are none."""

from __future__ import annotations

from pathlib import Path

from testimonies.edition.search.analysis.tables import pairs, read

_TABLES = read(Path(__file__).with_name("names.txt"))

SURNAMES = {name: spellings.split(",") for name, spellings in pairs(_TABLES["surnames"]).items()}
TELLING = set(_TABLES["telling"])
FIRST = set(_TABLES["first"])
LAST = set(_TABLES["last"])
ALONE = set(_TABLES["alone"])
ORDINARY = set(_TABLES["ordinary"])
STILL_NAMES = set(_TABLES["still names"])
