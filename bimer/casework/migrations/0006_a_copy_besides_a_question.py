from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """A unit with a copy for information may be asked for its opinion or part besides."""

    dependencies = [
        ("casework", "0005_separation"),
        ("institutions", "0004_who_granted_leave"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="consultation", name="a_unit_is_asked_once_at_a_time"),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.UniqueConstraint(
                fields=["application", "unit"],
                condition=Q(contributed_at=None, withdrawn_at=None) & ~Q(purpose="information"),
                name="a_unit_is_asked_once_at_a_time",
            ),
        ),
        migrations.AddConstraint(
            model_name="consultation",
            constraint=models.UniqueConstraint(
                fields=["application", "unit"],
                condition=Q(withdrawn_at=None, purpose="information"),
                name="a_unit_gets_one_copy",
            ),
        ),
    ]
