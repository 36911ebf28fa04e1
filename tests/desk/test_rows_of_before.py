"""What the migration makes of contributors and consents that never said who entered them."""

from __future__ import annotations

from pathlib import Path

from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

from testimonies.desk.models import Consent, Contributor
from tests.migrated import opened


def note(user: User, key: int, act: int, message: str) -> None:
    kind = ContentType.objects.get(app_label="desk", model="contributor")
    LogEntry.objects.create(
        user=user, content_type=kind, object_id=str(key), action_flag=act, object_repr="x", change_message=message
    )


def test_contributors_are_filled_in_and_consents_stay_as_they_are(
    tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock(), opened(tmp_path):
        call_command("migrate", "admin", verbosity=0)
        call_command("migrate", "desk", "0003_lock_down", verbosity=0)
        one, other = (User.objects.create_user(name) for name in ("one", "other"))
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO desk_contributor (id, pseudonym) VALUES (1, 'Min'), (2, 'Zed')")
            cursor.execute(
                "INSERT INTO desk_consent (id, contributor_id, basis, given_on, form, language, interpreter, explained)"
                " VALUES (1, 1, 'direct', '2024-05-02', '', '', 0, '[]')"
            )
        note(one, 1, ADDITION, '[{"added": {}}]')
        note(other, 1, CHANGE, '[{"changed": {"fields": ["Pseudonym"]}}]')
        note(one, 1, CHANGE, "[]")
        call_command("migrate", verbosity=0)
        said = Contributor.objects.order_by("pk").values_list("entered_by", "renamed_by")
        assert list(said) == [(one.pk, other.pk), (None, None)]
        assert Consent.objects.get().entered_by is None
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'desk_consent'")
            assert cursor.fetchone() == (2,)
