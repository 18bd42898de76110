"""Tables that a municipality may edit: the tree of causes, and themes.

Open to the rooms above: one tree of causes serves the assessment of a report, the investigation
and the finding, so that a cause means the same in every figure.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q


class CauseQuerySet(models.QuerySet["Cause"]):
    def choosable(self) -> "CauseQuerySet":
        """Those that can be a cause themselves: a heading over finer ones cannot."""
        return self.filter(children__isnull=True)


class Cause(models.Model):
    """Why it happened. One level of finer causes may stand below a heading."""

    name = models.CharField(max_length=120, unique=True, verbose_name="namn")
    parent = models.ForeignKey(
        "self",
        # As PROTECT, but a tree may go as a whole (when a backup is restored).
        on_delete=models.RESTRICT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name="under",
    )
    order = models.PositiveSmallIntegerField(default=100, verbose_name="ordning")
    active = models.BooleanField(default=True, verbose_name="används")

    objects: ClassVar[CauseQuerySet] = CauseQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "orsak"
        verbose_name_plural = "orsaker"
        constraints = [
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")),
                name="cause_not_under_itself",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Theme(models.Model):
    """What a finding is about, across units and sources: barns delaktighet, SIP, klarspråk."""

    name = models.CharField(max_length=120, unique=True, verbose_name="namn")
    active = models.BooleanField(default=True, verbose_name="används")

    class Meta:
        verbose_name = "tema"
        verbose_name_plural = "teman"

    def __str__(self) -> str:
        return self.name
