"""Findings, their sealed versions, how they are handled, and groups of those that are alike."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from hjulet.findings import access
from hjulet.findings.kinds import Handling, Origin, QualityArea, Status, Weight
from hjulet.findings.links import FindingUnit as FindingUnit
from hjulet.findings.lists import Cause as Cause
from hjulet.findings.lists import Theme as Theme
from hjulet.organisation.types import Actor


class FindingGroup(models.Model):
    """Findings that say the same thing, so that it shows how often it comes back."""

    board = models.ForeignKey("organisation.Unit", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=160, verbose_name="namn")
    made_at = models.DateTimeField(verbose_name="gjord")
    made_by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "grupp av fynd"
        verbose_name_plural = "grupper av fynd"
        constraints = [models.UniqueConstraint(fields=["board", "name"], name="group_name_once")]

    def __str__(self) -> str:
        return self.name


class FindingQuerySet(models.QuerySet["Finding"]):
    def visible_to(self, actor: Actor) -> "FindingQuerySet":
        """Released ones of the board are open to its staff, drafts to who writes findings there."""
        return self.filter(access.readable(actor))

    def writable_by(self, actor: Actor) -> "FindingQuerySet":
        """Those that the actor may change, release and decide about."""
        return self.filter(access.writable(actor))


class Finding(models.Model):
    """What was found, in words without personal data."""

    reference = models.CharField(max_length=20, unique=True, verbose_name="referens")
    board = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    title = models.CharField(max_length=160, verbose_name="fyndet i en mening")
    text = models.TextField(blank=True, verbose_name="mer om fyndet")
    theme = models.ForeignKey(
        Theme, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="tema"
    )
    cause = models.ForeignKey(
        Cause, on_delete=models.PROTECT, null=True, related_name="+", verbose_name="orsak"
    )
    quality_area = models.CharField(
        max_length=20, choices=QualityArea.choices, blank=True, verbose_name="kvalitetsområde"
    )
    requirement = models.CharField(max_length=300, blank=True, verbose_name="krav som det gäller")
    weight = models.PositiveSmallIntegerField(
        choices=Weight.choices, default=Weight.NOTICEABLE, verbose_name="tyngd"
    )
    origin = models.CharField(max_length=15, choices=Origin.choices, verbose_name="kommer från")
    found_on = models.DateField(verbose_name="källans dag")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    written_at = models.DateTimeField(verbose_name="skrivet")
    written_by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    released_at = models.DateTimeField(null=True, verbose_name="släppt")
    released_by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    handling = models.CharField(
        max_length=15, choices=Handling.choices, default=Handling.OPEN, verbose_name="läge"
    )
    handling_reason = models.TextField(blank=True, verbose_name="skäl")
    group = models.ForeignKey(
        FindingGroup, on_delete=models.SET_NULL, null=True, related_name="findings"
    )

    objects: ClassVar[FindingQuerySet] = FindingQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "fynd"
        verbose_name_plural = "fynd"
        constraints = [
            models.CheckConstraint(
                condition=Q(status=Status.DRAFT, released_at__isnull=True)
                | Q(status=Status.RELEASED, released_at__isnull=False),
                name="finding_released_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(handling=Handling.NONE_NEEDED) | ~Q(handling_reason=""),
                name="finding_none_needed_has_reason",
            ),
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=4), name="finding_weight"
            ),
        ]
        indexes = [
            models.Index("board", F("found_on").desc(), F("id").desc(), name="finding_found"),
            models.Index("board", "handling", F("found_on").desc(), name="finding_handling"),
        ]

    def __str__(self) -> str:
        return self.reference


class FindingVersion(models.Model):
    """The words as they were released or corrected. Sealed; a correction is a new version."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(verbose_name="nummer")
    title = models.CharField(max_length=160, verbose_name="fyndet i en mening")
    text = models.TextField(blank=True, verbose_name="mer om fyndet")
    reason = models.CharField(max_length=300, blank=True, verbose_name="varför det rättades")
    at = models.DateTimeField(verbose_name="när")
    by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "version av fynd"
        verbose_name_plural = "versioner av fynd"
        constraints = [
            models.UniqueConstraint(fields=["finding", "number"], name="finding_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.finding_id}/{self.number}"


class HandlingChange(models.Model):
    """That the handling of a finding changed, and why. A row of its own each time."""

    finding = models.ForeignKey(Finding, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField(verbose_name="när")
    by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    before = models.CharField(max_length=15, choices=Handling.choices)
    after = models.CharField(max_length=15, choices=Handling.choices)
    reason = models.TextField(blank=True, verbose_name="skäl")

    class Meta:
        verbose_name = "ändrat läge"
        verbose_name_plural = "ändrade lägen"

    def __str__(self) -> str:
        return f"{self.finding_id}/{self.after}"
