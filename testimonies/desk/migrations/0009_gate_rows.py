"""The house rules, what published accounts have told so far, and the new permissions."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from testimonies.desk.migrations._roles import make_roles

_SAME = ("place", "sector", "period_from", "period_to", "recruitment", "exit")


def fill(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    publication_model: Any = apps.get_model("desk", "Publication")
    told_model: Any = apps.get_model("desk", "Told")
    apps.get_model("desk", "HouseRules")._default_manager.get_or_create(pk=1)
    # In order, so that the newest version has the last word; how many it was like was not counted then.
    for publication in publication_model.objects.exclude(content={}).order_by("version").iterator(500):
        content = publication.content
        language = next(text["language"] for text in content["texts"] if text["original"])
        fields = {name: content[name] for name in _SAME} | {"source": content["source_kind"], "language": language}
        told_model.objects.update_or_create(testimony_id=publication.testimony_id, defaults={**fields, "k": 0})


class Migration(migrations.Migration):
    dependencies = [("desk", "0008_gate")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RunPython(make_roles, migrations.RunPython.noop),
    ]
