"""What holds the histories from outside: a signed statement a day over all that changed."""

from django.db import models


class Anchor(models.Model):
    """One day's statement: which events there were, and one digest over the heads of all chains that grew.

    `statement` is kept exactly as it was signed and published; the columns repeat what questions need."""

    number = models.PositiveIntegerField(primary_key=True)  # 1, 2, 3 …: a missing one is seen
    on = models.DateField(unique=True)
    upto = models.BigIntegerField()  # the last event it speaks of
    statement = models.TextField()
    signature = models.BinaryField(max_length=64)

    def __str__(self) -> str:
        return f"anchor of {self.on}"
