"""A stored file. What it belongs to is known by the room above that links to it."""

from django.db import models


class StoredFile(models.Model):
    """One file on disk under the data folder, named by a random key."""

    key = models.UUIDField(unique=True, verbose_name="nyckel")
    name = models.CharField(max_length=200, verbose_name="filnamn")
    media_type = models.CharField(max_length=100, verbose_name="filtyp")
    size = models.PositiveIntegerField(verbose_name="storlek i byte")
    sha256 = models.CharField(max_length=64, verbose_name="kontrollsumma")
    kept_at = models.DateTimeField(verbose_name="sparad")

    class Meta:
        verbose_name = "fil"
        verbose_name_plural = "filer"

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> str:
        """Where it lies, relative to the folder of attachments."""
        return f"{str(self.key)[:2]}/{self.key}"
