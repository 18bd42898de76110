"""Tables that a municipality may edit: types and categories. Causes are one tree in `findings`."""

from django.db import models

from hjulet.reports.kinds import TypeKind


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
