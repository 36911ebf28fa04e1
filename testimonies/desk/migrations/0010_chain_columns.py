"""Columns of the chained log, the reasons apart from it, and staff's encrypted notes."""

import django.utils.timezone
from django.db import migrations, models

import testimonies.desk.safe.fields


class Migration(migrations.Migration):
    dependencies = [("desk", "0009_gate_rows")]

    operations = [
        migrations.AddField("testimony", "notes", testimonies.desk.safe.fields.EncryptedText(help_text="Never public. Kept encrypted; not found by any search.", row="code", verbose_name="staff notes")),
        migrations.AlterModelOptions("testimony", options={"ordering": ["-changed_at"], "permissions": [("submit_testimony", "May submit a testimony for review"), ("return_testimony", "May return a testimony to its author"), ("approve_testimony", "May approve a testimony that others wrote"), ("publish_testimony", "May publish an approved testimony"), ("withdraw_testimony", "May withdraw a public testimony"), ("review_testimony", "May say that a public account can stay public"), ("override_testimony", "May let an account through that few others are like"), ("erase_testimony", "May erase a withdrawn testimony"), ("export_sealed", "May export what is sealed"), ("view_every_testimony", "May see testimonies that others wrote")], "verbose_name": "testimony", "verbose_name_plural": "testimonies"}),
        migrations.AddField("sealedentry", "key", models.CharField(default="", max_length=16, verbose_name="key"), preserve_default=False),
        migrations.CreateModel(
            name="Reason",
            fields=[
                ("decision", models.OneToOneField(on_delete=models.deletion.PROTECT, primary_key=True, related_name="kept_reason", serialize=False, to="desk.decision")),
                ("salt", models.CharField(max_length=64)),
                ("words", testimonies.desk.safe.fields.EncryptedText(row="decision_id", verbose_name="reason")),
            ],
            options={"verbose_name": "reason", "verbose_name_plural": "reasons"},
        ),
        migrations.AddField("decision", "reason_hash", models.CharField(blank=True, max_length=64, default=""), preserve_default=False),
        migrations.AddField("decision", "facts", models.JSONField(default=dict)),
        migrations.AddField("decision", "previous", models.CharField(max_length=64, default=""), preserve_default=False),
        migrations.AddField("decision", "hash", models.CharField(max_length=64, default=""), preserve_default=False),
        migrations.AddField("decision", "signature", models.CharField(max_length=128, default=""), preserve_default=False),
        migrations.AlterField("decision", "verb", models.CharField(choices=[('accession', 'Entered'), ('edit', 'Edited'), ('submit', 'Submitted'), ('return_to_author', 'Returned to author'), ('approve', 'Approved'), ('publish', 'Published'), ('withdraw', 'Withdrawn'), ('review', 'Reviewed'), ('override', 'Risk overridden'), ('lapse', 'Lapsed'), ('erase', 'Erased'), ('export_sealed', 'Sealed fields exported'), ('rotate_seal', 'Seal key changed'), ('restore', 'Archive restored from a backup')], max_length=20, verbose_name="act")),
        migrations.AlterField("decision", "at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="at")),
        migrations.AlterField("decision", "testimony", models.ForeignKey(null=True, on_delete=models.deletion.PROTECT, related_name="decisions", to="desk.testimony")),
        migrations.AlterField("decision", "to_status", models.CharField(blank=True, choices=[("draft", "Draft"), ("submitted", "Submitted for review"), ("approved", "Approved"), ("published", "Published"), ("withdrawn", "Withdrawn"), ("lapsed", "Lapsed")], max_length=12, verbose_name="to")),
    ]
