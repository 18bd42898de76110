"""Reports, their assessments, and the facts that figures are counted from."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hjulet.organisation.types import Actor
from hjulet.reports import access
from hjulet.reports.begun import AssessmentDraft as AssessmentDraft
from hjulet.reports.begun import ReportDraft as ReportDraft
from hjulet.reports.investigations import Handover as Handover
from hjulet.reports.investigations import Investigation as Investigation
from hjulet.reports.investigations import InvestigationCause as InvestigationCause
from hjulet.reports.investigations import InvestigationEarlier as InvestigationEarlier
from hjulet.reports.investigations import InvestigationFinding as InvestigationFinding
from hjulet.reports.investigations import InvestigationStep as InvestigationStep
from hjulet.reports.investigations import InvestigationVersion as InvestigationVersion
from hjulet.reports.kinds import Affected, Astray, Serious, Source, Status
from hjulet.reports.links import AccessGrant as AccessGrant
from hjulet.reports.links import InvestigationReport as InvestigationReport
from hjulet.reports.links import ReportCase as ReportCase
from hjulet.reports.links import ReportCause as ReportCause
from hjulet.reports.links import ReportFinding as ReportFinding
from hjulet.reports.links import ReportType as ReportType
from hjulet.reports.links import ReportUnit as ReportUnit
from hjulet.reports.lists import Category, DeviationType
from hjulet.reports.lists import ScaleStep as ScaleStep
from hjulet.reports.rules import FLAGS


class ReferenceSeries(models.Model):
    """The last number given in a year: 2025-417."""

    year = models.PositiveSmallIntegerField(unique=True, verbose_name="år")
    last = models.PositiveIntegerField(default=0, verbose_name="senaste nummer")

    class Meta:
        verbose_name = "nummerserie"
        verbose_name_plural = "nummerserier"

    def __str__(self) -> str:
        return f"{self.year}-{self.last}"


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, actor: Actor) -> "ReportQuerySet":
        """The reports whose content the actor may read."""
        return self.filter(access.readable(actor))


class Report(models.Model):
    """What was reported, as it was written. Sealed when sent: corrections are rows of their own."""

    reference = models.CharField(max_length=60, unique=True, verbose_name="referens")
    # Keys without an index of their own are found by one below that begins with them, or, as a
    # board, are too few to be found by: every index is paid for at each report.
    board = models.ForeignKey(
        "organisation.Unit",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="nämnd",
        db_index=False,
    )
    reported_unit = models.ForeignKey(
        "organisation.Unit",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name="enhet där det hände",
    )
    reporter = models.ForeignKey(
        "organisation.Account",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="rapporterad av",
        db_index=False,
    )
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.FORM)
    idempotency_key = models.UUIDField(null=True, blank=True, unique=True)
    received_at = models.DateTimeField(verbose_name="inkom")
    received_on = models.DateField(verbose_name="inkommen dag")
    occurred_on = models.DateField(null=True, blank=True, verbose_name="inträffade")
    occurred_text = models.CharField(max_length=120, blank=True, verbose_name="när, med ord")
    what_happened = models.TextField(verbose_name="vad hände")
    done_at_once = models.TextField(blank=True, verbose_name="gjordes direkt")
    affected = models.CharField(max_length=10, choices=Affected.choices, blank=True)
    may_be_serious = models.CharField(max_length=10, choices=Serious.choices, blank=True)
    data_astray = models.CharField(
        max_length=10, choices=Astray.choices, blank=True, verbose_name="uppgifter hamnade fel"
    )
    status = models.CharField(
        max_length=15, choices=Status.choices, default=Status.RECEIVED, verbose_name="status"
    )
    assess_by = models.DateField(null=True, blank=True, verbose_name="bedöms senast")
    category = models.ForeignKey(
        Category,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    closed_on = models.DateField(null=True, blank=True, verbose_name="avslutad")
    notified_ivo = models.BooleanField(default=False, verbose_name="anmäld till IVO")
    notified_ivo_on = models.DateField(null=True, blank=True)
    notified_imy = models.BooleanField(default=False, verbose_name="anmäld till IMY")
    notified_imy_on = models.DateField(null=True, blank=True)
    commissioned_by = models.CharField(max_length=120, blank=True, verbose_name="uppdragsgivare")
    restricted = models.BooleanField(default=False, verbose_name="sekretess")
    touched = models.BooleanField(default=False, verbose_name="ändrad i Hjulet")
    row_fingerprint = models.CharField(max_length=64, blank=True)
    indexed = models.BooleanField(default=False, verbose_name="sökbar")
    # What was written is gone; what is counted stays.
    disposed_on = models.DateField(null=True, blank=True, verbose_name="gallrad")

    objects: ClassVar[models.Manager["Report"]] = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "rapport"
        verbose_name_plural = "rapporter"
        indexes = [
            models.Index(F("received_at").desc(), F("id").desc(), name="report_received"),
            models.Index("status", F("received_at").desc(), F("id").desc(), name="report_status"),
            models.Index(
                "category", F("received_at").desc(), F("id").desc(), name="report_category"
            ),
            # Most reports come from files and have no reporter. With those in the index SQLite,
            # once it has counted what the index holds (ANALYZE), reads the whole table instead.
            models.Index(
                "reporter",
                F("received_at").desc(),
                condition=Q(reporter__isnull=False),
                name="report_reporter",
            ),
            models.Index(fields=["id"], condition=Q(indexed=False), name="report_not_indexed"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(status=Status.CLOSED, closed_on__isnull=False)
                | (~Q(status=Status.CLOSED) & Q(closed_on__isnull=True)),
                name="report_closed_has_date",
            ),
            models.CheckConstraint(
                condition=Q(notified_ivo_on__isnull=True) | Q(notified_ivo=True),
                name="report_ivo_date_means_yes",
            ),
            models.CheckConstraint(
                condition=Q(notified_imy_on__isnull=True) | Q(notified_imy=True),
                name="report_imy_date_means_yes",
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class Assessment(models.Model):
    """One assessment, signed and sealed. A new one replaces it without changing it."""

    report = models.ForeignKey(
        Report, on_delete=models.CASCADE, related_name="assessments", db_index=False
    )
    number = models.PositiveSmallIntegerField(verbose_name="nummer")
    assessed_at = models.DateTimeField(verbose_name="bedömd")
    assessed_by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.FORM)
    type_ids = models.JSONField(verbose_name="typer")
    unit_ids = models.JSONField(verbose_name="enheter")
    cause_ids = models.JSONField(default=list, verbose_name="orsaker")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, null=True, related_name="+")
    legal_basis = models.CharField(max_length=500, blank=True, verbose_name="lagrum")
    reason = models.TextField(blank=True, verbose_name="skäl")
    comment = models.TextField(blank=True, verbose_name="bedömning med egna ord")

    class Meta:
        verbose_name = "bedömning"
        verbose_name_plural = "bedömningar"
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="assessment_number_once")
        ]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.number}"


class StatusChange(models.Model):
    """Closed or reopened: by whom and why. A row of its own each time.

    `restricted`: under secrecy then. Its reason stays with SAS when secrecy is lifted.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="status_changes")
    at = models.DateTimeField(verbose_name="när")
    by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    before = models.CharField(max_length=15, choices=Status.choices, verbose_name="före")
    after = models.CharField(max_length=15, choices=Status.choices, verbose_name="efter")
    reason = models.TextField(verbose_name="skäl")
    restricted = models.BooleanField(default=False, verbose_name="med sekretess")

    class Meta:
        verbose_name = "ändrad status"
        verbose_name_plural = "ändrade statusar"

    def __str__(self) -> str:
        return f"{self.report_id}/{self.after}"


