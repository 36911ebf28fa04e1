"""The shape of what passes through the door: named fields only, so that nothing else can."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field
from typing import Any

_LATER: dict[str, Any] = {"summary_only": False, "quotable": True, "machine_learning": False, "public_from": ""}
_LATER |= {"photos": (), "refused_uses": (), "asked_uses": ()}


@dataclass(frozen=True, kw_only=True)
class TextSnapshot:
    """One language of an account. `paragraphs` are `(id, text)`; `last_id` is the highest id number ever used."""

    language: str
    original: bool
    title: str
    summary: str
    paragraphs: tuple[tuple[str, str], ...]
    last_id: int


@dataclass(frozen=True, kw_only=True)
class TagSnapshot:
    """An abuse type and the ids of the paragraphs, of the original text, that support it."""

    term: str
    strength: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PhotoWords:
    """What is said of a photograph in one language; `alt` is for whoever cannot see it."""

    language: str
    alt: str
    caption: str


@dataclass(frozen=True, kw_only=True)
class PictureFile:
    """One public file of a photograph: a random name, the format ("avif", "webp", "jpeg"), pixels, and its SHA-256."""

    name: str
    format: str
    width: int
    height: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class PhotoSnapshot:
    """A photograph as it is shown; `warnings` say why a `sensitive` one is covered."""

    texts: tuple[PhotoWords, ...]
    credit: str
    licence: str
    sensitive: bool
    warnings: tuple[str, ...]
    files: tuple[PictureFile, ...]

    @classmethod
    def from_content(cls, content: dict[str, Any]) -> PhotoSnapshot:
        """The photograph as `Snapshot.content()` holds it."""
        texts = tuple(PhotoWords(**words) for words in content["texts"])
        files = tuple(PictureFile(**file) for file in content["files"])
        return cls(**{**content, "warnings": tuple(content["warnings"]), "texts": texts, "files": files})


@dataclass(frozen=True, kw_only=True)
class Snapshot:
    """Everything the world may know of one version of an account. Dates are ISO 8601 days, periods are years.

    `summary_only`, `quotable` and `machine_learning` are what the contributor allowed; before the day `public_from`
    nobody may read it. `refused_uses` and `asked_uses` are scopes of `vocabulary.USES` to which the contributor said
    no, or that they want to be asked about first.
    """

    code: str
    version: int
    pseudonym: str
    texts: tuple[TextSnapshot, ...]
    tags: tuple[TagSnapshot, ...] = ()
    sector: str = ""
    place: str = ""
    period_from: int | None = None
    period_to: int | None = None
    recruitment: str = ""
    exit: str = "unknown"
    source_kind: str = "interview"
    citation: str = ""
    source_url: str = ""
    consent_basis: str = "direct"
    standing: str = "single-source"
    public_notes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    synthetic: bool = False
    published_on: str = ""
    first_published_on: str = ""
    summary_only: bool = False
    quotable: bool = True
    machine_learning: bool = False
    public_from: str = ""
    refused_uses: tuple[str, ...] = ()
    asked_uses: tuple[str, ...] = ()
    photos: tuple[PhotoSnapshot, ...] = ()
    fingerprint: str = field(init=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "fingerprint", _sha256(self.content()))

    def content(self) -> dict[str, Any]:
        """The fields as JSON can hold them, without the fingerprint.

        What came later is left out while it says nothing, so that earlier snapshots keep their fingerprints.
        """
        return {
            name: value
            for name, value in asdict(self).items()
            if name != "fingerprint" and _LATER.get(name, ...) != value
        }

    def undated_fingerprint(self) -> str:
        """SHA-256 of what a reader reads, whatever the day: a night may pass between approval and publication."""
        return _sha256({**self.content(), "published_on": "", "first_published_on": ""})

    @classmethod
    def from_content(cls, content: dict[str, Any]) -> Snapshot:
        """The snapshot that `content()` was taken of."""
        texts = tuple(
            TextSnapshot(**{**text, "paragraphs": tuple((i, words) for i, words in text["paragraphs"])})
            for text in content["texts"]
        )
        tags = tuple(TagSnapshot(**{**tag, "paragraphs": tuple(tag["paragraphs"])}) for tag in content["tags"])
        lists = {name: tuple(content[name]) for name in ("public_notes", "warnings")}
        lists |= {name: tuple(content.get(name, ())) for name in ("refused_uses", "asked_uses")}
        photos = tuple(PhotoSnapshot.from_content(photo) for photo in content.get("photos", ()))
        return cls(**{**content, **lists, "texts": texts, "tags": tags, "photos": photos})


@dataclass(frozen=True, kw_only=True)
class PublicTerm:
    """A word of the vocabulary that the public may see; `indicators` are slugs of ILO indicators."""

    kind: str
    slug: str
    parent: str
    indicators: tuple[str, ...]
    label_en: str
    label_ko: str
    label_ru: str
    position: int


@dataclass(frozen=True, kw_only=True)
class PublicFigure:
    """A reported number; `texts` maps a language to its `value`, what it `counts` and a `caveat`."""

    slug: str
    position: int
    texts: dict[str, dict[str, str]]
    source: str
    source_url: str


def _sha256(content: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
