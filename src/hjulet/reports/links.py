"""What ties a report to types, units, causes and readers. Here for `access`, which asks them."""

from django.db import models

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
    """Somebody who may read one restricted report."""

    report = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="grants")
    account = models.ForeignKey("organisation.Account", on_delete=models.CASCADE, related_name="+")
    granted_at = models.DateTimeField(verbose_name="från")
    granted_by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )

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
