"""The query language: a string becomes a question, a question becomes Whoosh query trees."""

from __future__ import annotations

from testimonies.edition.search.language.nodes import Addition, Notice
from testimonies.edition.search.language.question import Question, Stage, parse

__all__ = ["Addition", "Notice", "Question", "Stage", "parse"]
