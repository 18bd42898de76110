"""What ties a case to reports, investigators and findings. Here for `access`, which asks them."""

from django.db import models
from django.db.models import Q


class CaseReport(models.Model):
    """The report is investigated in the case, alone or with others; never in two at a time.

    One that has left stays here with a day: what is written in the case may be about it.
    """

    case = models.ForeignKey(
        "lex_sarah.Case", on_delete=models.CASCADE, related_name="report_links"
    )
    report = models.ForeignKey(
        "reports.Report", on_delete=models.PROTECT, related_name="lex_sarah_links", db_index=False
    )
    joined_at = models.DateTimeField(verbose_name="lades till")
    left_at = models.DateTimeField(null=True, verbose_name="togs ut")

    class Meta:
        verbose_name = "ärendets rapport"
        verbose_name_plural = "ärendets rapporter"
        constraints = [
            models.UniqueConstraint(
                fields=["report"], condition=Q(left_at__isnull=True), name="lex_sarah_report_once"
            )
        ]
        indexes = [models.Index(fields=["report"], name="lex_sarah_report")]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.report_id}"


class Investigator(models.Model):
    """Somebody whom SAS has let into the case, and when that ended."""

    case = models.ForeignKey(
        "lex_sarah.Case", on_delete=models.CASCADE, related_name="investigators"
    )
    account = models.ForeignKey("organisation.Account", on_delete=models.PROTECT, related_name="+")
    assigned_at = models.DateTimeField(verbose_name="från")
    assigned_by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True, verbose_name="till")

    class Meta:
        verbose_name = "utredare i ett ärende"
        verbose_name_plural = "utredare i ärenden"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "account"],
                condition=Q(withdrawn_at__isnull=True),
                name="lex_sarah_investigator_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.account_id}"


class CaseFinding(models.Model):
    """The case led to this finding, while it went on or afterwards."""

    case = models.ForeignKey(
        "lex_sarah.Case", on_delete=models.CASCADE, related_name="finding_links", db_index=False
    )
    finding = models.ForeignKey("findings.Finding", on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = "ärendets fynd"
        verbose_name_plural = "ärendenas fynd"
        constraints = [
            models.UniqueConstraint(fields=["case", "finding"], name="lex_sarah_finding_once")
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.finding_id}"
