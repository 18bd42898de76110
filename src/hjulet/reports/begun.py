"""What somebody has begun and put aside: only she sees it."""

from django.db import models


class ReportDraft(models.Model):
    """A form begun and saved by the one who writes it. Only she sees it."""

    account = models.ForeignKey("organisation.Account", on_delete=models.CASCADE, related_name="+")
    saved_at = models.DateTimeField(verbose_name="sparat")
    fields = models.JSONField(default=dict, verbose_name="ifyllt")

    class Meta:
        verbose_name = "utkast"
        verbose_name_plural = "utkast"

    def __str__(self) -> str:
        return f"Utkast {self.pk}"


class AssessmentDraft(models.Model):
    """An assessment that somebody has begun. Only she sees it; sealing hers takes it away."""

    report = models.ForeignKey("reports.Report", on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey("organisation.Account", on_delete=models.CASCADE, related_name="+")
    saved_at = models.DateTimeField(verbose_name="sparat")
    fields = models.JSONField(default=dict, verbose_name="ifyllt")

    class Meta:
        verbose_name = "utkast till bedömning"
        verbose_name_plural = "utkast till bedömningar"
        constraints = [
            models.UniqueConstraint(fields=["report", "account"], name="assessment_draft_once")
        ]

    def __str__(self) -> str:
        return f"Utkast {self.report_id}/{self.account_id}"
