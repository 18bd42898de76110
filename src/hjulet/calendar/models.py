"""Clocks that run until somebody acts, the deadlines they run by, and whom they have told."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from hjulet.calendar.kinds import ChaseStep, Ended, Span
from hjulet.kernel.in_force import InForce


class NumberSeries(models.Model):
    """The last number given in a year to one kind of thing: findings 2025-31."""

    key = models.CharField(max_length=30, verbose_name="slag")
    year = models.PositiveSmallIntegerField(verbose_name="år")
    last = models.PositiveIntegerField(default=0, verbose_name="senaste nummer")

    class Meta:
        verbose_name = "nummerserie"
        verbose_name_plural = "nummerserier"
        constraints = [models.UniqueConstraint(fields=["key", "year"], name="series_once")]

    def __str__(self) -> str:
        return f"{self.key} {self.year}-{self.last}"


class Deadline(models.Model):
    """How long one kind of thing may take, by law or by the board's own decision, during a time."""

    kind = models.CharField(max_length=40, verbose_name="gäller")
    board = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    amount = models.PositiveSmallIntegerField(verbose_name="antal")
    span = models.CharField(max_length=15, choices=Span.choices, verbose_name="räknat i")
    warn_before = models.PositiveSmallIntegerField(
        default=3, verbose_name="påminn så många arbetsdagar före"
    )
    raise_after = models.PositiveSmallIntegerField(
        default=5, verbose_name="säg till nästa chef efter så många arbetsdagar"
    )
    basis = models.CharField(max_length=200, blank=True, verbose_name="lag eller beslut")
    valid_from = models.DateField(null=True, blank=True, verbose_name="från")
    valid_to = models.DateField(null=True, blank=True, verbose_name="till och med")

    objects: ClassVar[Any] = InForce.as_manager()

    class Meta:
        verbose_name = "tidsgräns"
        verbose_name_plural = "tidsgränser"
        indexes = [models.Index(fields=["kind", "board"], name="deadline_kind")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gte=1), name="deadline_amount"),
            models.CheckConstraint(condition=Q(raise_after__gte=1), name="deadline_raise"),
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.amount} {self.span}"


class Clock(models.Model):
    """Something to be done by a day. Started and stopped by the room that knows what it is.

    Holds no content: kind, key and reference only. Without `responsible` those who have `role`
    at the unit answer for it.
    """

    kind = models.CharField(max_length=40, verbose_name="slag")
    subject_id = models.BigIntegerField(verbose_name="sakens nyckel")
    reference = models.CharField(max_length=60, verbose_name="referens")
    path = models.CharField(max_length=200, verbose_name="adress i Hjulet")
    board = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    responsible = models.ForeignKey(
        "organisation.Account",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name="ansvarig",
    )
    role = models.CharField(max_length=30, blank=True, verbose_name="roll som svarar")
    confidential = models.BooleanField(default=False, verbose_name="rör sekretess")
    started_at = models.DateTimeField(verbose_name="började")
    due_on = models.DateField(null=True, verbose_name="senast")
    due_at = models.DateTimeField(null=True, verbose_name="senast, med klockslag")
    warn_on = models.DateField(null=True, verbose_name="påminn från")
    raise_after = models.PositiveSmallIntegerField(
        default=5, verbose_name="till nästa chef efter arbetsdagar"
    )
    ended_at = models.DateTimeField(null=True, verbose_name="slutade")
    ended = models.CharField(max_length=10, choices=Ended.choices, blank=True)

    class Meta:
        verbose_name = "klocka"
        verbose_name_plural = "klockor"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "subject_id"],
                condition=Q(ended_at__isnull=True),
                name="clock_runs_once",
            ),
            models.CheckConstraint(
                condition=Q(ended="", ended_at__isnull=True)
                | (~Q(ended="") & Q(ended_at__isnull=False)),
                name="clock_ended_has_time",
            ),
            models.CheckConstraint(
                condition=Q(responsible__isnull=False) | ~Q(role=""), name="clock_has_somebody"
            ),
            # A moment has its day, so that lists and notices can go by the day alone.
            models.CheckConstraint(
                condition=Q(due_at__isnull=True) | Q(due_on__isnull=False), name="clock_due_day"
            ),
        ]
        indexes = [
            models.Index(
                fields=["responsible", "due_on"],
                condition=Q(ended_at__isnull=True),
                name="clock_responsible",
            ),
            models.Index(
                fields=["role", "board", "due_on"],
                condition=Q(ended_at__isnull=True),
                name="clock_role",
            ),
            models.Index(
                fields=["due_on", "id"], condition=Q(ended_at__isnull=True), name="clock_open"
            ),
            models.Index(fields=["kind", "subject_id"], name="clock_subject"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reference}"


class Chase(models.Model):
    """That somebody was told of a clock, once for each slot (a day, or an hour of a 72-hour clock).

    `at` is when it happened; a run that comes late still writes the row of its own slot.
    """

    clock = models.ForeignKey(
        Clock, on_delete=models.CASCADE, related_name="chases", db_index=False
    )
    account = models.ForeignKey("organisation.Account", on_delete=models.CASCADE, related_name="+")
    step = models.CharField(max_length=10, choices=ChaseStep.choices)
    slot = models.CharField(max_length=20, verbose_name="tillfälle")
    at = models.DateTimeField(verbose_name="när")

    class Meta:
        verbose_name = "påminnelse"
        verbose_name_plural = "påminnelser"
        constraints = [
            models.UniqueConstraint(fields=["clock", "account", "step", "slot"], name="chase_once")
        ]

    def __str__(self) -> str:
        return f"{self.clock_id}/{self.step}/{self.slot}"


class Recurrence(models.Model):
    """When a job that comes back was last done. A run that was missed is made up by the next."""

    key = models.CharField(max_length=40, unique=True, verbose_name="jobb")
    last_at = models.DateTimeField(null=True, verbose_name="senast")
    last_slot = models.CharField(max_length=20, blank=True, verbose_name="senaste tillfälle")
    failure = models.CharField(max_length=200, blank=True, verbose_name="vad som gick fel")

    class Meta:
        verbose_name = "återkommande jobb"
        verbose_name_plural = "återkommande jobb"

    def __str__(self) -> str:
        return self.key
