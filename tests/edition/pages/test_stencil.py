"""Parts drawn from pieces of their template: the same as Django draws them, whatever the values are."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from testimonies.edition.pages.stencil import Value, draw

CARD = "public/parts/_card.html"
WORDS = st.text(alphabet="<>&\"' aя노\n{}%\ue0001\ue001", max_size=12)
PASSAGES = st.fixed_dictionaries(dict.fromkeys(("anchor", "number", "called", "words"), WORDS))
CARDS = st.fixed_dictionaries(
    {
        **dict.fromkeys(("url", "language", "title", "pseudonym", "spoken", "page_language", "summary"), WORDS),
        "context": st.lists(WORDS, max_size=3),
        "marks": st.lists(st.fixed_dictionaries({"kind": WORDS, "label": WORDS}), max_size=2),
        "passages": st.lists(PASSAGES, max_size=2),
    }
)


@given(CARDS)
def test_a_card_is_what_django_draws(values: dict[str, Value]) -> None:
    # Twice, so that the second is drawn from what the first left.
    assert draw(CARD, "en", values) == draw(CARD, "en", values) == render_to_string(CARD, values)


def test_what_is_marked_safe_stays_as_it_is_and_a_choice_knows_whether_it_is_taken() -> None:
    values: dict[str, Value] = {"name": "place", "slug": "a", "label": mark_safe("<b>A</b>"), "count": "3"}
    taken = draw("public/parts/_choice.html", "en", {**values, "selected": True, "is_language": False})
    free = draw("public/parts/_choice.html", "en", {**values, "selected": False, "is_language": True})
    assert "<b>A</b>" in taken
    assert ([" checked" in one for one in (taken, free)], ["lang=" in one for one in (taken, free)]) == (
        [True, False],
        [False, True],
    )
