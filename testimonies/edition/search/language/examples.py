"""What the query language can do, each with an example that works: for the help page, which shows them live."""

from __future__ import annotations

from typing import NamedTuple


class Example(NamedTuple):
    """A query and what it asks for, in a sentence."""

    query: str
    says: str


EXAMPLES = (
    Example("passport wages", "Accounts that hold both words. Endings do not matter: wage finds wages."),
    Example('"loyalty fee"', "The words side by side and in this order. loyalty-fee asks the same."),
    Example('"passport office"~5', "Both words, at most five places apart, in either order."),
    Example("passport -airport", "The first word, but not the second. NOT airport asks the same."),
    Example("logging OR forestry", "One of the two words. OR joins its two neighbours."),
    Example("(logging OR forestry) winter", "Parentheses keep words together."),
    Example("depor*", "All words that begin so."),
    Example("khabarosk~", "Words written almost so: one letter may differ, two in a long word; ~2 asks for two."),
    Example("title:winter", "Only in titles. title:(winter camp) takes several words."),
    Example("pseudonym:Jin", "Accounts told under this name, however it is spelled: Jin, 진, Чжин."),
    Example("충성자금", "Korean words are found inside compounds and with any particle; 로동자 finds 노동자."),
    Example("Who took the workers' passports?", "A whole question: what holds all its words first, then most of them."),
)
