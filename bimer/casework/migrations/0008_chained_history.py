import uuid
from django.db import migrations, models


class Migration(migrations.Migration):
    """Digests for every event and salts for what they cover; `manage.py seal_history` fills in the old ones."""

    dependencies = [
        ('casework', '0007_changes_stay_in_their_page'),
    ]

    operations = [
        migrations.CreateModel(
            name='Anchor',
            fields=[
                ('number', models.PositiveIntegerField(primary_key=True, serialize=False)),
                ('on', models.DateField(unique=True)),
                ('upto', models.BigIntegerField()),
                ('statement', models.TextField()),
                ('signature', models.BinaryField(max_length=64)),
            ],
        ),
        migrations.AddField(
            model_name='application',
            name='salt',
            # Without a default: one value would be given to all the rows there are.
            field=models.UUIDField(null=True),
        ),
        migrations.AlterField(
            model_name='application',
            name='salt',
            field=models.UUIDField(default=uuid.uuid4, null=True),
        ),
        migrations.AddField(
            model_name='event',
            name='contents',
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name='event',
            name='digest',
            field=models.BinaryField(default=b'', max_length=32),
        ),
        migrations.AlterField(
            model_name='bulk',
            name='move',
            field=models.CharField(choices=[('register', 'Registered'), ('correct', 'Typing error corrected'), ('classify', 'Classified'), ('accuse', 'Who is complained about was marked'), ('check', 'Preliminary check decided'), ('merge', 'Merged as a duplicate'), ('split', 'Split'), ('withdraw', 'Withdrawn by the applicant'), ('take', 'Taken'), ('release', 'Released'), ('assign', 'Assigned'), ('forward', 'Forwarded'), ('give_back', 'Returned'), ('recall', 'Recalled'), ('copy', 'Copied for information'), ('ask', 'Applicant asked'), ('consult', 'Another unit asked'), ('contribute', 'Contributed'), ('end_consultation', 'Question to another unit withdrawn'), ('note', 'Note'), ('demands', 'Demands numbered'), ('draft', 'Answer drafted'), ('propose', 'Proposed for approval'), ('approve', 'Approved and sent'), ('send_back', 'Sent back for correction'), ('extend', 'Time extended'), ('charge', 'Fee charged'), ('pay', 'Fee paid'), ('write', 'Message from the applicant'), ('object', 'Objection'), ('reopen', 'Reopened'), ('rate', 'Answer rated by the applicant'), ('succeed', 'Passed to the successor'), ('remind', 'Reminded'), ('warn', 'Warned'), ('lapse', 'Lapsed: fee unpaid'), ('wake', 'Promised day has come'), ('erase', 'Content erased')], max_length=20),
        ),
        migrations.AlterField(
            model_name='event',
            name='move',
            field=models.CharField(choices=[('register', 'Registered'), ('correct', 'Typing error corrected'), ('classify', 'Classified'), ('accuse', 'Who is complained about was marked'), ('check', 'Preliminary check decided'), ('merge', 'Merged as a duplicate'), ('split', 'Split'), ('withdraw', 'Withdrawn by the applicant'), ('take', 'Taken'), ('release', 'Released'), ('assign', 'Assigned'), ('forward', 'Forwarded'), ('give_back', 'Returned'), ('recall', 'Recalled'), ('copy', 'Copied for information'), ('ask', 'Applicant asked'), ('consult', 'Another unit asked'), ('contribute', 'Contributed'), ('end_consultation', 'Question to another unit withdrawn'), ('note', 'Note'), ('demands', 'Demands numbered'), ('draft', 'Answer drafted'), ('propose', 'Proposed for approval'), ('approve', 'Approved and sent'), ('send_back', 'Sent back for correction'), ('extend', 'Time extended'), ('charge', 'Fee charged'), ('pay', 'Fee paid'), ('write', 'Message from the applicant'), ('object', 'Objection'), ('reopen', 'Reopened'), ('rate', 'Answer rated by the applicant'), ('succeed', 'Passed to the successor'), ('remind', 'Reminded'), ('warn', 'Warned'), ('lapse', 'Lapsed: fee unpaid'), ('wake', 'Promised day has come'), ('erase', 'Content erased')], max_length=20),
        ),
    ]
