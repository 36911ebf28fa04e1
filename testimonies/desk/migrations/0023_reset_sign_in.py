"""The act of resetting a sign-in at the server."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0022_published_by'),
    ]

    operations = [
        migrations.AlterField(
            model_name='decision',
            name='verb',
            field=models.CharField(choices=[('accession', 'Entered'), ('edit', 'Edited'), ('submit', 'Submitted'), ('return_to_author', 'Returned to author'), ('approve', 'Approved'), ('publish', 'Published'), ('withdraw', 'Withdrawn'), ('review', 'Reviewed'), ('override', 'Risk overridden'), ('lapse', 'Lapsed'), ('erase', 'Erased'), ('export_sealed', 'Sealed fields exported'), ('open_original', 'Original photograph opened'), ('rotate_seal', 'Seal key changed'), ('restore', 'Archive restored from a backup'), ('issue_receipt', 'Receipt code given out'), ('show_again', 'Shown again'), ('invite', 'Invited'), ('accept_invitation', 'Invitation accepted'), ('set_roles', 'Roles changed'), ('close_account', 'Account closed'), ('reset_sign_in', 'Sign-in reset at the server')], max_length=20, verbose_name='act'),
        ),
    ]
