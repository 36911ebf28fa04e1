"""Put the open words into the edition: the public vocabulary and the reported numbers."""

from testimonies.desk.models import ReportedFigure, VocabularyTerm
from testimonies.edition.publish import PublicFigure, PublicTerm, put_figures, put_vocabulary

_TERM = ("kind", "slug", "parent", "label_en", "label_ko", "label_ru", "position")
_FIGURE = ("slug", "position", "texts", "source", "source_url")


def put_open_words() -> None:
    """Replace both in the edition. They name no person, so they need no signature; curators keep them."""
    put_vocabulary(
        PublicTerm(**{name: getattr(term, name) for name in _TERM}, indicators=tuple(term.indicators))
        for term in VocabularyTerm.objects.public()
    )
    put_figures(
        PublicFigure(**{name: getattr(figure, name) for name in _FIGURE}) for figure in ReportedFigure.objects.all()
    )
