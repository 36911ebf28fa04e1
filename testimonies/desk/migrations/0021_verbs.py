"""The acts and permissions of receipts, invitations and photographs in one list."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('desk', '0020_photos'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='testimony',
            options={'ordering': ['-changed_at'], 'permissions': [('submit_testimony', 'May submit a testimony for review'), ('return_testimony', 'May return a testimony to its author'), ('approve_testimony', 'May approve a testimony that others wrote'), ('publish_testimony', 'May publish an approved testimony'), ('withdraw_testimony', 'May withdraw a public testimony'), ('review_testimony', 'May say that a public account can stay public'), ('override_testimony', 'May let an account through that few others are like'), ('erase_testimony', 'May erase a withdrawn testimony'), ('export_sealed', 'May export what is sealed'), ('issue_receipt', 'May give a contributor a receipt code'), ('open_original', 'May open the original of a photograph'), ('view_every_testimony', 'May see testimonies that others wrote')], 'verbose_name': 'testimony', 'verbose_name_plural': 'testimonies'},
        ),
        migrations.AlterField(
            model_name='decision',
            name='verb',
            field=models.CharField(choices=[('accession', 'Entered'), ('edit', 'Edited'), ('submit', 'Submitted'), ('return_to_author', 'Returned to author'), ('approve', 'Approved'), ('publish', 'Published'), ('withdraw', 'Withdrawn'), ('review', 'Reviewed'), ('override', 'Risk overridden'), ('lapse', 'Lapsed'), ('erase', 'Erased'), ('export_sealed', 'Sealed fields exported'), ('open_original', 'Original photograph opened'), ('rotate_seal', 'Seal key changed'), ('restore', 'Archive restored from a backup'), ('issue_receipt', 'Receipt code given out'), ('show_again', 'Shown again'), ('invite', 'Invited'), ('accept_invitation', 'Invitation accepted'), ('set_roles', 'Roles changed'), ('close_account', 'Account closed')], max_length=20, verbose_name='act'),
        ),
    ]
