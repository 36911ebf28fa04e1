"""Open words, confirmed by a second person. The table of a decision stays as it is, so its triggers do, too.

No row changes: what is public already is confirmed as it is by the first `sync_edition`, or load, that comes after.
"""

from django.db import migrations, models

from testimonies.desk.migrations._roles import make_roles


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0004_hands'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='vocabularyterm',
            options={'ordering': ['kind', 'position'], 'permissions': [('confirm_open_words', 'May confirm the terms and reported figures that others entered')], 'verbose_name': 'vocabulary term', 'verbose_name_plural': 'vocabulary terms'},
        ),
        migrations.AlterField(
            model_name='vocabularyterm',
            name='position',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='position'),
        ),
        migrations.AlterField(
            model_name='decision',
            name='verb',
            field=models.CharField(choices=[('accession', 'Entered'), ('edit', 'Edited'), ('submit', 'Submitted'), ('return_to_author', 'Returned to author'), ('approve', 'Approved'), ('publish', 'Published'), ('withdraw', 'Withdrawn'), ('review', 'Reviewed'), ('override', 'Risk overridden'), ('lapse', 'Lapsed'), ('erase', 'Erased'), ('export_sealed', 'Sealed fields exported'), ('open_original', 'Original photograph opened'), ('rotate_seal', 'Seal key changed'), ('restore', 'Archive restored from a backup'), ('issue_receipt', 'Receipt code given out'), ('show_again', 'Shown again'), ('invite', 'Invited'), ('confirm_invitation', 'Invitation confirmed'), ('accept_invitation', 'Invitation accepted'), ('set_roles', 'Roles changed'), ('close_account', 'Account closed'), ('reset_sign_in', 'Sign-in reset at the server'), ('lock_down', 'Desk locked down'), ('open_again', 'Desk opened again'), ('refused', 'Refused'), ('enter_consent', 'Consent entered'), ('enter_outside', 'Account known outside entered'), ('confirm_outside', 'Account known outside confirmed'), ('enter_open_words', 'Open words entered'), ('confirm_open_words', 'Open words confirmed'), ('set_rules', 'House rules changed')], max_length=20, verbose_name='act'),
        ),
        migrations.RunPython(make_roles, migrations.RunPython.noop),
    ]
