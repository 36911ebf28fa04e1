"""How much of a query is read. Each limit is a sentence on the page when it cuts something, never an error."""

from __future__ import annotations

CHARACTERS = 2_000
WORDS = 40
DEPTH = 20
SLOP = 50
# Terms of one phrase, or of one word with many hyphens.
ROW = 60
# Words with a star or a tilde: each may stand for hundreds of the index's words.
PATTERNS = 4
# Words and phrases that names and synonyms may add to one query.
ADDED = 40
# Syllables of a typed Korean compound up to which a space in the text may stand where the query has none.
SPLIT_SYLLABLES = 10
