"""Choices of log control, in words."""

from django.db.models import TextChoices


class Status(TextChoices):
    DRAWN = "drawn", "att granska"
    SIGNED = "signed", "signerad"


class Verdict(TextChoices):
    JUSTIFIED = "justified", "befogad"
    UNCLEAR = "unclear", "oklar"
    UNJUSTIFIED = "unjustified", "obefogad"
