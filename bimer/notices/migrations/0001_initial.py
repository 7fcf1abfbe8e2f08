import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("institutions", "0001_initial"),
        ("people", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("event_id", models.BigIntegerField()),
                ("template", models.CharField(max_length=40)),
                ("language", models.CharField(max_length=5)),
                (
                    "channel",
                    models.CharField(choices=[("email", "E-mail"), ("letter", "Letter")], max_length=10),
                ),
                ("facts", models.JSONField(default=dict)),
                ("enclosed", models.BinaryField(null=True)),
                ("enclosed_key_id", models.CharField(blank=True, max_length=16)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting to be sent"),
                            ("sent", "Sent"),
                            ("failed", "Could not be sent"),
                            ("to_print", "To be printed"),
                            ("printed", "Printed"),
                        ],
                        max_length=10,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("last_error", models.CharField(blank=True, max_length=100)),
                ("created_at", models.DateTimeField()),
                ("due_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
                ("printed_at", models.DateTimeField(null=True)),
                (
                    "officer",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
                (
                    "print_unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="institutions.unit",
                    ),
                ),
                (
                    "printed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "waiting")), fields=["due_at"], name="notice_due"
                    ),
                    models.Index(
                        condition=models.Q(("state", "to_print")),
                        fields=["print_unit", "created_at"],
                        name="notice_to_print",
                    ),
                    models.Index(
                        condition=models.Q(("state", "failed")), fields=["created_at"], name="notice_failed"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("event_id", "template", "person", "officer"),
                        name="notice_once_each",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("person__isnull", True), ("officer__isnull", True), _connector="XOR"),
                        name="notice_has_one_hearer",
                    ),
                ],
            },
        ),
    ]
