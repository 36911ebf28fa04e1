"""Korean's own exceptions, from ``korean.txt``, where each list says what it is for."""

from __future__ import annotations

from pathlib import Path

from testimonies.edition.search.analysis.tables import pairs, read

_TABLES = read(Path(__file__).with_name("korean.txt"))

PARTICLES = _TABLES["particles"]
AFTER_CONSONANT = _TABLES["after consonant"]
AFTER_VOWEL = _TABLES["after vowel"]
ENDINGS = _TABLES["endings"]
LIGHT_VERBS = _TABLES["light verbs"]
PAST_TAILS = {"", *_TABLES["past tails"]}
NOUN_ENDS = set(_TABLES["noun ends"])
WHOLE = set(_TABLES["whole"])
INITIALS = pairs(_TABLES["initials"])
INSIDE = pairs(_TABLES["inside"])
LOANS = pairs(_TABLES["loans"])
P_IRREGULAR = pairs(_TABLES["p irregular"])
