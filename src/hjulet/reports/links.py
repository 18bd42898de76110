"""What ties a report to types, units, causes and readers. Here for `access`, which asks them."""

from django.db import models
from django.db.models import Q

from hjulet.reports.kinds import TypeKind
from hjulet.reports.lists import DeviationType


class ReportType(models.Model):
    """Current truth: the report is of this type."""

    report = models.ForeignKey(
        "reports.Report", on_delete=models.CASCADE, related_name="type_links", db_index=False
    )
    type = models.ForeignKey(DeviationType, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "rapportens typ"
        verbose_name_plural = "rapportens typer"
        constraints = [models.UniqueConstraint(fields=["report", "type"], name="report_type_once")]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.type_id}"


class ReportUnit(models.Model):
    """Current truth: the report concerns this unit."""

    report = models.ForeignKey(
        "reports.Report", on_delete=models.CASCADE, related_name="unit_links", db_index=False
    )
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "rapportens enhet"
        verbose_name_plural = "rapportens enheter"
        constraints = [models.UniqueConstraint(fields=["report", "unit"], name="report_unit_once")]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.unit_id}"


class ReportCause(models.Model):
    """Current truth: the report has this cause."""

    report = models.ForeignKey(
        "reports.Report", on_delete=models.CASCADE, related_name="cause_links", db_index=False
    )
    cause = models.ForeignKey("findings.Cause", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "rapportens orsak"
        verbose_name_plural = "rapportens orsaker"
        constraints = [
            models.UniqueConstraint(fields=["report", "cause"], name="report_cause_once")
        ]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.cause_id}"


class AccessGrant(models.Model):
    """Somebody who may read one restricted report.

    `for_case`: a case above let her in, and takes the right back with the task; it counts only
    while she may open the case (`case_rule`). What SAS gave by hand only SAS takes back.
    """

    report = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="grants")
    account = models.ForeignKey("organisation.Account", on_delete=models.CASCADE, related_name="+")
    granted_at = models.DateTimeField(verbose_name="från")
    granted_by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    for_case = models.BooleanField(default=False, verbose_name="följer med ett ärende")

    class Meta:
        verbose_name = "åtkomst"
        verbose_name_plural = "åtkomster"
        constraints = [models.UniqueConstraint(fields=["report", "account"], name="grant_once")]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.account_id}"


class ReportFinding(models.Model):
    """The report led to this finding. The link is ours: findings know no sources."""

    report = models.ForeignKey(
        "reports.Report", on_delete=models.CASCADE, related_name="finding_links", db_index=False
    )
    finding = models.ForeignKey("findings.Finding", on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "rapportens fynd"
        verbose_name_plural = "rapporternas fynd"
        constraints = [
            models.UniqueConstraint(fields=["report", "finding"], name="report_finding_once")
        ]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.finding_id}"


class ReportCase(models.Model):
    """A case has taken the report up: an investigation here, lex Sarah or a data breach above.

    Written down by the room of the case through `reports.operations`; `kind` is a TypeKind.
    `outcome` is what came of the case, for the one who reported, when the report itself goes on;
    of a report that is closed with its case the status change tells.
    """

    report = models.ForeignKey(
        "reports.Report", on_delete=models.CASCADE, related_name="cases", db_index=False
    )
    kind = models.CharField(max_length=15, choices=TypeKind.choices, verbose_name="hanteras som")
    reference = models.CharField(max_length=40, verbose_name="ärendets referens")
    path = models.CharField(max_length=200, verbose_name="adress i Hjulet")
    opened_at = models.DateTimeField(verbose_name="togs upp")
    settled_at = models.DateTimeField(null=True, verbose_name="klar")
    outcome = models.TextField(blank=True, verbose_name="det som den som rapporterade läser")

    class Meta:
        verbose_name = "rapportens ärende"
        verbose_name_plural = "rapportens ärenden"
        constraints = [models.UniqueConstraint(fields=["report", "kind"], name="report_case_once")]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.kind}"


class InvestigationReport(models.Model):
    """The report is investigated there, alone or together with others. Never in two at a time.

    One that has left stays here with a day: what was written may still be about it.
    """

    investigation = models.ForeignKey(
        "reports.Investigation", on_delete=models.CASCADE, related_name="report_links"
    )
    report = models.ForeignKey(
        "reports.Report", on_delete=models.CASCADE, related_name="investigation_links"
    )
    left_at = models.DateTimeField(null=True, verbose_name="togs ut")

    class Meta:
        verbose_name = "utredd rapport"
        verbose_name_plural = "utredda rapporter"
        constraints = [
            models.UniqueConstraint(
                fields=["report"], condition=Q(left_at__isnull=True), name="investigated_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.investigation_id}/{self.report_id}"
