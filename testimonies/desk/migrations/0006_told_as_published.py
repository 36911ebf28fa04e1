"""What the gate asked the working record it now finds beside what was told, as the published versions say it.

An account of which the ledger holds no version stays marked as synthetic: it hides nobody, and `verify_decisions` names it.
"""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.fields.json import KT

_BATCH = 500


def fill(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    told_model: Any = apps.get_model("desk", "Told")
    ledger = apps.get_model("desk", "Publication")._default_manager.exclude(content={}).order_by("version")
    # Only what is asked for: with its texts the ledger of a large archive does not fit into memory.
    said = ledger.annotate(cited=KT("content__citation")).values_list("testimony", "content__synthetic", "cited")
    numbers = list(told_model._default_manager.order_by("testimony").values_list("testimony", flat=True))
    for start in range(0, len(numbers), _BATCH):
        newest: dict[int, tuple[bool, tuple[str, ...]]] = {}
        for number, synthetic, citation in said.filter(testimony__in=numbers[start : start + _BATCH]):
            before = newest[number][1] if number in newest else ()
            newest[number] = synthetic, before if citation in {"", *before} else (*before, citation)
        alike: dict[tuple[bool, tuple[str, ...]], list[int]] = {}
        for number, facts in newest.items():
            alike.setdefault(facts, []).append(number)
        # Most accounts cite nothing: one statement for all of these.
        for (synthetic, citations), those in alike.items():
            rows = told_model._default_manager.filter(testimony__in=those)
            rows.update(synthetic=synthetic, citations=list(citations))


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0005_open_words'),
    ]

    operations = [
        migrations.AddField(
            model_name='told',
            name='synthetic',
            field=models.BooleanField(default=True, verbose_name='synthetic'),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='told',
            name='citations',
            field=models.JSONField(default=list, verbose_name='citations'),
        ),
        migrations.RemoveIndex(
            model_name='told',
            name='told_by_context',
        ),
        migrations.AddIndex(
            model_name='told',
            index=models.Index(fields=['place', 'sector', 'period_from', 'period_to', 'recruitment', 'exit', 'source', 'language', 'synthetic', 'k'], name='told_by_context'),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
