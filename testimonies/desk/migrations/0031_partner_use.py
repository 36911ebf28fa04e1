"""What a partner uses copies for; of those recorded before, nobody has said it yet."""

from django.db import migrations, models

_USES = [
    ("research", "Access for researchers"),
    ("press", "Use by the press"),
    ("ngo_un", "Use by NGOs and the United Nations"),
    ("court", "Use in court"),
]


class Migration(migrations.Migration):
    dependencies = [("desk", "0030_verbs_again")]

    operations = [
        migrations.AddField(
            "partner",
            "use",
            models.CharField("kind of use", max_length=24, choices=_USES, default=""),
            preserve_default=False,
        ),
    ]
