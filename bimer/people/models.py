"""Who the applicants are: the one place for personal data, and nothing of it readable in the database."""

from django.db import models


class Person(models.Model):
    """Somebody, or a legal person, who filed an application; the details are sealed, see `vault`."""

    id = models.UUIDField(primary_key=True)
    sealed = models.BinaryField()
    key_id = models.CharField(max_length=16)
    identity_digest = models.BinaryField(max_length=32, null=True, db_index=True)
    language = models.CharField(max_length=5, default="tr")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    # Empty while the citizen is still filling in the form.
    registered_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"person {self.pk}"
