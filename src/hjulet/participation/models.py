"""That a unit talked about what had been learnt."""

from django.db import models
from django.db.models import F, Q


class Meeting(models.Model):
    """A workplace meeting where the page of the unit was discussed."""

    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    held_on = models.DateField(verbose_name="dag")
    participants = models.PositiveSmallIntegerField(verbose_name="antal deltagare")
    note = models.TextField(blank=True, verbose_name="vad ni kom fram till")
    noted_at = models.DateTimeField(verbose_name="noterat")
    noted_by = models.ForeignKey(
        "organisation.Account", on_delete=models.SET_NULL, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "arbetsplatsträff"
        verbose_name_plural = "arbetsplatsträffar"
        constraints = [
            models.UniqueConstraint(fields=["unit", "held_on"], name="meeting_once"),
            models.CheckConstraint(condition=Q(participants__gte=1), name="meeting_somebody"),
        ]
        indexes = [models.Index("unit", F("held_on").desc(), name="meeting_unit")]

    def __str__(self) -> str:
        return f"{self.unit_id}/{self.held_on}"


class MeetingItem(models.Model):
    """A finding or a measure that was talked about."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    finding = models.ForeignKey(
        "findings.Finding", on_delete=models.PROTECT, null=True, related_name="+"
    )
    measure = models.ForeignKey(
        "improvements.Measure", on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "punkt på arbetsplatsträff"
        verbose_name_plural = "punkter på arbetsplatsträffar"
        constraints = [
            models.CheckConstraint(
                condition=Q(finding__isnull=False, measure__isnull=True)
                | Q(finding__isnull=True, measure__isnull=False),
                name="meeting_item_is_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.meeting_id}/{self.finding_id or self.measure_id}"
