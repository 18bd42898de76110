"""What is written down in a case, in versions: a draft that is saved, then sealed.

SOSFS 2011:5 5 kap. A sealed version is never changed; a correction is a new one, with its reason.
"""

from django.db import models
from django.db.models import Q

from hjulet.lex_sarah.kinds import Service


class Version(models.Model):
    """A version of a record. The draft is shared by those who investigate.

    `saved` counts how often the draft was saved: whoever saves says which one she saw.
    """

    number = models.PositiveSmallIntegerField(verbose_name="version")
    saved = models.PositiveIntegerField(default=0, verbose_name="sparad så många gånger")
    saved_at = models.DateTimeField(verbose_name="sparad")
    saved_by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    sealed_at = models.DateTimeField(null=True, verbose_name="förseglad")
    sealed_by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    reason = models.TextField(blank=True, verbose_name="varför den ersätter den förra")
    legal_basis = models.CharField(max_length=500, blank=True, verbose_name="lagrum")

    class Meta:
        abstract = True


class ReportRecord(Version):
    """The documentation of what was reported."""

    case = models.ForeignKey(
        "lex_sarah.Case", on_delete=models.CASCADE, related_name="report_records", db_index=False
    )
    received_on = models.DateField(null=True, verbose_name="togs emot")
    # "" in what was sealed before it was asked.
    service = models.CharField(
        max_length=10, choices=Service.choices, blank=True, verbose_name="vad händelsen gällde"
    )
    happened = models.TextField(blank=True, verbose_name="vad som har hänt eller kan hända")
    consequences = models.TextField(blank=True, verbose_name="följder för den enskilde")
    noticed = models.TextField(blank=True, verbose_name="när och hur det uppmärksammades")
    at_once = models.TextField(blank=True, verbose_name="vad som gjordes genast")

    class Meta:
        verbose_name = "dokumentation av en rapport"
        verbose_name_plural = "dokumentation av rapporter"
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="lex_sarah_report_record_once"),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(sealed_at__isnull=True),
                name="lex_sarah_report_record_one_draft",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.number}"


class InvestigationRecord(Version):
    """The documentation of the investigation. What it all amounts to is the decision."""

    case = models.ForeignKey(
        "lex_sarah.Case",
        on_delete=models.CASCADE,
        related_name="investigation_records",
        db_index=False,
    )
    course = models.TextField(blank=True, verbose_name="händelseförlopp")
    causes = models.TextField(blank=True, verbose_name="orsaker")
    earlier = models.TextField(blank=True, verbose_name="om något liknande har hänt förut")
    recurrence = models.TextField(blank=True, verbose_name="risken att det händer igen")
    measures = models.TextField(blank=True, verbose_name="åtgärder som är gjorda eller behövs")

    class Meta:
        verbose_name = "dokumentation av en utredning"
        verbose_name_plural = "dokumentation av utredningar"
        constraints = [
            models.UniqueConstraint(
                fields=["case", "number"], name="lex_sarah_investigation_record_once"
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(sealed_at__isnull=True),
                name="lex_sarah_investigation_record_one_draft",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}/{self.number}"


class ManagerSummary(models.Model):
    """What the manager of the unit gets to know, and what must be remedied now.

    The latest is the one that is read.
    """

    case = models.ForeignKey("lex_sarah.Case", on_delete=models.CASCADE, related_name="summaries")
    at = models.DateTimeField(verbose_name="när")
    by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    summary = models.TextField(verbose_name="sammanfattning")
    remedy_now = models.TextField(blank=True, verbose_name="det som måste rättas till nu")

    class Meta:
        verbose_name = "sammanfattning till chefen"
        verbose_name_plural = "sammanfattningar till chefer"

    def __str__(self) -> str:
        return f"{self.case_id}/{self.pk}"
