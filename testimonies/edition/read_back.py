"""The edition read back and compared with what was meant to be in it."""

import datetime
from collections.abc import Iterator, Mapping, Set

from testimonies.edition.models import Change, Figure, PublishedPhoto, PublishedTestimony, Term, Withdrawal
from testimonies.edition.pictures import file_disagreements
from testimonies.edition.search.sync import index_fingerprints
from testimonies.edition.snapshot import PhotoSnapshot, PhotoWords, PictureFile, Snapshot, TagSnapshot, TextSnapshot
from testimonies.edition.stones import EverRead

Versions = Mapping[str, Mapping[int, str]]
_DAYS = ("published_on", "first_published_on", "public_from")
_LISTS = ("public_notes", "warnings", "refused_uses", "asked_uses")
_CONVERTED = {"texts", "tags", "photos", "fingerprint", *_LISTS, *_DAYS}


def tombstones() -> set[str]:
    """The codes of all accounts that were withdrawn as a whole, without those that came back for a later day."""
    return set(Withdrawal.objects.of_accounts().of_nothing().values_list("code", flat=True))


def left_unread() -> set[str]:
    """The codes of accounts that went before anybody could read them: the journal alone names them."""
    left = set(Change.objects.filter(safety=True).values_list("code", flat=True))
    held = PublishedTestimony.objects.values_list("code", flat=True)
    return left.difference(held, Withdrawal.objects.of_accounts().values_list("code", flat=True))


def tombstone_rows() -> list[tuple[str, int | None, str]]:
    """Code, version (None: the whole account) and ISO 8601 day of every tombstone that stands today."""
    rows = Withdrawal.objects.standing().values_list("code", "version", "on")
    return [(code, version, on.isoformat()) for code, version, on in rows]


def under_embargo() -> dict[str, datetime.date]:
    """The accounts whose day has not come, each with that day."""
    rows = PublishedTestimony.objects.under_embargo().values_list("code", "public_from")
    return {code: day for code, day in rows if day}


def uses_told() -> dict[str, tuple[set[str], set[str]]]:
    """The accounts whose page tells of uses: those refused, and those to be asked about first."""
    rows = PublishedTestimony.objects.newest_versions().exclude(refused_uses=[], asked_uses=[])
    told = rows.values_list("code", "refused_uses", "asked_uses")
    return {code: (set(refused), set(asked)) for code, refused, asked in told}


def words_read() -> list[dict[str, object]]:
    """The public vocabulary and the reported numbers as readers have them now, each as its columns."""
    rows = [*Term.objects.values(), *Figure.objects.values()]
    return [{name: value for name, value in row.items() if name != "id"} for row in rows]


def disagreements(public: Versions, withdrawn: Set[str], ever: Mapping[str, EverRead]) -> Iterator[str]:
    """One sentence for each place where the desk, the edition's rows and the index say different things.

    `public` maps the code of every account the desk calls public to its readable versions, each with its snapshot's
    fingerprint. The highest is the current one; a number missing below it was erased for safety. `withdrawn` are the
    codes of what is out, `ever` says of each what somebody could read.
    """
    rows: dict[str, str] = {}
    current: dict[str, str] = {}
    for testimony in PublishedTestimony.objects.with_texts().with_photos().order_by("code", "version").iterator(500):
        rows[str(testimony)] = testimony.fingerprint
        if testimony.current:
            current[testimony.code] = testimony.fingerprint
        if read_snapshot(testimony).fingerprint != testimony.fingerprint:
            yield f"{testimony}: the row was changed after it was written."
    expected = {f"{code} v{number}": words for code, held in public.items() for number, words in held.items()}
    yield from _differences(expected, rows, "the desk", "the edition")
    newest = {code: held[max(held)] for code, held in public.items()}
    for code in sorted(newest.keys() & current.keys()):
        if newest[code] != current[code]:
            yield f"{code}: what readers are given first is not the newest version."
    found = dict(PublishedTestimony.objects.to_be_found().values_list("code", "fingerprint"))
    yield from _differences(found, index_fingerprints(), "the edition", "the index")
    dated = set(PublishedTestimony.objects.newest_versions().exclude(public_from=None).values_list("code", flat=True))
    yield from _tombstones(withdrawn, ever, current.keys(), dated & public.keys())
    yield from _erased(public, ever)
    yield from file_disagreements()


