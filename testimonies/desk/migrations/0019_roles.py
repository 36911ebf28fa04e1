"""The table of roles again: administrators invite, and close accounts."""

from django.db import migrations

from testimonies.desk.migrations._roles import make_roles


class Migration(migrations.Migration):
    dependencies = [("desk", "0018_invitations")]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