class ReportCorrection(models.Model):
    """A field of the report that was corrected, with what stood before."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="corrections")
    at = models.DateTimeField(verbose_name="när")
    by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    source = models.CharField(max_length=10, choices=Source.choices)
    field = models.CharField(max_length=40, verbose_name="fält")
    before = models.TextField(blank=True, verbose_name="före")
    after = models.TextField(blank=True, verbose_name="efter")

    class Meta:
        verbose_name = "rättelse"
        verbose_name_plural = "rättelser"

    def __str__(self) -> str:
        return f"{self.report_id}/{self.field}"


class ReportAddition(models.Model):
    """What the reporter added after she had sent the report. Sealed like the report itself."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="additions")
    at = models.DateTimeField(verbose_name="när")
    by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    text = models.TextField(verbose_name="tillagt")

    class Meta:
        verbose_name = "tillägg"
        verbose_name_plural = "tillägg"

    def __str__(self) -> str:
        return f"{self.report_id}/{self.pk}"


# All that figures ask of facts: an index that holds it is read without the table.
_COUNTED = (
    "board_id", "administration_id", "department_id", "unit_id", "type", *FLAGS, "commissioned",
    "category_id", "report", "ivo", "imy",
)  # fmt: skip


class ReportFact(models.Model):
    """Derived: one row per report x type x unit, in the tree of the day it was received.

    `f_*` says "first row of this report at this level", so that a distinct count is SUM(f_*):
    one GROUP BY gives T1 with all its totals. Kept in the same transaction as every change.
    """

    report = models.ForeignKey(
        Report, on_delete=models.CASCADE, related_name="facts", db_index=False
    )
    type = models.ForeignKey(
        DeviationType, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    board_id = models.BigIntegerField()
    administration_id = models.BigIntegerField(null=True)
    department_id = models.BigIntegerField(null=True)
    unit_id = models.BigIntegerField()
    received_on = models.DateField()
    closed_on = models.DateField(null=True)
    category_id = models.BigIntegerField(null=True)
    ivo = models.BooleanField(default=False)
    imy = models.BooleanField(default=False)
    commissioned = models.BooleanField(default=False)
    f_unit = models.SmallIntegerField(default=0)
    f_department_type = models.SmallIntegerField(default=0)
    f_department = models.SmallIntegerField(default=0)
    f_administration_type = models.SmallIntegerField(default=0)
    f_administration = models.SmallIntegerField(default=0)
    f_board_type = models.SmallIntegerField(default=0)
    f_board = models.SmallIntegerField(default=0)
    f_type = models.SmallIntegerField(default=0)
    f_all = models.SmallIntegerField(default=0)

    class Meta:
        verbose_name = "räknerad"
        verbose_name_plural = "räknerader"
        constraints = [
            models.UniqueConstraint(fields=["report", "type", "unit_id"], name="fact_once")
        ]
        indexes = [
            models.Index(
                fields=["received_on", *_COUNTED, "closed_on"],
                name="fact_received",
            ),
            models.Index(
                fields=["closed_on", *_COUNTED],
                condition=Q(closed_on__isnull=False),
                name="fact_closed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.report_id}/{self.type_id}/{self.unit_id}"


class ReportSum(models.Model):
    """Derived: facts added up per whole month ("2023-05") and year ("2023"). See `sums`.

    `o_*` are those of `f_*` whose report is not closed.
    """

    counting = models.CharField(max_length=8)
    span = models.CharField(max_length=7)
    board_id = models.BigIntegerField()
    # 0 is none, since NULL is never equal to NULL.
    administration_id = models.BigIntegerField()
    department_id = models.BigIntegerField()
    unit_id = models.BigIntegerField()
    type_id = models.BigIntegerField()
    commissioned = models.BooleanField()
    n = models.IntegerField()
    f_unit = models.IntegerField()
    f_department_type = models.IntegerField()
    f_department = models.IntegerField()
    f_administration_type = models.IntegerField()
    f_administration = models.IntegerField()
    f_board_type = models.IntegerField()
    f_board = models.IntegerField()
    f_type = models.IntegerField()
    f_all = models.IntegerField()
    o_unit = models.IntegerField()
    o_department = models.IntegerField()
    o_administration = models.IntegerField()
    o_board = models.IntegerField()
    o_all = models.IntegerField()

    class Meta:
        verbose_name = "summa av räknerader"
        verbose_name_plural = "summor av räknerader"
        constraints = [
            models.UniqueConstraint(
                # In the order that T1 groups by, so that a year is read in that order.
                fields=["counting", "span", "board_id", "department_id", "unit_id", "type_id",
                        "administration_id", "commissioned"],
                name="sum_once",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.counting}/{self.span}/{self.unit_id}/{self.type_id}"


class ReportAttachment(models.Model):
    """A file that came with the report."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="attachments")
    file = models.OneToOneField("files.StoredFile", on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "bilaga"
        verbose_name_plural = "bilagor"

    def __str__(self) -> str:
        return f"{self.report_id}/{self.file_id}"


class ImportMapping(models.Model):
    """Headings of a file mapped to ours, kept by name."""

    name = models.CharField(max_length=80, unique=True, verbose_name="namn")
    target = models.CharField(max_length=20, verbose_name="gäller")
    columns = models.JSONField(verbose_name="kolumner")

    class Meta:
        verbose_name = "kolumnkoppling"
        verbose_name_plural = "kolumnkopplingar"

    def __str__(self) -> str:
        return self.name
