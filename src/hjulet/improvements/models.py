"""Measures, the steps of their lives, and action plans."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hjulet.improvements import access
from hjulet.improvements.kinds import Effect, Level, Obstacle, Outcome, Status, Verb
from hjulet.organisation.types import Actor

OPEN = (Status.PROPOSED, Status.DECIDED, Status.STARTED, Status.DONE)


class MeasureQuerySet(models.QuerySet["Measure"]):
    def visible_to(self, actor: Actor) -> "MeasureQuerySet":
        """Measures hold no personal data and are open to all staff of the board."""
        return self.filter(access.readable(actor))


class Measure(models.Model):
    """What is to be done, why, and how it will be seen that it helped. `status` is where it is.

    Always has a responsible person and a date for its next step, until it is closed or rejected.
    """

    reference = models.CharField(max_length=20, unique=True, verbose_name="referens")
    board = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="gäller"
    )
    level = models.CharField(max_length=15, choices=Level.choices, verbose_name="beslutas av")
    title = models.CharField(max_length=160, verbose_name="åtgärden i en mening")
    what = models.TextField(blank=True, verbose_name="så här gör vi")
    why = models.TextField(blank=True, verbose_name="varför")
    expected_effect = models.TextField(verbose_name="önskad effekt")
    seen_by = models.TextField(verbose_name="så ser vi om det hjälper")
    responsible = models.ForeignKey(
        "organisation.Account", on_delete=models.PROTECT, related_name="+", verbose_name="ansvarig"
    )
    theme = models.ForeignKey(
        "findings.Theme", on_delete=models.PROTECT, null=True, related_name="+"
    )
    decide_by = models.DateField(verbose_name="beslutas senast")
    due_on = models.DateField(verbose_name="klar senast")
    effect_on = models.DateField(verbose_name="effekten kontrolleras")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PROPOSED)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, blank=True)
    effect = models.CharField(max_length=10, choices=Effect.choices, blank=True)
    proposed_on = models.DateField(verbose_name="föreslagen")
    decided_on = models.DateField(null=True, verbose_name="beslutad")
    started_on = models.DateField(null=True, verbose_name="påbörjad")
    done_on = models.DateField(null=True, verbose_name="genomförd")
    closed_on = models.DateField(null=True, verbose_name="avslutad")
    dnr = models.CharField(max_length=60, blank=True, verbose_name="diarienummer")
    paragraph = models.CharField(max_length=20, blank=True, verbose_name="paragraf")
    report_back_on = models.DateField(null=True, verbose_name="återrapporteras på mötet")
    revises_routine = models.CharField(
        max_length=160, blank=True, verbose_name="rutin som behöver ändras"
    )
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="followers"
    )
    # The figure that will show the effect, chosen when the measure was made.
    figure_key = models.CharField(max_length=80, blank=True, verbose_name="siffra")
    figure_params = models.JSONField(default=dict, verbose_name="vad siffran räknar")

    objects: ClassVar[models.Manager["Measure"]] = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = "åtgärd"
        verbose_name_plural = "åtgärder"
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=[Status.PROPOSED, Status.REJECTED])
                | Q(decided_on__isnull=False),
                name="measure_decided_has_day",
            ),
            models.CheckConstraint(
                condition=Q(status__in=[Status.DONE, Status.CLOSED], done_on__isnull=False)
                & ~Q(outcome="")
                | (
                    ~Q(status__in=[Status.DONE, Status.CLOSED])
                    & Q(done_on__isnull=True, outcome="")
                ),
                name="measure_done_has_outcome",
            ),
            models.CheckConstraint(
                condition=Q(status=Status.CLOSED, closed_on__isnull=False) & ~Q(effect="")
                | Q(status=Status.REJECTED, closed_on__isnull=False, effect="")
                | (
                    ~Q(status__in=[Status.CLOSED, Status.REJECTED])
                    & Q(closed_on__isnull=True, effect="")
                ),
                name="measure_closed_has_effect",
            ),
            models.CheckConstraint(
                condition=Q(effect_on__gte=F("due_on")), name="measure_effect_after_due"
            ),
        ]
        indexes = [
            models.Index(fields=["board", "status", "due_on"], name="measure_status"),
            models.Index(fields=["unit", "status"], name="measure_unit"),
            models.Index(fields=["board", "-id"], name="measure_board"),
        ]

    def __str__(self) -> str:
        return self.reference


class MeasureFinding(models.Model):
    """The measure answers this finding."""

    measure = models.ForeignKey(
        Measure, on_delete=models.CASCADE, related_name="finding_links", db_index=False
    )
    finding = models.ForeignKey("findings.Finding", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "åtgärdens fynd"
        verbose_name_plural = "åtgärdens fynd"
        constraints = [
            models.UniqueConstraint(fields=["measure", "finding"], name="measure_finding_once")
        ]

    def __str__(self) -> str:
        return f"{self.measure_id}/{self.finding_id}"


class Step(models.Model):
    """One step in the life of a measure: who did what, when, in her own words. Never changed."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="steps")
    verb = models.CharField(max_length=15, choices=Verb.choices)
    at = models.DateTimeField(verbose_name="när")
    by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    text = models.TextField(blank=True, verbose_name="med egna ord")
    # Of a postponement: which date, from when, to when, and why.
    moved = models.CharField(max_length=10, blank=True, verbose_name="vilket datum")
    moved_from = models.DateField(null=True, verbose_name="från")
    moved_to = models.DateField(null=True, verbose_name="till")
    obstacle = models.CharField(max_length=12, choices=Obstacle.choices, blank=True)
    # Of a hand-over: from whom.
    was = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "steg"
        verbose_name_plural = "steg"
        constraints = [
            models.CheckConstraint(
                condition=~Q(verb=Verb.POSTPONE)
                | (Q(moved_from__isnull=False, moved_to__isnull=False) & ~Q(obstacle="")),
                name="step_postponed_has_dates_and_obstacle",
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure_id}/{self.verb}"


class EffectCheck(models.Model):
    """What was seen when the effect was checked; figures before and after as they were counted."""

    measure = models.OneToOneField(Measure, on_delete=models.CASCADE, related_name="check_row")
    at = models.DateTimeField(verbose_name="när")
    by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    effect = models.CharField(max_length=10, choices=Effect.choices)
    evidence = models.TextField(verbose_name="vad svaret bygger på")
    no_more = models.TextField(blank=True, verbose_name="varför ingen ny åtgärd")
    before = models.JSONField(null=True, verbose_name="siffran före")
    after = models.JSONField(null=True, verbose_name="siffran efter")
    comment = models.TextField(blank=True, verbose_name="ärligt ord om skillnaden")

    class Meta:
        verbose_name = "effektkontroll"
        verbose_name_plural = "effektkontroller"

    def __str__(self) -> str:
        return f"{self.measure_id}/{self.effect}"


class Evidence(models.Model):
    """A file that shows the effect."""

    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="evidence")
    file = models.OneToOneField("files.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "bilaga till effektkontroll"
        verbose_name_plural = "bilagor till effektkontroll"

    def __str__(self) -> str:
        return f"{self.measure_id}/{self.file_id}"


class ActionPlan(models.Model):
    """The measures of one unit and one year, or of one theme in it."""

    board = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="gäller"
    )
    year = models.PositiveSmallIntegerField(verbose_name="år")
    theme = models.ForeignKey(
        "findings.Theme", on_delete=models.PROTECT, null=True, related_name="+"
    )
    aim = models.TextField(blank=True, verbose_name="vad vi vill nå")
    made_at = models.DateTimeField(verbose_name="gjord")
    made_by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    carried_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="carried_to"
    )

    class Meta:
        verbose_name = "handlingsplan"
        verbose_name_plural = "handlingsplaner"
        constraints = [
            models.UniqueConstraint(fields=["unit", "year", "theme"], name="plan_of_theme_once"),
            models.UniqueConstraint(
                fields=["unit", "year"], condition=Q(theme__isnull=True), name="plan_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.year}"


class PlanMeasure(models.Model):
    """The measure stands in this plan. `carried` when it came along from the year before."""

    plan = models.ForeignKey(
        ActionPlan, on_delete=models.CASCADE, related_name="links", db_index=False
    )
    measure = models.ForeignKey(Measure, on_delete=models.CASCADE, related_name="plan_links")
    carried = models.BooleanField(default=False, verbose_name="kom med från förra året")

    class Meta:
        verbose_name = "åtgärd i handlingsplan"
        verbose_name_plural = "åtgärder i handlingsplaner"
        constraints = [
            models.UniqueConstraint(fields=["plan", "measure"], name="plan_measure_once")
        ]

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.measure_id}"
