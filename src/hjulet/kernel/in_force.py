"""Rows that hold during a time."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q


class InForce(models.QuerySet[Any]):
    """Rows with `valid_from` and `valid_to` (first and last day, empty is open)."""

    def on(self, day: date) -> "InForce":
        return self.during(day, day)

    def during(self, first: date, last: date) -> "InForce":
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=last),
            Q(valid_to__isnull=True) | Q(valid_to__gte=first),
        )
