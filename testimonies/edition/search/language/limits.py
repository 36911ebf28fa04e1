"""How much of a query is read. Each limit is a sentence on the page when it cuts something, never an error."""

from __future__ import annotations

CHARACTERS = 2_000
WORDS = 40
DEPTH = 20
SLOP = 50
# Terms that one prefix, wildcard or fuzzy word may become, and that are looked at for it.
EXPANDED = 48
LOOKED_AT = 20_000
# Words and phrases that names and synonyms may add to one query.
ADDED = 40
# Syllables of a typed Korean compound up to which a space in the text may stand where the query has none.
SPLIT_SYLLABLES = 10
