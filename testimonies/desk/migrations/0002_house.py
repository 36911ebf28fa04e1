"""What the tables alone do not hold: rows that stay as they were written, and the roles as groups.

A migration that makes one of those tables anew, or adds a permission, ends with the same operation.
"""

from django.apps.registry import Apps
from django.core.management import CommandError
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from testimonies.desk.chain.append_only import AppendOnly
from testimonies.desk.migrations._consents_stay import protect
from testimonies.desk.migrations._roles import make_roles


def are_whole(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """A store that stopped among the steps that `0001_desk` replaces lacks some of its tables."""
    if "desk" not in apps.app_configs:
        raise CommandError(
            "This store was last used with a version of before 27 November 2026. Start it once with the version of that"
            " day (its last step is desk.0036_verbs_once_more), and then with this one. Nothing was changed."
        )


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_desk")]

    operations = [
        migrations.RunPython(are_whole, migrations.RunPython.noop),
        migrations.RunPython(protect, migrations.RunPython.noop),
        AppendOnly(),
        migrations.RunPython(make_roles, migrations.RunPython.noop),
    ]
