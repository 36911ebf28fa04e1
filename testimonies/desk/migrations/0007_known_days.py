from contextlib import suppress
from datetime import date
from typing import Any

from django.db import migrations, models


def know_the_days(apps: Any, schema_editor: Any) -> None:
    """From the words that are kept. Of what was erased before nobody knows the day: it counts as read, as it did."""
    publications = apps.get_model("desk", "Publication").objects
    for key, day in publications.filter(content__has_key="public_from").values_list("pk", "content__public_from"):
        # What a hand wrote into the ledger stops no migration: `verify_decisions` names it.
        with suppress(ValueError, TypeError):
            publications.filter(pk=key).update(public_from=date.fromisoformat(day) if day else None)


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0006_told_as_published'),
    ]

    operations = [
        migrations.AddField(
            model_name='publication',
            name='public_from',
            field=models.DateField(null=True, verbose_name='not public before'),
        ),
        migrations.RunPython(know_the_days, migrations.RunPython.noop),
    ]
