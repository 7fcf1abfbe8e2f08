"""Keyboard shortcuts of one letter can be switched off (WCAG 2.1.4)."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("institutions", "0004_who_granted_leave")]

    operations = [
        migrations.AddField(
            model_name="officer",
            name="has_shortcuts",
            field=models.BooleanField(default=True, verbose_name="Keyboard shortcuts"),
        ),
    ]
