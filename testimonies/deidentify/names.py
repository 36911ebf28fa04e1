"""Personal names in any script, and every further place in the text where a name once found stands again."""

import re
from collections.abc import Iterable, Iterator

from testimonies.deidentify import (
    capitals,
    hangul,
    hangul_again,
    hangul_apart,
    hangul_chinese,
    hangul_foreign,
    hangul_given,
    hanja,
    small_names,
)
from testimonies.deidentify.finding import Finding, Kind
from testimonies.deidentify.syllables import bare
from testimonies.deidentify.traits import traits
from testimonies.deidentify.transliterate import stems

_SURE = 0.7


def find(text: str) -> list[Finding]:
    """Names in `text`, with their repetitions."""
    found = [
        *hangul.find(text),
        *hangul_given.find(text),
        *hangul_foreign.find(text),
        *hangul_chinese.find(text),
        *hanja.find(text),
        *hangul_apart.find(text),
        *capitals.find(text),
        *small_names.find(text),
        *_listed(text),
    ]
    sure = [finding for finding in found if finding.confidence >= _SURE]
    return [*found, *_again_capitals(text, found), *_again_pairs(text, sure), *hangul_again.find(text, found)]


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


def _again_capitals(text: str, found: Iterable[Finding]) -> Iterator[Finding]:
    """Parts of a name again, in any case and with or without hyphen; as sure as the name itself was, or nearly."""
    known: dict[str, float] = {}
    for finding in sorted(found, key=lambda each: each.confidence):
        for word in re.findall(r"[^\W\d_][\w'-]+", text[finding.start : finding.end]):
            if not traits(word) & {"ordinary", "title", "place"} and not re.search("[가-힣]", word):
                ways = {bare(stem) for stem in stems(word) if len(stem) > 2} | {bare(word)}
                known |= dict.fromkeys(ways, min(_SURE, finding.confidence))
    for match in re.finditer(r"(?<![^\W\d_])[A-ZА-ЯЁÀ-Ž](?:[^\W\d_]|['-](?=[^\W\d_]))+", text):
        word = match[0].removesuffix("'s")
        ways = {bare(stem) for stem in stems(word) if len(stem) > 2 or stem == word.lower()} & known.keys()
        if ways and not traits(word) & {"ordinary", "title", "place"}:
            end, confidence = match.start() + len(word), max(known[way] for way in ways)
            yield Finding(match.start(), end, Kind.NAME, confidence, "a name found elsewhere in the text")


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
