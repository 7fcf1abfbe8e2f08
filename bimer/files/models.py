"""Files people hand in: what they were called, what they are, and where their bytes lie."""

import uuid

from django.db import models


class StoredFile(models.Model):
    """One file as it was received; its bytes lie in the default storage under a random name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    # As the sender wrote it, for display; `storage.attachment_headers` makes it safe for a header.
    name = models.TextField()
    size = models.PositiveBigIntegerField()  # bytes
    content_type = models.CharField(max_length=100)  # by content, not by what the sender claims
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=100, unique=True)
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"file {self.pk}"
