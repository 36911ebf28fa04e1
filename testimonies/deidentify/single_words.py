"""A single word with a capital: whether it is a name by itself."""

import re

from testimonies.deidentify.rules import words
from testimonies.deidentify.tokens import Token


def alone(token: Token, after: str) -> tuple[float, str]:
    """How surely a single word is a name, and why; `after` is what follows it."""
    middle = not token.opening
    long = len(token.text) > 1
    quiet = long and not token.has("shout")
    # Confidence in mid-sentence, at the beginning of a sentence, and why; the first that holds decides.
    ways = (
        (token.has("given"), 0.85, 0.85, "a given name"),
        (token.has("patronymic"), 0.8, 0.8, "a patronymic"),
        (token.has("hyphen"), 0.9, 0.9, "two Korean syllables with a hyphen"),
        (token.has("surname"), 0.75, 0.6, "a surname"),
        (token.has("ending"), 0.75, 0.55 * _agrees(token, after), "the ending of a surname"),
        (token.has("ksurname") and long, 0.75, 0.6 * _stands_out(token), "a Korean surname"),
        (_acts(token, after), 0.0, 0.5, "somebody who does what people do"),
        (
            token.has("k2") and token.has("distinct") and quiet,
            0.75,
            0.55 * (len(token.text) > 4),
            "two Korean syllables",
        ),
        (token.has("k1") and quiet, 0.6, 0.0, "a Korean syllable"),
    )
    found = ((within if middle else opening, why) for holds, within, opening, why in ways if holds)
    return next(((confidence, why) for confidence, why in found if confidence), (0.0, ""))


def _stands_out(token: Token) -> bool:
    """Whether a Korean surname is none of the words with which sentences begin: Kim, not У or Но."""
    return len(token.text) < 5 and not token.has("cyrillic")


def _agrees(token: Token, after: str) -> bool:
    """Whether a sentence can begin with this word as a name: a verb of its gender follows, not the plural of a noun."""
    small = token.text.lower()
    if not token.has("cyrillic") or not re.search(r"(?:[оеё]в|[иы]н|[оеё]ва|[иы]на)$", small):
        return token.has("certain") and len(small) > 5
    past = r"(?:ла|лась)" if small.endswith("а") else r"(?:л|лся)"
    return (
        len(small) > 3
        and re.match(
            rf"(?:\s(?:не|меня|мне|нас|нам|его|их|всё|все|потом|тоже|однажды))*\s[а-яё]+(?:{past}|ет|ит|ется|ится)\b",
            after,
        )
        is not None
    )


def with_honorific(text: str, start: int) -> int:
    """“Mr” says that a man is meant and nothing more, so it goes with the name; a trade or a rank stays."""
    before = re.search(
        r"\b(?:Mr|Mrs|Ms|Miss|[Гг]осподин\w{0,2}|[Гг]оспож\w{1,2}|[Гг]-н\w?|[Гг]-ж\w{1,2})\.?\s$",
        text[max(0, start - 12) : start],
    )
    return start - len(before[0]) if before else start


def _acts(token: Token, after: str) -> bool:
    """Whether the next word is what only people do: Коваль ушёл, Jinok left."""
    if token.text.endswith(("ния", "тия", "сия")) or not token.has("cyrillic", "k2"):
        return False
    following = re.match(r"\s(?:(?:не|тоже|потом|сразу|never|only|just|then|also) )?([^\W\d_]+)", after)
    return following is not None and following[1] in words("deeds")
