"""The chain of events."""

from typing import Any

from django.db import models


class Event(models.Model):
    """One deed: who, when, what, on which thing. Never changed once written."""

    seq = models.BigIntegerField(unique=True, verbose_name="nummer")
    at = models.DateTimeField(verbose_name="när")
    actor_id = models.BigIntegerField(null=True, verbose_name="vem (konto)")
    verb = models.CharField(max_length=60, verbose_name="vad")
    subject_kind = models.CharField(max_length=40, verbose_name="slag av sak")
    subject_id = models.CharField(max_length=40, verbose_name="sakens nyckel")
    confidential = models.BooleanField(default=False, verbose_name="rör sekretess")
    keys = models.TextField(default="{}", verbose_name="nycklar (JSON)")
    previous_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = "journalhändelse"
        verbose_name_plural = "journalhändelser"
        indexes = [
            models.Index(fields=["subject_kind", "subject_id", "seq"], name="event_subject"),
            models.Index(fields=["actor_id", "seq"], name="event_actor"),
            models.Index(fields=["verb", "seq"], name="event_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.verb}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TypeError("En journalrad ändras aldrig.")
        super().save(*args, **kwargs)
