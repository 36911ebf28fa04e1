"""Names in Latin and Cyrillic letters: runs of words with a capital, judged by what the words may be."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from testimonies.deidentify.finding import Finding, Kind
from testimonies.deidentify.korean_runs import claims
from testimonies.deidentify.traits import traits

_TOKEN = re.compile(r"[A-ZÀ-ÞĀ-Ž](?:[a-zA-ZÀ-ž]|['-](?=[a-zA-ZÀ-ž]))*\.?|[А-ЯЁ](?:[а-яёА-ЯЁ]|['-](?=[а-яёА-ЯЁ]))*\.?")
_JOIN = re.compile(r" ?|  ")
_OPENING = re.compile(r"(?:^|[.!?…:;\n«\"(]|\s-)[\s\"'«(\[*_-]*$")
_CUE = re.compile(
    r"(?:\b(?:named|called|name is|name was|names? of|known as|by|friend|brother|sister|wife|"
        r"husband|cousin|uncle|aunt|son|daughter|with|from|told|asked|and|to|"
    r"зовут|звали|имени|фамилии|некий|некто|братом?|сестр\w|друг\w{0,2}|подруг\w|жен\w|муж\w{0,2}|"
        r"сын\w{0,2}|доч\w+|с|и|у|от|к)|:)\s$",
    re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True)
class Token:
    """A word with a capital; `opening` if it would have had one anyway, at the beginning of a sentence."""

    start: int
    end: int
    text: str
    opening: bool
    traits: frozenset[str]

    def has(self, *any_of: str) -> bool:
        return not self.traits.isdisjoint(any_of)


def runs(text: str) -> Iterator[list[Token]]:
    """Words with a capital that stand side by side."""
    run: list[Token] = []
    for match in _TOKEN.finditer(text):
        if match.start() and text[match.start() - 1].isalnum():
            continue
        token = _token(text, match)
        if run and not _JOIN.fullmatch(text[run[-1].end : token.start]):
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def _token(text: str, match: re.Match[str]) -> Token:
    word, end = match[0], match.end()
    initial = (len(word) == 2 and word.endswith(".")) or word == "Дж."
    if word.endswith(".") and not initial:
        word, end = (
            (word, end)
            if word[:-1] in {"Mr", "Mrs", "Ms", "Dr", "Prof", "Rev", "Lt", "Sgt", "Capt", "Maj", "Col", "Gen", "St"}
            else (word[:-1], end - 1)
        )
    found = frozenset({"initial"}) if initial else traits(word.rstrip("."))
    shout = frozenset({"shout"}) if word.isupper() and len(word) > 1 and not initial else frozenset()
    before = text[max(0, match.start() - 12) : match.start()]
    opening = _OPENING.search(before) is not None and not re.search(
        r"(?:^|\s)(?:[A-ZА-Я]|Mr|Mrs|Ms|Dr|St|тов|г|гр)\.\s?$", before
    )
    return Token(match.start(), end, word, opening, found | shout)


def find(text: str) -> Iterator[Finding]:
    """Names written with capitals in `text`."""
    small = frozenset(re.findall(r"(?<![^\W\d_])[a-zа-яё][a-zа-яё'-]+", text))
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
        if len(letters) > 3 and sum(word[0].isupper() for word in letters) > 0.6 * len(letters):
            found.append(line.span())
    return found


def _segments(run: Sequence[Token], taken: set[int]) -> Iterator[tuple[list[Token], bool]]:
    """The run without words that name nobody; with whether a title stands before."""
    segment: list[Token] = []
    titled = before = False
    for number, token in enumerate(run):
        stop = number in taken or token.has("ordinary", "place", "title")
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
        yield Finding(_with_honorific(text, start), end, Kind.NAME, 0.95, "a word after a title")
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
    confidence, why = _alone(token, text[token.end : token.end + 24])
    middle = not token.opening and not headline
    if token.has("ambiguous"):
        confidence, why = (
            (0.5, "a name that is also a word") if middle or _CUE.search(text[: token.start][-24:]) else (0.0, "")
        )
    elif not confidence and middle and not token.has("shout") and len(token.text) > 1:
        confidence, why = 0.5, "a word with a capital that is not known"
    if confidence and token.text.lower() not in small:
        yield Finding(token.start, token.end, Kind.NAME, confidence, why)


def _alone(token: Token, after: str) -> tuple[float, str]:
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
        len(small) > 4
        and re.match(
            rf"(?:\s(?:не|меня|мне|нас|нам|его|их|всё|все|потом|тоже|однажды))*\s[а-яё]+(?:{past}|ет|ит|ется|ится)\b",
            after,
        )
        is not None
    )


def _with_honorific(text: str, start: int) -> int:
    """“Mr” says that a man is meant and nothing more, so it goes with the name; a trade or a rank stays."""
    before = re.search(
        r"\b(?:Mr|Mrs|Ms|Miss|[Гг]осподин\w{0,2}|[Гг]оспож\w{1,2}|[Гг]-н\w?|[Гг]-ж\w{1,2})\.?\s$",
        text[max(0, start - 12) : start],
    )
    return start - len(before[0]) if before else start
