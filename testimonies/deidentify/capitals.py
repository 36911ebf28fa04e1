"""Names in Latin and Cyrillic letters: runs of words with a capital, judged by what the words may be."""

import re
from collections.abc import Iterator, Sequence

from testimonies.deidentify.finding import Finding, Kind
from testimonies.deidentify.korean_runs import claims
from testimonies.deidentify.single_words import alone, with_honorific
from testimonies.deidentify.tokens import Token, runs

_CUE = re.compile(
    r"(?:\b(?:named|called|name is|name was|names? of|known as|by|friend|brother|sister|wife|"
        r"husband|cousin|uncle|aunt|son|daughter|with|from|told|asked|and|to|"
    r"зовут|звали|имени|фамилии|некий|некто|братом?|сестр\w|друг\w{0,2}|подруг\w|жен\w|муж\w{0,2}|"
        r"сын\w{0,2}|доч\w+|с|и|у|от|к)|:)\s$",
    re.IGNORECASE,
)  # fmt: skip


def find(text: str) -> Iterator[Finding]:
    """Names written with capitals in `text`."""
    small = frozenset(re.findall(r"(?<![\w@./-])[a-zа-яё][a-zа-яё'-]+(?![\w@/]|\.\w)", text))
    headlines = _headlines(text)
    for run in runs(text):
        taken: set[int] = set()
        for first, last, confidence in claims(run):
            taken |= set(range(first, last))
            yield Finding(
                run[first].start, run[last - 1].end, Kind.NAME, confidence, "a Korean surname with a given name"
            )
        for segment, titled in _segments(run, taken):
            headline = any(start <= segment[0].start < end for start, end in headlines)
            yield from _judge(text, segment, small, titled=titled, headline=headline)


def _headlines(text: str) -> list[tuple[int, int]]:
    """Lines in which most words have a capital, where a capital says nothing."""
    found = []
    for line in re.finditer(r"[^\n]+", text):
        letters = re.findall(r"[^\W\d_]{2,}", line[0])
        if (
            len(letters) > 3
            and line[0].rstrip()[-1:] not in ".!?…"
            and sum(word[0].isupper() for word in letters) > 0.6 * len(letters)
        ):
            found.append(line.span())
    return found


def _segments(run: Sequence[Token], taken: set[int]) -> Iterator[tuple[list[Token], bool]]:
    """The run without words that name nobody; with whether a title stands before."""
    segment: list[Token] = []
    titled = before = False
    for number, token in enumerate(run):
        stop = number in taken or token.has("ordinary", "place", "title")
        capital_tells = (
            not token.opening and len(token.text) > 1 and "'" not in token.text and not token.has("cyrillic")
        )
        if (before or capital_tells) and token.has("ksurname") and not token.has("title", "place"):
            stop = number in taken
        if stop and token.has("ordinary") and segment and token.has("surname", "given") and not token.has("cyrillic"):
            stop = number in taken
        if stop:
            if segment:
                yield segment, titled
            segment, before = [], token.has("title") and number not in taken
            continue
        if not segment:
            titled = before
        segment.append(token)
        before = False
    if segment:
        yield segment, titled


def _judge(
    text: str, segment: list[Token], small: frozenset[str], *, titled: bool, headline: bool
) -> Iterator[Finding]:
    """Whether a run of unexplained words is a name, and which part of it."""
    strong = [
        token
        for token in segment
        if token.has("given", "surname", "patronymic", "ending") and not token.has("ambiguous")
    ]
    first = segment[0]
    if (
        len(segment) > 1
        and first.opening
        and not first.has("given", "surname", "ending", "ksurname", "k2", "initial", "shout")
        and (segment[1] in strong or not strong)
    ):
        segment = segment[1:]
    start, end = segment[0].start, segment[-1].end
    words = [token for token in segment if not token.has("initial")]
    if not words:
        return
    if titled:
        yield Finding(with_honorific(text, start), end, Kind.NAME, 0.95, "a word after a title")
    elif len(words) < len(segment) and (
        strong or not headline or any(token.has("ksurname", "surname") for token in words)
    ):
        yield Finding(start, end, Kind.NAME, 0.9, "initials with a surname")
    elif len(words) > 1 and (strong or any(token.has("ksurname") for token in words)) and (strong or not headline):
        yield Finding(start, end, Kind.NAME, 0.9, "a given name or a surname among words with a capital")
    elif len(words) > 1 and not headline and not any(token.has("shout") for token in words):
        yield Finding(start, end, Kind.NAME, 0.5, "words with a capital that are not known")
    elif len(words) == 1:
        yield from _single(text, words[0], small, headline=headline)


def _single(text: str, token: Token, small: frozenset[str], *, headline: bool) -> Iterator[Finding]:
    """A single word: what it may be, where it stands, and whether the text writes it small elsewhere."""
    confidence, why = alone(token, text[token.end : token.end + 24])
    middle = not token.opening and not headline
    if token.has("ambiguous"):
        confidence, why = (
            (0.5, "a name that is also a word") if middle or _CUE.search(text[: token.start][-24:]) else (0.0, "")
        )
    elif not confidence and middle and not token.has("shout") and len(token.text) > 1:
        confidence, why = 0.5, "a word with a capital that is not known"
    if confidence and ((middle and confidence > 0.5) or token.text.lower() not in small):
        yield Finding(token.start, token.end, Kind.NAME, confidence, why)
