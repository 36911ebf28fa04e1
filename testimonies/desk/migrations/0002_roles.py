"""The five roles, as groups."""

from django.db import migrations

from testimonies.desk.migrations._roles import make_roles


class Migration(migrations.Migration):
    dependencies = [("desk", "0001_initial"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [migrations.RunPython(make_roles, migrations.RunPython.noop)]
