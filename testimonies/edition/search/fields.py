"""The fields of the index by name, what goes into them, and how much a match in each counts.

``text_xx`` holds the title and the paragraphs: a word of the title is a word of the account, so that "all words" need
not look in two places, and long and short titles weigh alike. ``title_xx`` holds the title again and adds to the score.
Measured on three public question sets: nDCG@10 rises by 0.01 to 0.03 against the two kept apart.
"""

from __future__ import annotations

from collections.abc import Iterable

from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, ID, NUMERIC, TEXT, Schema

from testimonies.edition.search.analysis import BY_LANGUAGE, LANGUAGES
from testimonies.edition.search.analysis.analyser import PARAGRAPH
from testimonies.edition.search.engine import Ranking
from testimonies.edition.search.names import NameAnalyser
from testimonies.edition.search.wordlist import WordsField

# Raised whenever fields, analysis or what may be in it change: an index of another version is rebuilt, and not read.
VERSION = 4
TEXT_FIELDS = tuple(f"text_{language}" for language in LANGUAGES)
TITLE_FIELDS = tuple(f"title_{language}" for language in LANGUAGES)
PSEUDONYM = "pseudonym"
FACETS = ("abuse", "indicator", "sector", "place", "language", "source")
NUMBERS = ("period_from", "period_to", "published")

# Flat around here on all three sets: within 0.003 for k1 from 0.6 to 1.2 and b from 0.6 to 0.9.
RANKING = Ranking(k1=0.9, b=0.75)
TITLE_WEIGHT = 0.4
PSEUDONYM_WEIGHT = 1.5

NAMES = NameAnalyser("names")
# Words as people write them, for suggestions and corrections: see wordlist.py.
WORDS = "words"


def whole_text(title: str, paragraphs: Iterable[str]) -> str:
    """What ``text_xx`` holds of an account: its title, then its paragraphs."""
    return PARAGRAPH.join([title, *paragraphs])


def text_columns() -> dict[str, TEXT]:
    """The analysed fields, title and text of each language and the pseudonym; nothing is stored."""
    columns = {PSEUDONYM: TEXT(analyzer=NAMES, phrase=True, stored=False)}
    for language in LANGUAGES:
        for name in ("title", "text"):
            columns[f"{name}_{language}"] = TEXT(analyzer=BY_LANGUAGE[language], phrase=True, stored=False)
    return columns


def schema() -> Schema:
    """The whole index: what is analysed, what is exact, what is a number."""
    exact = {facet: ID(stored=False) for facet in FACETS}
    numbers = {number: NUMERIC(int, sortable=True) for number in NUMBERS}
    own = {"code": ID(unique=True, sortable=True), "hash": COLUMN(VarBytesColumn()), WORDS: WordsField()}
    return Schema(**own, **text_columns(), **exact, **numbers)
