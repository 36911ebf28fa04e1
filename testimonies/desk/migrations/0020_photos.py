"""Photographs, and who may open an original."""

import django.db.models.deletion
import testimonies.media.storage
from django.conf import settings
from django.db import migrations, models

from testimonies.desk.migrations._roles import make_roles


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0019_roles'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='testimony',
            options={'ordering': ['-changed_at'], 'permissions': [('submit_testimony', 'May submit a testimony for review'), ('return_testimony', 'May return a testimony to its author'), ('approve_testimony', 'May approve a testimony that others wrote'), ('publish_testimony', 'May publish an approved testimony'), ('withdraw_testimony', 'May withdraw a public testimony'), ('review_testimony', 'May say that a public account can stay public'), ('override_testimony', 'May let an account through that few others are like'), ('erase_testimony', 'May erase a withdrawn testimony'), ('export_sealed', 'May export what is sealed'), ('open_original', 'May open the original of a photograph'), ('view_every_testimony', 'May see testimonies that others wrote')], 'verbose_name': 'testimony', 'verbose_name_plural': 'testimonies'},
        ),
        migrations.AddField(
            model_name='publication',
            name='pictures',
            field=models.JSONField(default=list),
        ),
        migrations.AlterField(
            model_name='decision',
            name='verb',
            field=models.CharField(choices=[('accession', 'Entered'), ('edit', 'Edited'), ('submit', 'Submitted'), ('return_to_author', 'Returned to author'), ('approve', 'Approved'), ('publish', 'Published'), ('withdraw', 'Withdrawn'), ('review', 'Reviewed'), ('override', 'Risk overridden'), ('lapse', 'Lapsed'), ('erase', 'Erased'), ('export_sealed', 'Sealed fields exported'), ('open_original', 'Original photograph opened'), ('rotate_seal', 'Seal key changed'), ('restore', 'Archive restored from a backup')], max_length=20, verbose_name='act'),
        ),
        migrations.CreateModel(
            name='Photo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(default=testimonies.media.storage.new_name, editable=False, max_length=32, unique=True)),
                ('position', models.PositiveSmallIntegerField(default=1)),
                ('kind', models.CharField(max_length=8)),
                ('size', models.PositiveIntegerField()),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('original', models.CharField(default=testimonies.media.storage.new_name, max_length=32, unique=True)),
                ('regions', models.JSONField(blank=True, default=list)),
                ('suggested', models.JSONField(null=True)),
                ('derived', models.JSONField(default=list)),
                ('failure', models.CharField(blank=True, max_length=40)),
                ('credit', models.CharField(blank=True, max_length=200)),
                ('licence', models.CharField(choices=[('all-rights-reserved', 'All rights reserved'), ('cc-by-4.0', 'CC BY 4.0'), ('cc-by-nc-4.0', 'CC BY-NC 4.0'), ('cc-by-nc-nd-4.0', 'CC BY-NC-ND 4.0'), ('public-domain', 'Public domain')], default='all-rights-reserved', max_length=24)),
                ('sensitive', models.BooleanField(default=False)),
                ('warnings', models.JSONField(blank=True, default=list)),
                ('revision', models.PositiveIntegerField(default=1)),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('prepared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('testimony', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='desk.testimony')),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PhotoText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(choices=[('en', 'English'), ('ko', '한국어'), ('ru', 'Русский')], max_length=2)),
                ('alt', models.TextField(blank=True)),
                ('caption', models.TextField(blank=True)),
                ('photo', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='texts', to='desk.photo')),
            ],
            options={
                'ordering': ['language'],
            },
        ),
        migrations.AddConstraint(
            model_name='photo',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('prepared_by', models.F('checked_by')), _negated=True), ('prepared_by__isnull', True), ('checked_by__isnull', True), _connector='OR'), name='photo_four_eyes'),
        ),
        migrations.AddConstraint(
            model_name='phototext',
            constraint=models.UniqueConstraint(fields=('photo', 'language'), name='one_photo_text_a_language'),
        ),
        migrations.RunPython(make_roles, migrations.RunPython.noop),
    ]
