"""Put the open words into the edition: the public vocabulary and the reported numbers."""

from testimonies.desk.models import ReportedFigure, VocabularyTerm
from testimonies.desk.moderation.stand_by_words import stand_by_what_is_there
from testimonies.desk.moderation.words_log import WordsLog
from testimonies.edition.publish import PublicFigure, PublicTerm, put_figures, put_vocabulary

_TERM = ("kind", "slug", "parent", "label_en", "label_ko", "label_ru", "position")
_FIGURE = ("slug", "position", "texts", "source", "source_url")


def put_open_words() -> None:
    """Replace both in the edition by what a signed decision confirms; of other rows readers keep what they have."""
    stand_by_what_is_there()
    log = WordsLog()
    terms, figures = list(VocabularyTerm.objects.public()), list(ReportedFigure.objects.all())
    put_vocabulary(
        [in_public(term) for term in terms if log.confirms(term)],
        waiting={(term.kind, term.slug) for term in terms if not log.confirms(term)},
    )
    put_figures(
        [
            PublicFigure(**{name: getattr(figure, name) for name in _FIGURE})
            for figure in figures
            if log.confirms(figure)
        ],
        waiting={figure.slug for figure in figures if not log.confirms(figure)},
    )


def in_public(term: VocabularyTerm) -> PublicTerm:
    """The term as readers have it."""
    return PublicTerm(**{name: getattr(term, name) for name in _TERM}, indicators=tuple(term.indicators))
