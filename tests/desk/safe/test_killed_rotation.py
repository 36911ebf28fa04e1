"""kill -9 while the keys of encrypted fields are changed: every word can still be read, and the next run ends it."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from testimonies.desk import models
from testimonies.desk.safe.keyring import keyring
from testimonies.desk.safe.rotate import under_older_keys
from tests.desk.safe.test_fields import SECRET, noted
from tests.people import People
from tests.real_stores import Stores

pytestmark = pytest.mark.long


@pytest.mark.parametrize("moment", range(1, 10, 2))
def test_rotation_that_is_killed_goes_on(people: People, stores: Stores, moment: int) -> None:
    for number in range(4):
        noted(people, f"{SECRET} {number}")
    connection.close()
    script = (
        "from tests.desk.moderation.failing import killed_at\nfrom django.core.management import call_command\n"
        f"with killed_at({moment}): call_command('rotate_keys')"
    )
    with stores.start(script) as process:
        process.communicate(timeout=60)
    assert process.returncode == -9
    words = {testimony.notes for testimony in models.Testimony.objects.all()}
    assert words == {f"{SECRET} {number}" for number in range(4)}
    call_command("rotate_keys", stdout=StringIO())
    assert not list(under_older_keys(keyring()))
    assert {testimony.notes for testimony in models.Testimony.objects.all()} == words
