from django.db import migrations, models


class Migration(migrations.Migration):
    """A mail that waited while its receiver was marked as complained about is dropped."""

    dependencies = [("notices", "0002_a_letter_to_an_authority")]

    operations = [
        migrations.AlterField(
            model_name="notice",
            name="state",
            field=models.CharField(
                choices=[
                    ("waiting", "Waiting to be sent"),
                    ("sent", "Sent"),
                    ("failed", "Could not be sent"),
                    ("to_print", "To be printed"),
                    ("printed", "Printed"),
                    ("dropped", "Not to be sent any more"),
                ],
                max_length=10,
            ),
        ),
    ]
