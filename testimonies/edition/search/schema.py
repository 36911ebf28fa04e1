"""The one definition of the index: which fields it has, and how each is analysed."""

from __future__ import annotations

from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, ID, KEYWORD, NUMERIC, TEXT, Schema

from testimonies.edition.search import fields
from testimonies.edition.search.analysis import BY_LANGUAGE, LANGUAGES
from testimonies.edition.search.names import NameAnalyser
from testimonies.edition.search.wordlist import SurfaceAnalyser

# Raised whenever fields or analysis change: an index of another version is rebuilt, and not read.
VERSION = 2
NAMES = NameAnalyser("names")
SURFACES = SurfaceAnalyser("words")


def text_columns() -> dict[str, TEXT]:
    """The analysed fields, title and text of each language and the pseudonym; nothing is stored."""
    columns = {fields.PSEUDONYM: TEXT(analyzer=NAMES, phrase=True, stored=False)}
    for language in LANGUAGES:
        for name in ("title", "text"):
            columns[f"{name}_{language}"] = TEXT(analyzer=BY_LANGUAGE[language], phrase=True, stored=False)
    return columns


def schema() -> Schema:
    """The whole index: what is analysed, what is exact, what is a number."""
    exact = {facet: ID(stored=False) for facet in fields.FACETS}
    numbers = {number: NUMERIC(int, sortable=True) for number in fields.NUMBERS}
    own = {"code": ID(unique=True, sortable=True), "hash": COLUMN(VarBytesColumn())}
    return Schema(**own, **text_columns(), **{fields.WORDS: KEYWORD(analyzer=SURFACES)}, **exact, **numbers)
