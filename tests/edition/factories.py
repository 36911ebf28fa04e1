"""Rows of the edition, made through the door."""

from __future__ import annotations

from typing import Any

from testimonies.edition import publish
from testimonies.edition.publish import PublicFigure, PublicTerm, Snapshot, TagSnapshot, TextSnapshot


def make_term(
    kind: str, slug: str, *, parent: str = "", indicators: tuple[str, ...] = (), position: int = 0
) -> PublicTerm:
    """A term whose labels tell the language: "Loyalty fee", "ko loyalty-fee", "ru loyalty-fee"."""
    return PublicTerm(
        kind=kind,
        slug=slug,
        parent=parent,
        indicators=indicators,
        label_en=slug.replace("-", " ").capitalize(),
        label_ko=f"ko {slug}",
        label_ru=f"ru {slug}",
        position=position,
    )


def make_vocabulary() -> None:
    """Two indicators, one abuse type that counts under both and one under the second, a sector and a place."""
    publish.put_vocabulary(
        [
            make_term("abuse", "withholding-of-wages", indicators=("withholding-of-wages",)),
            make_term(
                "abuse",
                "loyalty-fee",
                parent="withholding-of-wages",
                indicators=("withholding-of-wages", "debt-bondage"),
                position=1,
            ),
            make_term("abuse", "debt-bondage", indicators=("debt-bondage",), position=2),
            make_term("abuse", "debt-for-bribe", parent="debt-bondage", indicators=("debt-bondage",), position=3),
            make_term("sector", "construction"),
            make_term("sector", "logging", position=1),
            make_term("place", "siberia"),
            make_term("recruitment", "applied"),
        ]
    )


def make_figures() -> None:
    wording = {"value": "Up to 18", "counts": "Hours in a day.", "caveat": "An upper end, not a mean."}
    korean = {"value": "최대 18시간", "counts": "하루의 시간.", "caveat": "평균이 아니다."}
    publish.put_figures(
        [
            PublicFigure(
                slug="hours",
                position=1,
                texts={"en": wording, "ko": korean},
                source="A news report",
                source_url="https://news.example/report",
            )
        ]
    )


def make_text(language: str, *paragraphs: str, original: bool = False, **rest: Any) -> TextSnapshot:
    numbered = tuple((f"p{number}", words) for number, words in enumerate(paragraphs, start=1))
    title = rest.pop("title", f"Title in {language}")
    summary = rest.pop("summary", f"Summary in {language}")
    return TextSnapshot(
        language=language, original=original, title=title, summary=summary, paragraphs=numbered, last_id=len(numbered)
    )


def make_snapshot(code: str = "NKR-7F3K", version: int = 1, **rest: Any) -> Snapshot:
    """An account of construction in Siberia, whose second paragraph tells of a loyalty fee."""
    fields: dict[str, Any] = {
        "pseudonym": "Jin",
        "texts": (make_text("en", "We built a school.", "They took the loyalty fee.", original=True),),
        "tags": (TagSnapshot(term="loyalty-fee", strength="stated", paragraphs=("p2",)),),
        "sector": "construction",
        "place": "siberia",
        "period_from": 2019,
        "period_to": 2023,
        "published_on": "2024-05-02",
        "first_published_on": "2024-05-02",
    }
    return Snapshot(code=code, version=version, **{**fields, **rest})


def put(code: str = "NKR-7F3K", version: int = 1, *, safety: bool = False, **rest: Any) -> Snapshot:
    snapshot = make_snapshot(code, version, **rest)
    publish.put(snapshot, safety=safety)
    return snapshot