def _tombstones(
    withdrawn: Set[str], ever: Mapping[str, EverRead], readable: Set[str], dated: Set[str]
) -> Iterator[str]:
    stones = set(Withdrawal.objects.of_accounts().values_list("code", flat=True))
    away = {code for code, known in ever.items() if known.since}
    for code in sorted(away & withdrawn - stones):
        yield f"{code}: withdrawn at the desk, but without a tombstone."
    for code in sorted(away - withdrawn - stones):
        yield f"{code}: away until its day, but without a tombstone."
    for code in sorted(stones & withdrawn - away):
        yield f"{code}: has a tombstone, but nobody could ever read it."
    # What came back for a later day still has one, which is over on that day.
    for code in sorted(stones - withdrawn - dated):
        yield f"{code}: has a tombstone, but is not withdrawn at the desk."
    for code in sorted(stones & readable - dated):
        yield f"{code}: has a tombstone and is still readable."


def _erased(public: Versions, ever: Mapping[str, EverRead]) -> Iterator[str]:
    """The versions of public accounts that were erased for safety, and the tombstones of those somebody could read."""
    gone = {(code, number) for code, held in public.items() for number in range(1, max(held)) if number not in held}
    gone = {(code, number) for code, number in gone if code not in ever or number in ever[code].versions}
    stones = Withdrawal.objects.filter(version__isnull=False).values_list("code", "version")
    marked = {(code, number) for code, number in stones if number and code in public}
    for code, number in sorted(gone - marked):
        yield f"{code} v{number}: erased, but without a tombstone."
    for code, number in sorted(marked - gone):
        yield f"{code} v{number}: has a tombstone, but was not erased at the desk."


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
    plain = {name: getattr(testimony, name) for name in Snapshot.__dataclass_fields__ if name not in _CONVERTED}
    return Snapshot(
        **plain,
        texts=texts,
        tags=tags,
        photos=tuple(_read_photo(photo) for photo in testimony.photos.all()),
        public_notes=tuple(testimony.public_notes),
        warnings=tuple(testimony.warnings),
        refused_uses=tuple(testimony.refused_uses),
        asked_uses=tuple(testimony.asked_uses),
        published_on=testimony.published_on.isoformat(),
        first_published_on=testimony.first_published_on.isoformat(),
        public_from=testimony.public_from.isoformat() if testimony.public_from else "",
    )


def _read_photo(photo: PublishedPhoto) -> PhotoSnapshot:
    return PhotoSnapshot(
        texts=tuple(PhotoWords(language=language, **said) for language, said in sorted(photo.texts.items())),
        credit=photo.credit,
        licence=photo.licence,
        sensitive=photo.sensitive,
        warnings=tuple(photo.warnings),
        files=tuple(
            PictureFile(name=file.name, format=file.format, width=file.width, height=file.height, sha256=file.sha256)
            for file in photo.files.all()
        ),
    )


def _differences(expected: Mapping[str, str], found: Mapping[str, str], expecter: str, finder: str) -> Iterator[str]:
    for code in sorted(expected.keys() - found.keys()):
        yield f"{code}: in {expecter}, but not in {finder}."
    for code in sorted(found.keys() - expected.keys()):
        yield f"{code}: in {finder}, but not in {expecter}."
    for code in sorted(expected.keys() & found.keys()):
        if expected[code] != found[code]:
            yield f"{code}: {expecter} and {finder} hold different words."
