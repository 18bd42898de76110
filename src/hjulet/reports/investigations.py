"""Investigations of deviations: what one says, what was sealed, and where reports were handed."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hjulet.organisation.types import Actor
from hjulet.reports import access
from hjulet.reports.kinds import (
    Body,
    Ground,
    HandoverKind,
    InvestigationStatus,
    InvestigationVerb,
)


class InvestigationQuerySet(models.QuerySet["Investigation"]):
    def visible_to(self, actor: Actor) -> "InvestigationQuerySet":
        """Those that the actor may read; with secrecy only SAS of the board."""
        return self.filter(access.investigations(actor))


class Investigation(models.Model):
    """One or several reports investigated by a unit. The draft is shared by those who write it.

    `version` counts saves: whoever saves says which one she saw. `restricted`: its only report
    became lex Sarah, so that what is written here is SAS's alone.
    """

    reference = models.CharField(max_length=20, unique=True, verbose_name="referens")
    board = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="utreds av"
    )
    responsible = models.ForeignKey(
        "organisation.Account", on_delete=models.PROTECT, related_name="+", verbose_name="ansvarig"
    )
    status = models.CharField(
        max_length=10,
        choices=InvestigationStatus.choices,
        default=InvestigationStatus.DRAFT,
        verbose_name="läge",
    )
    version = models.PositiveIntegerField(default=0, verbose_name="sparad så många gånger")
    saved_by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    restricted = models.BooleanField(default=False, verbose_name="sekretess")
    opened_at = models.DateTimeField(verbose_name="öppnad")
    done_at = models.DateTimeField(null=True, verbose_name="klar")
    closed_at = models.DateTimeField(null=True, verbose_name="avslutad")
    course = models.TextField(blank=True, verbose_name="händelseförlopp")
    why = models.TextField(blank=True, verbose_name="orsaksanalys")
    cause_unknown = models.BooleanField(default=False, verbose_name="orsaken gick inte att hitta")
    earlier_events = models.TextField(blank=True, verbose_name="tidigare liknande händelser")
    consequence = models.PositiveSmallIntegerField(null=True, verbose_name="konsekvens")
    likelihood = models.PositiveSmallIntegerField(
        null=True, verbose_name="sannolikhet att det händer igen"
    )
    police_report = models.BooleanField(null=True, verbose_name="polisanmäld")
    police_on = models.DateField(null=True, verbose_name="polisanmäld dag")
    told_reporter = models.TextField(blank=True, verbose_name="till den som rapporterade")

    objects: ClassVar[InvestigationQuerySet] = InvestigationQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "utredning"
        verbose_name_plural = "utredningar"
        constraints = [
            models.CheckConstraint(
                condition=Q(status=InvestigationStatus.DRAFT, done_at__isnull=True)
                | Q(status=InvestigationStatus.CLOSED)
                | Q(
                    status__in=[InvestigationStatus.DONE, InvestigationStatus.ACCEPTED],
                    done_at__isnull=False,
                ),
                name="investigation_done_has_time",
            ),
            models.CheckConstraint(
                condition=Q(status=InvestigationStatus.CLOSED, closed_at__isnull=False)
                | (~Q(status=InvestigationStatus.CLOSED) & Q(closed_at__isnull=True)),
                name="investigation_closed_has_time",
            ),
            models.CheckConstraint(
                condition=(Q(consequence__isnull=True) | Q(consequence__gte=1, consequence__lte=4))
                & (Q(likelihood__isnull=True) | Q(likelihood__gte=1, likelihood__lte=4)),
                name="investigation_scales",
            ),
            models.CheckConstraint(
                condition=Q(police_on__isnull=True) | Q(police_report=True),
                name="investigation_police_day_means_yes",
            ),
            # What is secret has no next step of the unit's left.
            models.CheckConstraint(
                condition=Q(restricted=False) | Q(status=InvestigationStatus.CLOSED),
                name="investigation_restricted_is_closed",
            ),
        ]
        indexes = [
            models.Index(
                "board", F("opened_at").desc(), F("id").desc(), name="investigation_board"
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class InvestigationCause(models.Model):
    """The investigation found this cause, of the one tree of causes."""

    investigation = models.ForeignKey(
        Investigation, on_delete=models.CASCADE, related_name="cause_links", db_index=False
    )
    cause = models.ForeignKey("findings.Cause", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "utredningens orsak"
        verbose_name_plural = "utredningens orsaker"
        constraints = [
            models.UniqueConstraint(
                fields=["investigation", "cause"], name="investigation_cause_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.investigation_id}/{self.cause_id}"


class InvestigationEarlier(models.Model):
    """An earlier report that whoever investigates found to be alike."""

    investigation = models.ForeignKey(
        Investigation, on_delete=models.CASCADE, related_name="earlier_links", db_index=False
    )
    report = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "tidigare liknande rapport"
        verbose_name_plural = "tidigare liknande rapporter"
        constraints = [
            models.UniqueConstraint(
                fields=["investigation", "report"], name="investigation_earlier_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.investigation_id}/{self.report_id}"


class InvestigationFinding(models.Model):
    """The investigation led to this finding. The link is ours: findings know no sources."""

    investigation = models.ForeignKey(
        Investigation, on_delete=models.CASCADE, related_name="finding_links", db_index=False
    )
    finding = models.ForeignKey("findings.Finding", on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "utredningens fynd"
        verbose_name_plural = "utredningarnas fynd"
        constraints = [
            models.UniqueConstraint(
                fields=["investigation", "finding"], name="investigation_finding_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.investigation_id}/{self.finding_id}"


class InvestigationVersion(models.Model):
    """What the investigation said when it was done: sealed, and never changed.

    `restricted`: sealed when one of its reports became lex Sarah, for SAS alone.
    """

    investigation = models.ForeignKey(
        Investigation, on_delete=models.CASCADE, related_name="versions", db_index=False
    )
    number = models.PositiveSmallIntegerField(verbose_name="nummer")
    at = models.DateTimeField(verbose_name="förseglad")
    by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    report_ids = models.JSONField(default=list, verbose_name="rapporter")
    fields = models.JSONField(default=dict, verbose_name="innehåll")
    restricted = models.BooleanField(default=False, verbose_name="sekretess")

    class Meta:
        verbose_name = "förseglad utredning"
        verbose_name_plural = "förseglade utredningar"
        constraints = [
            models.UniqueConstraint(
                fields=["investigation", "number"], name="investigation_version_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.investigation_id}/{self.number}"


class InvestigationStep(models.Model):
    """Something that was done with the investigation: by whom, when, and why.

    `restricted`: the words are SAS's alone, since they may be about what became lex Sarah.
    """

    investigation = models.ForeignKey(Investigation, on_delete=models.CASCADE, related_name="steps")
    verb = models.CharField(max_length=15, choices=InvestigationVerb.choices, verbose_name="steg")
    at = models.DateTimeField(verbose_name="när")
    by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    report = models.ForeignKey(
        "reports.Report", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    text = models.TextField(blank=True, verbose_name="skäl")
    restricted = models.BooleanField(default=False, verbose_name="sekretess")

    class Meta:
        verbose_name = "steg i en utredning"
        verbose_name_plural = "steg i utredningar"

    def __str__(self) -> str:
        return f"{self.investigation_id}/{self.verb}"


class Handover(models.Model):
    """A report was handed over: to whom, what was told, on which ground, and what they answered.

    It belongs to the report and is read by those who read the report whole.
    """

    report = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="handovers")
    investigation = models.ForeignKey(
        Investigation, on_delete=models.SET_NULL, null=True, related_name="handovers"
    )
    kind = models.CharField(max_length=10, choices=HandoverKind.choices, verbose_name="till")
    at = models.DateTimeField(verbose_name="när")
    by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    from_unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="från enhet"
    )
    to_unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    to_board = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, null=True, related_name="+"
    )
    body_kind = models.CharField(max_length=15, choices=Body.choices, blank=True)
    body = models.CharField(max_length=120, blank=True, verbose_name="mottagare")
    ground = models.CharField(max_length=10, choices=Ground.choices, blank=True)
    text = models.TextField(verbose_name="vad som lämnades")
    their_reference = models.CharField(
        max_length=60, blank=True, verbose_name="mottagarens beteckning"
    )
    new_report = models.ForeignKey(
        "reports.Report", on_delete=models.SET_NULL, null=True, related_name="came_from"
    )
    answered_on = models.DateField(null=True, verbose_name="svarade")
    answer = models.TextField(blank=True, verbose_name="svaret")

    class Meta:
        verbose_name = "överlämning"
        verbose_name_plural = "överlämningar"
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=HandoverKind.UNIT, to_unit__isnull=False)
                | Q(kind=HandoverKind.BOARD, to_board__isnull=False)
                | (Q(kind=HandoverKind.EXTERNAL) & ~Q(body_kind="") & ~Q(body="")),
                name="handover_has_receiver",
            ),
            models.CheckConstraint(
                condition=Q(kind=HandoverKind.UNIT) | ~Q(ground=""), name="handover_has_ground"
            ),
            models.CheckConstraint(
                condition=Q(answered_on__isnull=False) | Q(answer=""),
                name="handover_answer_has_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.kind}"
