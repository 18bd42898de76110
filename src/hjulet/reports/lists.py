"""Tables that a municipality may edit: types, categories and the words of scales.

Causes are one tree in `findings`.
"""

from django.db import models
from django.db.models import Q

from hjulet.reports.kinds import Scale, TypeKind


class DeviationType(models.Model):
    """A type that an assessment can choose; several at once."""

    kind = models.CharField(max_length=20, choices=TypeKind.choices, verbose_name="slag")
    name = models.CharField(max_length=80, unique=True, verbose_name="namn")
    order = models.PositiveSmallIntegerField(default=100, verbose_name="ordning")
    active = models.BooleanField(default=True, verbose_name="används")

    class Meta:
        verbose_name = "typ"
        verbose_name_plural = "typer"

    def __str__(self) -> str:
        return self.name


class Category(models.Model):
    """What a report is about; one per report."""

    name = models.CharField(max_length=120, unique=True, verbose_name="namn")
    active = models.BooleanField(default=True, verbose_name="används")

    class Meta:
        verbose_name = "kategori"
        verbose_name_plural = "kategorier"

    def __str__(self) -> str:
        return self.name


class ScaleStep(models.Model):
    """One step of a scale in words: what a 3 means. The four numbers are fixed."""

    scale = models.CharField(max_length=15, choices=Scale.choices, verbose_name="skala")
    value = models.PositiveSmallIntegerField(verbose_name="steg")
    name = models.CharField(max_length=60, verbose_name="namn")
    description = models.CharField(max_length=300, blank=True, verbose_name="förklaring")

    class Meta:
        verbose_name = "steg på en skala"
        verbose_name_plural = "steg på skalor"
        constraints = [
            models.UniqueConstraint(fields=["scale", "value"], name="scale_step_once"),
            models.CheckConstraint(
                condition=Q(value__gte=1, value__lte=4), name="scale_step_value"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} {self.name}"
