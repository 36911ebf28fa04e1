"""The table of roles again, now that all its permissions exist."""

from typing import Any

from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from testimonies.desk.roles import ROLES


def give_roles(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.alias != "default":
        return
    # Django makes permissions only after all migrations ran; the groups need them now.
    for label in ("auth", "desk"):
        config: Any = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
    group_model, permission_model = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for name, codenames in ROLES.items():
        group, _ = group_model.objects.get_or_create(name=name)
        found = permission_model.objects.filter(codename__in=codenames, content_type__app_label__in=("auth", "desk"))
        missing = codenames - set(found.values_list("codename", flat=True))
        if missing:
            raise LookupError(f"The role {name} names permissions that do not exist: {', '.join(sorted(missing))}")
        group.permissions.set(found)


class Migration(migrations.Migration):
    dependencies = [("desk", "0012_append_only")]

    operations = [migrations.RunPython(give_roles, migrations.RunPython.noop)]
