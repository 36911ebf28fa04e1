"""An entry of what is known outside counts once a second person confirmed it; one citation, one entry."""

from typing import Any

import django.db.models.deletion
import django.db.models.functions.text
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from testimonies.desk.migrations._roles import make_roles


def tell_apart(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """The same citation twice becomes two: nothing that somebody entered is lost, and neither counts unconfirmed."""
    if editor.connection.alias != "default":
        return
    seen: set[str] = set()
    rows: Any = apps.get_model("desk", "KnownOutside").objects.order_by("pk")
    for row in rows:
        if row.citation.lower() in seen:
            row.citation = f"{row.citation} [{row.pk}]"
            row.save(update_fields=["citation"])
        seen.add(row.citation.lower())


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0032_rules_in_the_log'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(tell_apart, migrations.RunPython.noop),
        migrations.AlterModelOptions(
            name='knownoutside',
            options={'permissions': [('confirm_knownoutside', 'May confirm what others entered as known outside')], 'verbose_name': 'account known outside', 'verbose_name_plural': 'accounts known outside'},
        ),
        migrations.AddField(
            model_name='knownoutside',
            name='confirmed_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmed by'),
        ),
        migrations.AddField(
            model_name='knownoutside',
            name='entered_by',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='entered by'),
        ),
        migrations.AlterField(
            model_name='decision',
            name='verb',
            field=models.CharField(choices=[('accession', 'Entered'), ('edit', 'Edited'), ('submit', 'Submitted'), ('return_to_author', 'Returned to author'), ('approve', 'Approved'), ('publish', 'Published'), ('withdraw', 'Withdrawn'), ('review', 'Reviewed'), ('override', 'Risk overridden'), ('lapse', 'Lapsed'), ('erase', 'Erased'), ('export_sealed', 'Sealed fields exported'), ('open_original', 'Original photograph opened'), ('rotate_seal', 'Seal key changed'), ('restore', 'Archive restored from a backup'), ('issue_receipt', 'Receipt code given out'), ('show_again', 'Shown again'), ('invite', 'Invited'), ('accept_invitation', 'Invitation accepted'), ('set_roles', 'Roles changed'), ('close_account', 'Account closed'), ('enter_outside', 'Account known outside entered'), ('confirm_outside', 'Account known outside confirmed'), ('set_rules', 'House rules changed')], max_length=20, verbose_name='act'),
        ),
        migrations.AlterField(
            model_name='knownoutside',
            name='citation',
            field=models.TextField(max_length=600, verbose_name='citation'),
        ),
        migrations.AddConstraint(
            model_name='knownoutside',
            constraint=models.UniqueConstraint(django.db.models.functions.text.Lower('citation'), name='one_entry_a_citation', violation_error_message='There is an entry with this citation already.'),
        ),
        migrations.AddConstraint(
            model_name='knownoutside',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_by__isnull', True), models.Q(('entered_by__isnull', False), models.Q(('entered_by', models.F('confirmed_by')), _negated=True)), _connector='OR'), name='known_outside_four_eyes'),
        ),
        migrations.RunPython(make_roles, migrations.RunPython.noop),
    ]
