"""How much of what identifies people the assistant finds, and how often it is wrong.

    python -m benchmarks.deidentify [DIR ...] [--json FILE] [--misses]

Each DIR holds `docs.jsonl`: {"id", "text", "lang", "spans": [{"start", "end", "type"}]}, offsets in code points. A span
counts as found when every letter and digit of it is covered, honorifics apart, because a half-covered name is a leak.
A false finding overlaps no judged span. Without DIR the judged texts beside this file are used.
"""

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypedDict

from testimonies.deidentify.detect import detect
from testimonies.deidentify.finding import Finding

# What other judged sets call the types.
_ALIASES = {
    "name": "person per personal_name person_name names full_name patronymic given_name surname first_name last_name",
    "phone": "phone_number telephone tel mobile phones",
    "email": "e-mail mail email_address",
    "handle": "messenger messenger_handle username user account im social telegram id_handle",
    "passport": "document permit residence_permit id id_number passport_number document_number visa national_id",
    "address": "addr street postal_address",
    "place": "city location loc town gpe region village",
    "coordinates": "coordinate coords gps geo",
    "url": "uri link website",
    "birth_date": "dob birthdate date_of_birth birthday birth",
    "date": "exact_date dates",
    "unit": "military_unit unit_number",
    "ship": "vessel ship_name",
    "employer": "org organisation organization company",
    "site": "facility worksite work_site",
    "rank": "title military_rank",
    "family": "family_composition kin relatives",
    "injury": "injuries health medical",
    "event": "rare_event events incident",
    "nickname": "nick quoted_nickname",
}
_TYPES = {alias: kind for kind, aliases in _ALIASES.items() for alias in aliases.split()}
_HONORIFICS = re.compile(
    r"^(?:the|mr|mrs|ms|miss|dr|comrade|director|inspector|lieutenant|captain|pastor|господин\w*|госпож\w+|товарищ\w*|инспектор\w*|доктор\w*|г-н|г-жа)\.?\s+"
    r"|\s*(?:씨|님|동무|동지|선생님?|사장|반장|조장|목사님?)$",
    re.IGNORECASE,
)


class Span(TypedDict):
    start: int
    end: int
    type: str


class Document(TypedDict):
    id: str
    text: str
    lang: str
    spans: list[Span]


def read(folder: Path) -> Iterator[Document]:
    """The judged texts of a folder."""
    with (folder / "docs.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def canonical(kind: str) -> str:
    """Our word for a type of another set."""
    plain = kind.strip().lower().replace(" ", "_")
    return _TYPES.get(plain, plain)


def covered(text: str, span: Span, findings: Iterable[Finding]) -> bool:
    """Whether every letter and digit of the span, without an honorific, lies in a finding."""
    words = text[span["start"] : span["end"]]
    core = _HONORIFICS.sub("", words) or words
    start = span["start"] + words.find(core)
    wanted = {at for at in range(start, start + len(core)) if text[at].isalnum()}
    for finding in findings:
        wanted -= set(range(finding.start, finding.end))
    return not wanted


def measure(folders: Iterable[Path], *, misses: bool = False) -> dict[str, Any]:
    """Counts per language and type over all documents of the folders."""
    counts: dict[str, Counter[str]] = {}
    words: Counter[str] = Counter()
    for document in (each for folder in folders for each in read(folder)):
        text, lang = document["text"], document["lang"]
        words[lang] += len(text.split())
        findings = detect(text, lang)
        for name, by in _score(document, findings, misses=misses).items():
            counts.setdefault(f"{lang}/{name}", Counter()).update(by)
    return {"words": dict(words), "types": {key: dict(value) for key, value in sorted(counts.items())}}


def _score(document: Document, findings: list[Finding], *, misses: bool) -> dict[str, Counter[str]]:
    text = document["text"]
    found: dict[str, Counter[str]] = {}
    for span in document["spans"]:
        kind = canonical(span["type"])
        counter = found.setdefault(kind, Counter())
        counter["judged"] += 1
        counter["found"] += covered(text, span, [f for f in findings if f.kind == kind])
        counter["covered"] += covered(text, span, findings)
        if misses and not covered(text, span, [f for f in findings if f.kind == kind]):
            print(f"  missed  {document['id']} {kind}: {text[span['start'] : span['end']]}")
    for finding in findings:
        counter = found.setdefault(finding.kind.value, Counter())
        counter["findings"] += 1
        if not any(span["start"] < finding.end and finding.start < span["end"] for span in document["spans"]):
            counter["false"] += 1
            if misses:
                print(f"  false   {document['id']} {finding.kind}: {text[finding.start : finding.end]} ({finding.why})")
    return found


def report(result: dict[str, Any]) -> None:
    """Print one row a language and type."""
    print(f"{'':14}{'judged':>7}{'recall':>8}{'any type':>9}{'findings':>9}{'precision':>10}{'false/100 words':>16}")
    total: Counter[str] = Counter()
    for key, row in result["types"].items():
        lang = key.partition("/")[0]
        judged, findings, false = row.get("judged", 0), row.get("findings", 0), row.get("false", 0)
        total[lang] += false
        recall = f"{row.get('found', 0) / judged:.2f}" if judged else "-"
        any_type = f"{row.get('covered', 0) / judged:.2f}" if judged else "-"
        precision = f"{1 - false / findings:.2f}" if findings else "-"
        rate = 100 * false / result["words"][lang]
        print(f"{key:14}{judged:7}{recall:>8}{any_type:>9}{findings:9}{precision:>10}{rate:16.2f}")
    for lang, words in result["words"].items():
        rate = 100 * total[lang] / words
        print(f"{lang}: {total[lang]} false findings of all types in {words} words, {rate:.2f} per 100")


def main() -> None:
    beside = Path(__file__).parent / "judged_deid"
    parser = argparse.ArgumentParser(description="Recall and precision of the de-identification assistant.")
    parser.add_argument("folders", nargs="*", type=Path, default=[beside / "development", beside / "held-out"])
    parser.add_argument("--json", type=Path, help="write the counts to this file")
    parser.add_argument("--misses", action="store_true", help="print what was missed and what was wrong")
    options = parser.parse_args()
    result = measure(options.folders, misses=options.misses)
    report(result)
    if options.json:
        options.json.write_text(json.dumps(result, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
