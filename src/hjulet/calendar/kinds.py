"""Choices of clocks and deadlines."""

from django.db.models import TextChoices


class Span(TextChoices):
    """How a deadline is counted."""

    WORKING_DAYS = "working_days", "arbetsdagar"
    DAYS = "days", "dagar"
    MONTHS = "months", "kalendermånader"
    HOURS = "hours", "timmar, dygnet runt"


class Ended(TextChoices):
    """How a clock ended."""

    DONE = "done", "gjort"
    MOVED = "moved", "flyttat"
    CANCELLED = "cancelled", "behövs inte"


class ChaseStep(TextChoices):
    """Why somebody was told."""

    LANDED = "landed", "ny"
    SOON = "soon", "snart"
    LATE = "late", "försenad"
    RAISED = "raised", "försenad, till nästa chef"
