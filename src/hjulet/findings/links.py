"""What ties a finding to its units. Here for `access`, which asks it."""

from django.db import models


class FindingUnit(models.Model):
    """The finding concerns this unit."""

    finding = models.ForeignKey(
        "findings.Finding", on_delete=models.CASCADE, related_name="unit_links", db_index=False
    )
    unit = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "fyndets enhet"
        verbose_name_plural = "fyndets enheter"
        constraints = [
            models.UniqueConstraint(fields=["finding", "unit"], name="finding_unit_once")
        ]

    def __str__(self) -> str:
        return f"{self.finding_id}/{self.unit_id}"
