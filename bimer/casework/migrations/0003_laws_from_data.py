from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0002_the_whole_journey")]

    operations = [
        migrations.AlterField(
            model_name="application",
            name="kind",
            field=models.CharField(
                choices=[
                    ("request", "Request"),
                    ("complaint", "Complaint"),
                    ("tip_off", "Tip-off"),
                    ("opinion", "Opinion"),
                    ("suggestion", "Suggestion"),
                    ("information", "Information request"),
                    ("ethics", "Ethics complaint"),
                    ("human_rights", "Human rights application"),
                    ("data_subject", "Request about personal data"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="application",
            name="regime",
            field=models.CharField(max_length=8),
        ),
    ]
