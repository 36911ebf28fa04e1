"""Each private field by itself, and every two of them: none changes by a letter what the world is shown."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db import connection, models, transaction
from django.utils import timezone

from testimonies.desk import models as desk
from testimonies.desk.levels import COARSER, EDITION, Level, levels_of, tables
from testimonies.desk.moderation.feed import kept_entries
from testimonies.desk.moderation.open_words import _FIGURE, _TERM, put_open_words
from testimonies.desk.moderation.snapshots import NoConsent, snapshot_of
from testimonies.desk.safe.fields import EncryptedText
from testimonies.edition.models import Figure, Term
from testimonies.edition.publish import bring_up_to_date, put_many, tombstone_rows
from tests.people import People, make_draft, make_person
from tests.real_stores import Stores
from tests.walls.canaries import Canaries, kind_of, private_fields
from tests.walls.looking import Looked, look_at_addresses, look_at_folder, public_addresses
from tests.walls.rows import row_with
from tests.walls.world import World

# What decides whether an account, or a term, is shown at all. Nothing of it is shown.
DECIDES = {
    "desk.Consent.given_on",
    "desk.Consent.expires_on",
    "desk.Consent.review_on",
    "desk.ConsentAnswer.scope",
    "desk.ConsentAnswer.answer",
    "desk.VocabularyTerm.public",
}
# What the program would not take a made-up word for.
OTHER: Mapping[str, str] = {
    "desk.Testimony.place": "another-city",
    "desk.ConsentAnswer.scope": "court",
    "desk.ConsentAnswer.answer": "no",
}


def not_public() -> Iterator[models.Field]:
    """Every field that can hold a value of its own and is not public; a key that ties rows together is not one."""
    for model in tables():
        if model._meta.app_label in {EDITION, "receipts"}:
            continue
        for field in model._meta.concrete_fields:
            private = levels_of(model)[field.name] is not Level.PUBLIC
            tied = field.is_relation and field.related_model is not User
            if private and not tied and not field.primary_key:
                yield field


def shown(account: desk.Testimony) -> object:
    """What the door is given of the account, and of what left."""
    try:
        content: object = snapshot_of(account, on=timezone.localdate()).content()
    except NoConsent:
        content = "nothing"
    return content, kept_entries(), list(tombstone_rows())


def open_words() -> object:
    """What the door is given of the vocabulary and the reported numbers."""
    put_open_words()
    terms, figures = Term.objects.order_by("kind", "slug"), Figure.objects.order_by("slug")
    return [*terms.values(*_TERM, "indicators")], [*figures.values(*_FIGURE)]


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside has not happened, and no rule of the database forbids it."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints=ON")
        try:
            with transaction.atomic():
                cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
                for (name,) in cursor.fetchall():
                    cursor.execute(f'DROP TRIGGER "{name}"')
                yield
                transaction.set_rollback(True)
        finally:
            cursor.execute("PRAGMA ignore_check_constraints=OFF")


def change(field: models.Field, canaries: Canaries) -> int:
    """Put something else into the field in every row, or in one where no two may be alike; how many rows there were."""
    rows = field.model._default_manager.all()
    constraints = field.model._meta.total_unique_constraints
    together = [*field.model._meta.unique_together, *(constraint.fields for constraint in constraints)]
    one = field.unique or any(field.name in names for names in together)
    if not one and not isinstance(field, EncryptedText):
        rows.update(**{field.name: _other(field, canaries)})
        return rows.count()
    for row in rows[:1] if one else rows:
        canaries.put(row, {field.name: _other(field, canaries)})
    return rows.count()


def _other(field: models.Field, canaries: Canaries) -> Any:
    if str(field) in OTHER:
        return OTHER[str(field)]
    if field.is_relation:
        return User.objects.get(username="stranger")
    if isinstance(field, models.BooleanField):
        return not field.model._default_manager.values_list(field.name, flat=True).first()
    assert kind_of(field), f"{field}: say in _other what else it can hold"
    return canaries.value(field.model, field.name)


def halves(fields: Collection[models.Field]) -> Iterator[list[models.Field]]:
    """All of them, and halves in which of every two fields each comes once without the other."""
    yield [*fields]
    for bit in range(len(fields).bit_length()):
        for side in (0, 1):
            yield [field for number, field in enumerate(fields) if number >> bit & 1 == side]


def strange() -> None:
    """A person and a city that no row knows yet."""
    make_person("stranger")
    labels = {f"label_{language}": "Another city" for language in ("en", "ko", "ru")}
    place = {"kind": "place", "slug": "another-city", "parent": "russian-far-east", "public": False}
    desk.VocabularyTerm.objects.create(**place, **labels)


def test_no_private_field_alone_changes_what_is_shown(world: World) -> None:
    strange()
    before, canaries, empty, tried = shown(world.account), world.canaries, set(), 0
    fields = [*not_public()]
    for field in fields:
        with undone():
            if not change(field, canaries):
                empty.add(field.model.__name__)
            after = shown(desk.Testimony.objects.get(pk=world.account.pk))
        tried += 1
        assert after == before or str(field) in DECIDES, f"{field} changes what is shown"
        said = str(after)
        assert not [where for word, where in canaries.everything.items() if word in said], field
    assert tried > 150
    # A table without a row would be a field that nobody tried.
    assert empty == set()
    assert {str(field) for field in fields} >= DECIDES | COARSER.keys()
    # A public field that changes is seen.
    for name in ("citation", "synthetic", "period_to"):
        with undone():
            canaries.put(world.account, {name: 2019 if name == "period_to" else True})
            assert shown(desk.Testimony.objects.get(pk=world.account.pk)) != before, name
    assert shown(world.account) == before


def test_no_two_private_fields_together_change_what_is_shown(world: World) -> None:
    strange()
    before, words, canaries = shown(world.account), open_words(), world.canaries
    fields = [field for field in not_public() if str(field) not in DECIDES]
    for together in halves(fields):
        with undone():
            for field in together:
                change(field, canaries)
            assert open_words() == words
            assert shown(desk.Testimony.objects.get(pk=world.account.pk)) == before, [str(field) for field in together]


def test_an_account_of_which_one_private_field_is_filled_shows_nothing_of_it(people: People, stores: Stores) -> None:
    """One account a field, all of them put through the door, and one look at all that anybody can get."""
    canaries, names = Canaries(), {model.__name__: model for model in apps.get_models()}
    # All of them first: to a chain with a decision put in past it nothing can be added.
    authors = [make_person(f"author {number}", "contributor") for number, _ in enumerate(private_fields())]
    accounts = [make_draft(author, body=f"The words of account {author.pk}.\n\nMore.") for author in authors]
    for account, (name, field) in zip(accounts, private_fields(), strict=True):
        row_with(account, names[name], {field: canaries.value(names[name], field)})
        account.refresh_from_db()
    assert len(accounts) > 100
    assert {*canaries.everything.values()} == {f"{name}.{field}" for name, field in private_fields()}
    put_many([snapshot_of(account, on=timezone.localdate()) for account in accounts])
    put_open_words()
    bring_up_to_date()
    looked, words = Looked(), [*canaries.everything, "the words of account"]
    pages = [f"/testimonies/{account.code}/" for account in accounts]
    slugs = ["debt-bondage", "construction", "russian-far-east"]
    look_at_addresses(looked, [*pages, *public_addresses([accounts[0].code], {"slug": slugs})], words)
    look_at_folder(looked, stores.edition, words)
    seen = {where for word, where in looked.found if word == "the words of account"}
    assert {*pages, "edition.sqlite3"} <= seen
    assert {word for word, _ in looked.found} == {"the words of account"}
