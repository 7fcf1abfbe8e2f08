from django.db import migrations, models


class Migration(migrations.Migration):
    """Why a part of what was asked for was kept back (4982 m.9)."""

    dependencies = [("casework", "0004_similarity")]

    operations = [
        migrations.AddField(
            model_name="answer",
            name="separation",
            field=models.TextField(blank=True, default=""),
            preserve_default=False,
        ),
    ]
