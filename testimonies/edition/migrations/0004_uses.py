from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("edition", "0003_photos")]

    operations = [
        migrations.AddField("publishedtestimony", "refused_uses", models.JSONField(default=list)),
        migrations.AddField("publishedtestimony", "asked_uses", models.JSONField(default=list)),
    ]
