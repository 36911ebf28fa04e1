"""Personal names in any script, and every further place in the text where a name once found stands again."""

import re
from collections.abc import Iterable, Iterator

from testimonies.deidentify import capitals, hangul, hangul_apart, hangul_foreign, small_names
from testimonies.deidentify.finding import Finding, Kind
from testimonies.deidentify.particles import NAME_TAIL, TAIL, has_final
from testimonies.deidentify.rules import words
from testimonies.deidentify.syllables import bare
from testimonies.deidentify.traits import traits
from testimonies.deidentify.transliterate import stems

_SURE = 0.7


def find(text: str) -> list[Finding]:
    """Names in `text`, with their repetitions."""
    found = [
        *hangul.find(text),
        *hangul_foreign.find(text),
        *hangul_apart.find(text),
        *capitals.find(text),
        *small_names.find(text),
        *_listed(text),
    ]
    sure = [finding for finding in found if finding.confidence >= _SURE]
    return [*found, *_again_capitals(text, sure), *_again_pairs(text, sure), *_again_hangul(text, sure)]


def _listed(text: str) -> Iterator[Finding]:
    """Short names side by side, each too short to count alone: Ri, Kim, Jong and O."""
    pattern = r"[A-ZА-ЯЁ][\w'-]*(?:,? (?:(?:and|or|и|или|да) )?[A-ZА-ЯЁ][\w'-]*(?=\W))+"
    for match in re.finditer(pattern, text):
        items = [(m.start() + match.start(), m[0]) for m in re.finditer(r"[A-ZА-ЯЁ][\w'-]*", match[0])]
        korean = [word for _at, word in items if "ksurname" in traits(word)]
        if (
            len(korean) > 1
            and re.search(",| and | и ", match[0])
            and len(korean) == len(items)
            and any(not traits(word) & {"ordinary", "ambiguous"} for word in korean)
        ):
            for at, word in items:
                yield Finding(at, at + len(word), Kind.NAME, 0.7, "a surname in a list of surnames")


def _again_capitals(text: str, sure: Iterable[Finding]) -> Iterator[Finding]:
    """Parts of a name again, in any case and with or without hyphen."""
    known: set[str] = set()
    for finding in sure:
        for word in re.findall(r"[^\W\d_][\w'-]+", text[finding.start : finding.end]):
            if not traits(word) & {"ordinary", "title", "place"} and not re.search("[가-힣]", word):
                known |= {bare(stem) for stem in stems(word) if len(stem) > 2} | {bare(word)}
    for match in re.finditer(r"(?<![^\W\d_])[A-ZА-ЯЁÀ-Ž](?:[^\W\d_]|['-](?=[^\W\d_]))+", text):
        word = match[0].removesuffix("'s")
        if any(bare(stem) in known for stem in stems(word) if len(stem) > 2 or stem == word.lower()) and not traits(
            word
        ) & {"ordinary", "title", "place"}:
            yield Finding(
                match.start(), match.start() + len(word), Kind.NAME, 0.7, "a name found elsewhere in the text"
            )


def _again_pairs(text: str, sure: Iterable[Finding]) -> Iterator[Finding]:
    """The given name of a Korean written in three words, again and in any case: Сын Чхоля, с Сын Чхолем."""
    for finding in sure:
        parts = text[finding.start : finding.end].split()
        if len(parts) != 3 or re.search("[가-힣]", text[finding.start : finding.end]):
            continue
        stem = min((each for each in stems(parts[2]) if len(each) > 1), key=len, default=parts[2])
        again = rf"(?<!\w){re.escape(parts[1])} {re.escape(stem)}[^\W\d_]{{0,3}}(?!\w)"
        for match in re.finditer(again, text, re.IGNORECASE):
            if match[0][0].isupper():
                yield Finding(*match.span(), Kind.NAME, 0.8, "a name found elsewhere in the text")


def _again_hangul(text: str, sure: Iterable[Finding]) -> Iterator[Finding]:
    """A Korean name again, with and without the surname."""
    known: set[str] = set()
    alone: set[str] = set()
    for finding in sure:
        name = text[finding.start : finding.end].replace(" ", "")
        if re.fullmatch(r"[가-힣]{2,}", name) and not name.endswith("씨"):
            known |= {name, name[-2:]} if len(name) == 3 else {name}
            alone |= {name[-1]} if len(name) == 2 and has_final(name[-1]) else set()
    for name in known - words("korean_ordinary"):
        for match in re.finditer(rf"(?<![가-힣]){name}", text):
            if TAIL.match(text, match.end()):
                yield Finding(*match.span(), Kind.NAME, 0.7, "a name found elsewhere in the text")
    for name in alone:
        # 최진 is 진이 to friends: with 이 before the particle one syllable is a name.
        for match in re.finditer(rf"(?<![가-힣]){name}(?={NAME_TAIL.pattern})", text):
            yield Finding(match.start(), match.end() + 1, Kind.NAME, 0.7, "a name found elsewhere in the text")
