"""The table of roles again: who may confirm an invitation."""

from django.db import migrations

from testimonies.desk.migrations._roles import make_roles


class Migration(migrations.Migration):
    dependencies = [("desk", "0025_confirmed")]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
