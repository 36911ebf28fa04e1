"""Paragraph ids keep their meaning, whatever is done to a text."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from testimonies.edition.paragraphs import SLIGHTLY_MENDED, Paragraph, number_paragraphs

# From one word to several sentences, a third of them repeated elsewhere in the text.
paragraph = st.one_of(
    st.sampled_from(["Yes.", "We worked.", "The guard came at night and took the papers of everybody in the room."]),
    st.lists(st.text("abcdeй가 ", min_size=1, max_size=8), min_size=1, max_size=12).map(" ".join),
)
texts = st.lists(paragraph, max_size=8)
histories = st.lists(texts, min_size=1, max_size=5)


def numbered(history: list[list[str]]) -> list[list[Paragraph]]:
    """Each version of a text with its ids, the way publication after publication gives them."""
    versions: list[list[Paragraph]] = [[]]
    last = 0
    for version in history:
        paragraphs, last = number_paragraphs(version, versions[-1], last)
        versions.append(paragraphs)
    return versions[1:]


@given(histories)
def test_words_and_their_order_are_kept(history: list[list[str]]) -> None:
    assert [[words for _, words in version] for version in numbered(history)] == history


@given(histories)
def test_no_id_stands_twice(history: list[list[str]]) -> None:
    for version in numbered(history):
        ids = [identifier for identifier, _ in version]
        assert len(set(ids)) == len(ids)


@given(texts, st.randoms(use_true_random=False), texts)
def test_what_is_unchanged_keeps_its_id_wherever_it_moves(
    text: list[str], shuffle: random.Random, added: list[str]
) -> None:
    before, last = number_paragraphs(text, [], 0)
    moved = [*text, *added]
    shuffle.shuffle(moved)
    after, _ = number_paragraphs(moved, before, last)
    # As sets: of two equal paragraphs either may be the one that moved.
    assert set(before) <= set(after)


@given(histories)
def test_an_id_that_was_taken_out_is_never_given_again(history: list[list[str]]) -> None:
    seen: set[str] = set()
    before: set[str] = set()
    for version in numbered(history):
        ids = {identifier for identifier, _ in version}
        assert not (ids - before) & seen
        seen |= ids
        before = ids


@given(histories)
def test_ids_are_p_and_a_number_up_to_the_highest(history: list[list[str]]) -> None:
    last = 0
    before: list[Paragraph] = []
    for text in history:
        before, last = number_paragraphs(text, before, last)
        assert all(1 <= int(identifier.removeprefix("p")) <= last for identifier, _ in before)


@given(st.lists(st.integers(0, 10**6).map(lambda n: f"The account number {n} was written down {n} times."), min_size=1))
def test_the_same_text_gets_the_same_ids(text: list[str]) -> None:
    first, last = number_paragraphs(text, [], 0)
    assert number_paragraphs(text, first, last) == (first, last)
    assert number_paragraphs(text, [], 0) == (first, last)


@given(st.data())
def test_what_is_slightly_mended_keeps_its_id(data: st.DataObject) -> None:
    long = [
        "We were told the wages would be kept for us until the day we went home, and nobody dared to ask.",
        "In winter the containers had no heating, so two of us shared each blanket and took turns by the stove.",
        "An officer collected every passport on the first evening and locked them in the safe of the office.",
    ]
    before, last = number_paragraphs(long, [], 0)
    which = data.draw(st.integers(0, 2))
    at = data.draw(st.integers(0, len(long[which]) - 6))
    mended = [*long]
    mended[which] = long[which][:at] + data.draw(st.text("xyz ", max_size=6)) + long[which][at + 5 :]
    after, _ = number_paragraphs(mended, before, last)
    assert [identifier for identifier, _ in after] == ["p1", "p2", "p3"]


def test_a_mended_paragraph_follows_the_one_it_resembles_most() -> None:
    before, last = number_paragraphs(["The cook hid bread for us.", "The cook hid bread for them all."], [], 0)
    after, _ = number_paragraphs(["The cook hid bread for them.", "New from end to end: 123."], before, last)
    assert [identifier for identifier, _ in after] == ["p2", "p3"]


def test_order_does_not_decide_which_paragraph_is_the_mended_one() -> None:
    """A new paragraph that is a little like an old one must not take the id from the one that nearly is it."""
    old = "The brigade leader counted us twice every evening."
    before, last = number_paragraphs([old], [], 0)
    rival = "The brigade leader counted the bags twice every week."
    nearly = "The brigade leader counted us twice each evening."
    after, _ = number_paragraphs([rival, nearly], before, last)
    assert after == [("p2", rival), ("p1", nearly)]


def test_other_words_in_the_same_place_get_a_new_id() -> None:
    before, last = number_paragraphs(["They paid us once a year.", "It was cold."], [], 0)
    after, _ = number_paragraphs(["My brother wrote letters home.", "It was cold."], before, last)
    assert [identifier for identifier, _ in after] == ["p3", "p2"]
    assert 0 < SLIGHTLY_MENDED < 1


def test_numbering_a_long_text_again_takes_no_minutes() -> None:
    """A careless comparison of every paragraph with every other would hold the desk's lock for minutes."""
    draw = random.Random(5)  # noqa: S311 (the same words on every run)
    words = ["".join(draw.choices("abcdefghijklmnop", k=7)) for _ in range(400)]
    text = [" ".join(draw.choices(words, k=80)) for _ in range(60)]
    before, last = number_paragraphs(text, [], 0)
    other = [" ".join(draw.choices(words, k=80)) for _ in range(60)]
    after, _ = number_paragraphs(other, before, last)
    assert {identifier for identifier, _ in after}.isdisjoint({identifier for identifier, _ in before})
