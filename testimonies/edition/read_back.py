"""The edition read back and compared with what was meant to be in it."""

from collections.abc import Iterator, Mapping, Set

from testimonies.edition.models import PublishedTestimony, Withdrawal
from testimonies.edition.search.sync import index_fingerprints
from testimonies.edition.snapshot import Snapshot, TagSnapshot, TextSnapshot


def disagreements(public: Mapping[str, str], withdrawn: Set[str]) -> Iterator[str]:
    """One sentence for each place where the desk, the edition's rows and the index say different things.

    `public` maps the code of every account the desk calls public to its snapshot's fingerprint.
    """
    rows: dict[str, str] = {}
    for testimony in PublishedTestimony.objects.current().with_texts().order_by("code").iterator(500):
        rows[testimony.code] = testimony.fingerprint
        if read_snapshot(testimony).fingerprint != testimony.fingerprint:
            yield f"{testimony.code}: the row was changed after it was written."
    yield from _differences(public, rows, "the desk", "the edition")
    yield from _differences(rows, index_fingerprints(), "the edition", "the index")
    tombstones = set(Withdrawal.objects.filter(version=None).values_list("code", flat=True))
    for code in sorted(withdrawn - tombstones):
        yield f"{code}: withdrawn at the desk, but without a tombstone."
    for code in sorted(tombstones - withdrawn):
        yield f"{code}: has a tombstone, but is not withdrawn at the desk."
    for code in sorted(tombstones & rows.keys()):
        yield f"{code}: has a tombstone and is still readable."


def read_snapshot(testimony: PublishedTestimony) -> Snapshot:
    """The snapshot as the rows hold it now; its fingerprint is computed anew."""
    texts = tuple(
        TextSnapshot(
            language=text.language,
            original=text.original,
            title=text.title,
            summary=text.summary,
            paragraphs=tuple((identifier, words) for identifier, words in text.paragraphs),
            last_id=text.last_id,
        )
        for text in testimony.texts.all()
    )
    tags = tuple(
        TagSnapshot(term=tag.term, strength=tag.strength, paragraphs=tuple(tag.paragraphs))
        for tag in testimony.tags.all()
    )
    plain = {
        name: getattr(testimony, name)
        for name in Snapshot.__dataclass_fields__
        if name
        not in {"texts", "tags", "fingerprint", "public_notes", "warnings", "published_on", "first_published_on"}
    }
    return Snapshot(
        **plain,
        texts=texts,
        tags=tags,
        public_notes=tuple(testimony.public_notes),
        warnings=tuple(testimony.warnings),
        published_on=testimony.published_on.isoformat(),
        first_published_on=testimony.first_published_on.isoformat(),
    )


def _differences(expected: Mapping[str, str], found: Mapping[str, str], expecter: str, finder: str) -> Iterator[str]:
    for code in sorted(expected.keys() - found.keys()):
        yield f"{code}: in {expecter}, but not in {finder}."
    for code in sorted(found.keys() - expected.keys()):
        yield f"{code}: in {finder}, but not in {expecter}."
    for code in sorted(expected.keys() & found.keys()):
        if expected[code] != found[code]:
            yield f"{code}: {expecter} and {finder} hold different words."
