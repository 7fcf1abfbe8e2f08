from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("sealed", models.BinaryField()),
                ("key_id", models.CharField(max_length=16)),
                ("identity_digest", models.BinaryField(db_index=True, max_length=32, null=True)),
                ("language", models.CharField(default="tr", max_length=5)),
                ("created_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("registered_at", models.DateTimeField(blank=True, null=True)),
                ("forgotten_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
    ]
