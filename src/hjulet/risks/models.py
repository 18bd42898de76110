"""Risk analyses, who took part, the risks in them and the findings they ended in."""

from typing import ClassVar

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from hjulet.organisation.types import Actor
from hjulet.risks import access
from hjulet.risks.kinds import Consequence, Probability, Status, Trigger


class RiskAnalysisQuerySet(models.QuerySet["RiskAnalysis"]):
    def visible_to(self, actor: Actor) -> "RiskAnalysisQuerySet":
        """Finished ones are open to the staff of the board, others to who writes there."""
        return self.filter(access.readable(actor))

    def writable_by(self, actor: Actor) -> "RiskAnalysisQuerySet":
        """Those that the actor may change, finish and make anew."""
        return self.filter(access.writable(actor))

    def in_force(self) -> "RiskAnalysisQuerySet":
        """Done, and not yet replaced by a later one that is done."""
        later = RiskAnalysis.objects.filter(previous=OuterRef("pk"), status=Status.FINISHED)
        return self.filter(~Exists(later), status=Status.FINISHED)


class RiskAnalysis(models.Model):
    """One occasion: why, for which unit, by whom, and when it is to be looked at again."""

    reference = models.CharField(max_length=20, unique=True, verbose_name="referens")
    board = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="gäller"
    )
    title = models.CharField(max_length=160, verbose_name="vad som analyseras")
    trigger = models.CharField(max_length=15, choices=Trigger.choices, verbose_name="anledning")
    occasion = models.TextField(blank=True, verbose_name="om anledningen")
    held_on = models.DateField(verbose_name="dag")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    responsible = models.ForeignKey(
        "organisation.Account", on_delete=models.PROTECT, related_name="+", verbose_name="ansvarig"
    )
    begun_at = models.DateTimeField(verbose_name="påbörjad")
    finished_at = models.DateTimeField(null=True, verbose_name="klar")
    reassess_on = models.DateField(null=True, verbose_name="görs om senast")
    missing_reason = models.TextField(blank=True, verbose_name="varför någon funktion saknades")
    previous = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="next_analyses"
    )

    objects: ClassVar[RiskAnalysisQuerySet] = RiskAnalysisQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "riskanalys"
        verbose_name_plural = "riskanalyser"
        constraints = [
            models.CheckConstraint(
                condition=Q(status=Status.DRAFT, finished_at__isnull=True)
                | Q(status=Status.FINISHED, finished_at__isnull=False, reassess_on__isnull=False),
                name="risk_analysis_finished_has_dates",
            )
        ]
        indexes = [
            models.Index("board", F("held_on").desc(), F("id").desc(), name="risk_analysis_board")
        ]

    def __str__(self) -> str:
        return self.reference


class Participant(models.Model):
    """A function (not a person) that is needed, or took part."""

    analysis = models.ForeignKey(
        RiskAnalysis, on_delete=models.CASCADE, related_name="participants", db_index=False
    )
    function = models.CharField(max_length=80, verbose_name="funktion")
    required = models.BooleanField(default=True, verbose_name="behövs")
    took_part = models.BooleanField(default=False, verbose_name="var med")

    class Meta:
        verbose_name = "deltagande funktion"
        verbose_name_plural = "deltagande funktioner"
        constraints = [
            models.UniqueConstraint(fields=["analysis", "function"], name="participant_once")
        ]

    def __str__(self) -> str:
        return self.function


class RiskQuerySet(models.QuerySet["Risk"]):
    def visible_to(self, actor: Actor) -> "RiskQuerySet":
        """Those of the analyses that the actor may open."""
        return self.filter(analysis__in=RiskAnalysis.objects.visible_to(actor))


class Risk(models.Model):
    """Something that could happen: probability 1-4, consequence 1-4."""

    analysis = models.ForeignKey(RiskAnalysis, on_delete=models.CASCADE, related_name="risks")
    description = models.CharField(max_length=300, verbose_name="vad som kan hända")
    leads_to = models.CharField(max_length=300, blank=True, verbose_name="vad det leder till")
    today = models.TextField(blank=True, verbose_name="det som skyddar i dag")
    probability = models.PositiveSmallIntegerField(
        choices=Probability.choices, verbose_name="sannolikhet"
    )
    consequence = models.PositiveSmallIntegerField(
        choices=Consequence.choices, verbose_name="konsekvens"
    )
    order = models.PositiveSmallIntegerField(default=1, verbose_name="ordning")

    objects: ClassVar[RiskQuerySet] = RiskQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "risk i en analys"
        verbose_name_plural = "risker"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    probability__gte=1, probability__lte=4, consequence__gte=1, consequence__lte=4
                ),
                name="risk_scales",
            )
        ]

    def __str__(self) -> str:
        return self.description


class RiskFinding(models.Model):
    """The risk ended in this finding."""

    risk = models.ForeignKey(
        Risk, on_delete=models.PROTECT, related_name="finding_links", db_index=False
    )
    finding = models.ForeignKey("findings.Finding", on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "riskens fynd"
        verbose_name_plural = "riskens fynd"
        constraints = [
            models.UniqueConstraint(fields=["risk", "finding"], name="risk_finding_once")
        ]

    def __str__(self) -> str:
        return f"{self.risk_id}/{self.finding_id}"
