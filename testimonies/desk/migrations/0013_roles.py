"""The table of roles again, now that all its permissions exist."""

from django.db import migrations

from testimonies.desk.migrations._roles import make_roles


class Migration(migrations.Migration):
    dependencies = [("desk", "0012_append_only")]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
