"""The archive's main job with PostgreSQL as both stores."""

import pytest

from tests.stores.conftest import Manage

pytestmark = pytest.mark.long

FIND = """
from testimonies.edition.search.form import SearchForm
from testimonies.edition.search.query import find
from django.http import QueryDict
form = SearchForm(QueryDict("q=passport"))
assert form.is_valid(), form.errors
print("count", find(form.cleaned_data).count)
"""
WITHDRAW = """
from django.contrib.auth.models import User
from testimonies.desk.models import Testimony
from testimonies.desk.moderation.withdraw import withdraw
withdraw(testimony=Testimony.objects.get(code="NKR-7F3K"), actor=User.objects.get(username="demo-curator"))
"""
PUBLIC_WRITE = """
from testimonies.edition.models import Change
from django.db import InternalError
try:
    Change.objects.create(code="NKR-0000", on="2024-01-01")
except InternalError:
    print("refused")
"""


def test_publish_find_withdraw_and_agree(manage: Manage) -> None:
    assert "62 accounts" in manage("sync_edition").stdout
    assert manage("verify_edition").returncode == 0

    found = manage("shell", "-v0", "-c", FIND)
    assert int(found.stdout.split()[-1]) > 5, found.stderr

    done = manage("shell", "-v0", "-c", WITHDRAW)
    assert done.returncode == 0, done.stderr
    owing = manage("verify_edition")
    assert owing.returncode == 1
    assert "NKR-7F3K: in the index, but not in the edition." in owing.stdout

    manage("sync_edition")
    assert "agree on 61 public accounts" in manage("verify_edition").stdout


def test_the_edition_written_anew_is_the_same(manage: Manage) -> None:
    rebuilt = manage("sync_edition", "--rebuild")
    assert rebuilt.returncode == 0, rebuilt.stderr
    assert manage("verify_edition").returncode == 0


REWRITE = """
from django.db import DatabaseError, transaction
from testimonies.desk.models import Consent, ConsentAnswer, ConsentCondition
consent = Consent.objects.first()
condition = ConsentCondition.objects.create(consent=consent, words="not yet")
tried = [
    lambda: Consent.objects.update(basis="direct"),
    lambda: ConsentAnswer.objects.update(answer="yes"),
    lambda: ConsentAnswer.objects.all().delete(),
    lambda: ConsentCondition.objects.update(words="now"),
    lambda: Consent.objects.all()._raw_delete("default"),
]
for attempt in tried:
    try:
        with transaction.atomic():
            attempt()
        print("done")
    except DatabaseError:
        print("refused")
print(ConsentCondition.objects.update(words=""))
"""


def test_a_consent_stays_as_it_was_given(manage: Manage) -> None:
    tried = manage("shell", "-v0", "-c", REWRITE)
    assert tried.stdout.split() == ["refused"] * 5 + ["1"], tried.stderr


def test_the_public_process_cannot_write(manage: Manage) -> None:
    tried = manage(
        "shell", "-v0", "-c", PUBLIC_WRITE, ARCHIVE_ROLE="public", DESK_DATABASE_URL="", RECEIPTS_DATABASE_URL=""
    )
    assert tried.stdout.strip() == "refused", tried.stderr


PHOTOGRAPH = """
from testimonies.desk.models import HouseRules
from testimonies.desk.photos.files import sweep
from testimonies.edition.publish import sweep as sweep_edition
from testimonies.media.storage import PRIVATE, PUBLIC
from tests.people import advance, make_people
from tests.pictures import draft_with_photo
HouseRules.objects.update(k=1)
people = make_people()
testimony, photo = draft_with_photo(people)
advance(testimony, people, "published")
print(len(PUBLIC.names()) == len(photo.derived) > 0, sweep(), sweep_edition())
advance(testimony, people, "withdrawn")
print(PUBLIC.names() == [], PRIVATE.names() == [photo.original])
"""


def test_a_photograph_goes_its_way(manage: Manage) -> None:
    said = manage("shell", "-v0", "-c", PHOTOGRAPH)
    assert said.stdout.split() == ["True", "0", "0", "True", "True"], said.stderr
