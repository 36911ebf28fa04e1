"""A change of the house rules is a decision; those of before go to the end of the log, with their own day."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations, models, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from testimonies.desk.chain.canonical import row_hash
from testimonies.desk.chain.head import Head, read_head, write_head
from testimonies.desk.chain.signing import Signer


def chain(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.alias != "default":
        return
    changes: Any = apps.get_model("desk", "RuleChange").objects.order_by("pk")  # type: ignore[misc]
    if not changes.exists():
        return
    decision_model: Any = apps.get_model("desk", "Decision")
    signer = Signer()
    stored = decision_model.objects.order_by("-pk").values_list("pk", "hash").first()
    last = max(Head(*stored) if stored else Head(), read_head(signer) or Head(), key=lambda end: end.number)
    for change in changes:
        row = decision_model(pk=last.number + 1, verb="set_rules", actor_id=change.actor_id, previous=last.hash)
        row.at, row.facts = change.at, {"before": change.before, "after": change.after}
        row.hash = row_hash(row)
        row.signature = signer.sign("decision", row.hash)
        row.save(force_insert=True)
        last = Head(row.pk, row.hash)
    transaction.on_commit(lambda: write_head(signer, last))


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0031_partner_use'),
    ]

    operations = [
        migrations.AlterField(
            model_name='decision',
            name='verb',
            field=models.CharField(choices=[('accession', 'Entered'), ('edit', 'Edited'), ('submit', 'Submitted'), ('return_to_author', 'Returned to author'), ('approve', 'Approved'), ('publish', 'Published'), ('withdraw', 'Withdrawn'), ('review', 'Reviewed'), ('override', 'Risk overridden'), ('lapse', 'Lapsed'), ('erase', 'Erased'), ('export_sealed', 'Sealed fields exported'), ('open_original', 'Original photograph opened'), ('rotate_seal', 'Seal key changed'), ('restore', 'Archive restored from a backup'), ('issue_receipt', 'Receipt code given out'), ('show_again', 'Shown again'), ('invite', 'Invited'), ('accept_invitation', 'Invitation accepted'), ('set_roles', 'Roles changed'), ('close_account', 'Account closed'), ('set_rules', 'House rules changed')], max_length=20, verbose_name='act'),
        ),
        migrations.RunPython(chain, migrations.RunPython.noop),
        migrations.DeleteModel(name='RuleChange'),
    ]
