"""The table of roles again: receipt codes, corrections asked for, and partners."""

from django.db import migrations

from testimonies.desk.migrations._roles import make_roles


class Migration(migrations.Migration):
    dependencies = [("desk", "0016_receipts")]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
