"""What an incident has taken up and ended in. Here for `access`, which asks it."""

from django.db import models


class IncidentReport(models.Model):
    """The incident has taken up this report; a report belongs to one incident at most."""

    incident = models.ForeignKey(
        "data_breaches.Incident", on_delete=models.PROTECT, related_name="report_links"
    )
    report = models.OneToOneField("reports.Report", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "incidentens rapport"
        verbose_name_plural = "incidentens rapporter"

    def __str__(self) -> str:
        return f"{self.incident_id}/{self.report_id}"


class IncidentFinding(models.Model):
    """The incident ended in this finding."""

    incident = models.ForeignKey(
        "data_breaches.Incident",
        on_delete=models.PROTECT,
        related_name="finding_links",
        db_index=False,
    )
    finding = models.ForeignKey("findings.Finding", on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "incidentens fynd"
        verbose_name_plural = "incidentens fynd"
        constraints = [
            models.UniqueConstraint(fields=["incident", "finding"], name="incident_finding_once")
        ]

    def __str__(self) -> str:
        return f"{self.incident_id}/{self.finding_id}"
