"""From here on a decision is added and never changed: by constraint, and by trigger."""

from django.db import migrations, models

from testimonies.desk.chain.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("desk", "0011_chain_rows")]

    operations = [
        migrations.RemoveField("decision", "reason"),
        migrations.AlterField("decision", "previous", models.CharField(max_length=64, unique=True)),
        migrations.AddConstraint("decision", models.CheckConstraint(condition=models.Q(models.Q(("hash", ""), _negated=True), models.Q(("signature", ""), _negated=True)), name="decisions_are_signed")),
        AppendOnly(),
    ]
