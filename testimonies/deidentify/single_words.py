"""A single word with a capital: whether it is a name by itself."""

import re

from testimonies.deidentify.rules import words
from testimonies.deidentify.tokens import Token


def alone(token: Token, after: str) -> tuple[float, str]:
    """How surely a single word is a name, and why; `after` is what follows it."""
    middle = not token.opening
    if token.has("given"):
        return 0.85, "a given name"
    if token.has("patronymic"):
        return 0.8, "a patronymic"
    if token.has("hyphen"):
        return 0.9, "two Korean syllables with a hyphen"
    if token.has("surname"):
        return (0.75 if middle else 0.6), "a surname"
    if token.has("ending") and (middle or _agrees(token, after)):
        return (0.75 if middle else 0.55), "the ending of a surname"
    if (
        token.has("ksurname")
        and len(token.text) > 1
        and (middle or (len(token.text) < 5 and not token.has("cyrillic")))
    ):
        return (0.75 if middle else 0.6), "a Korean surname"
    deedless = token.text.endswith(("ния", "тия", "сия")) or (not token.has("cyrillic", "k2"))
    if not middle and not deedless and _acts(after):
        return 0.5, "somebody who does what people do"
    if token.has("k2") and token.has("distinct") and len(token.text) > 4 and not token.has("shout"):
        return (0.75 if middle else 0.55), "two Korean syllables"
    return (
        (0.6, "a Korean syllable")
        if token.has("k1") and middle and len(token.text) > 1 and not token.has("shout")
        else (0.0, "")
    )


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


def _acts(after: str) -> bool:
    """Whether the next word is what only people do: Коваль ушёл, Jinok left."""
    following = re.match(r"\s(?:(?:не|тоже|потом|сразу|never|only|just|then|also) )?([^\W\d_]+)", after)
    return following is not None and following[1] in words("deeds")
