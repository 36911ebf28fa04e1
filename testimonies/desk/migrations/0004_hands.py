"""Contributors and consents say who entered them.

What is there already: contributors are filled in from the admin's own notes, where it has any. Consents stay as they
were given, so theirs is null: approvals and publications signed a hash of every column. Whoever entered one of those is
asked of the log.
"""

from typing import Any

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_ADDED, _CHANGED, _NOTHING = 1, 2, "[]"


def fill_in(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """A contributor without a note is from an import: the entering of their account stands in the log."""
    if editor.connection.alias != "default":
        return
    contributors: Any = apps.get_model("desk", "Contributor").objects
    notes: Any = apps.get_model("admin", "LogEntry").objects.exclude(change_message=_NOTHING).order_by("pk")
    for note in notes.filter(content_type__app_label="desk", content_type__model="contributor"):
        if note.action_flag == _ADDED:
            contributors.filter(pk=note.object_id).update(entered_by=note.user_id)
        elif note.action_flag == _CHANGED:
            contributors.filter(pk=note.object_id).update(renamed_by=note.user_id)


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0003_lock_down'),
        ('admin', '0003_logentry_add_action_flag_choices'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='consent',
            name='entered_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='contributor',
            name='entered_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='contributor',
            name='renamed_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.RunPython(fill_in, migrations.RunPython.noop),
    ]
