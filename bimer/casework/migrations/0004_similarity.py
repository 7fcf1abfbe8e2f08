import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """What finds earlier applications on the same matter: signatures of texts, and the place."""

    dependencies = [
        ("casework", "0003_laws_from_data"),
    ]

    operations = [
        migrations.CreateModel(
            name="Signature",
            fields=[
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="signature",
                        serialize=False,
                        to="casework.application",
                    ),
                ),
                *((f"b{n}", models.IntegerField()) for n in range(1, 9)),
            ],
            options={
                "indexes": [
                    models.Index(fields=[f"b{n}", "application"], name=f"texts_alike_{n}")
                    for n in range(1, 9)
                ],
            },
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(("neighbourhood__isnull", False)),
                fields=["neighbourhood", "id"],
                name="same_neighbourhood",
            ),
        ),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(("district__isnull", False), ("neighbourhood__isnull", True)),
                fields=["district", "id"],
                name="same_district",
            ),
        ),
    ]
