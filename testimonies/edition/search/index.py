"""What goes into the index: what may be found today, and nothing that is not in the edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import QuerySet
from haystack import indexes

from testimonies.edition.models import PublishedTestimony, Term
from testimonies.edition.search import fields
from testimonies.edition.search.wordlist import sample
from testimonies.vocabulary import TermKind

Document = dict[str, Any]
_ROWS_AT_ONCE = 500


class TestimonyIndex(indexes.SearchIndex, indexes.Indexable):  # type: ignore[misc]
    """Haystack's view of the index; the fields themselves are in `fields`."""

    text = indexes.CharField(document=True, stored=False)

    def get_model(self) -> type[PublishedTestimony]:
        return PublishedTestimony

    def index_queryset(self, using: str | None = None) -> QuerySet[PublishedTestimony]:
        return PublishedTestimony.objects.to_be_found()

    def prepare_text(self, testimony: PublishedTestimony) -> str:
        """The words in Python: a template would escape them before they are indexed."""
        return "\n\n".join(fields.whole_text(text.title, _parts(text)) for text in testimony.texts.all())


def documents(codes: Sequence[str] | None = None) -> Iterator[Document]:
    """The documents of all testimonies that may be found today, or of those among `codes`.

    Rows are read a few at a time and not through one long cursor, under which SQLite lets nobody publish.
    """
    indicators = indicators_by_term()
    rows = PublishedTestimony.objects.to_be_found().with_texts().order_by("pk")
    if codes is not None:
        for start in range(0, len(codes), _ROWS_AT_ONCE):
            for row in rows.filter(code__in=codes[start : start + _ROWS_AT_ONCE]):
                yield document(row, indicators)
        return
    last = 0
    while batch := list(rows.filter(pk__gt=last)[:_ROWS_AT_ONCE]):
        for row in batch:
            yield document(row, indicators)
        last = batch[-1].pk


def document(row: PublishedTestimony, indicators: dict[str, list[str]]) -> Document:
    """One testimony as the engine takes it; what is not known is None. Days count from 0001-01-01."""
    terms = [tag.term for tag in row.tags.all()]
    found: Document = {
        "code": row.code,
        "hash": row.fingerprint.encode(),
        "pseudonym": row.pseudonym,
        "abuse": terms,
        "indicator": list(dict.fromkeys(slug for term in terms for slug in indicators.get(term, []))),
        "sector": row.sector or None,
        "place": row.place or None,
        "language": [text.language for text in row.texts.all()],
        "source": row.source_kind,
        "period_from": row.period_from or row.period_to,
        "period_to": row.period_to or row.period_from,
        "published": row.first_published_on.toordinal(),
    }
    for text in row.texts.all():
        found[f"title_{text.language}"] = text.title
        found[f"text_{text.language}"] = fields.whole_text(text.title, _parts(text))
    found[fields.WORDS] = sample(found[f"text_{text.language}"] for text in row.texts.all())
    return found


def indicators_by_term() -> dict[str, list[str]]:
    """For each abuse type the indicators of forced labour it counts under; an indicator counts under itself."""
    return {
        term.slug: sorted(set(term.indicators) or ({term.slug} if not term.parent else set()))
        for term in Term.objects.of(TermKind.ABUSE)
    }


def _parts(text: Any) -> list[str]:
    return [text.summary, *(words for _, words in text.paragraphs)]
