"""What the reference inserts."""

from django.db import models


class Row(models.Model):
    """As wide as a small application: a number, a text, a moment."""

    number = models.CharField(max_length=16)
    text = models.TextField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number
