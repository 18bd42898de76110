"""Incidents, what was sent to IMY, and every step that was taken."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from hjulet.data_breaches import access
from hjulet.data_breaches.kinds import Informed, Kind, NotInformed, Severity, Status, Verb
from hjulet.data_breaches.links import IncidentFinding as IncidentFinding
from hjulet.data_breaches.links import IncidentReport as IncidentReport
from hjulet.data_breaches.rules import NAMES, PREFIX, Contents, State, answer
from hjulet.organisation.types import Actor


class IncidentQuerySet(models.QuerySet["Incident"]):
    def visible_to(self, actor: Actor) -> "IncidentQuerySet":
        """Those of the actor's boards; with secrecy only for who works with incidents."""
        return self.filter(access.readable(actor))

    def known_to(self, actor: Actor) -> "IncidentQuerySet":
        """Those of which the actor may know that they exist."""
        return self.filter(access.in_register(actor))

    def with_secrecy(self) -> "IncidentQuerySet":
        """With `restricted`: whether one of the reports is under secrecy now."""
        return self.annotate(restricted=access.restricted())


class Incident(models.Model):
    """One personal data breach, from its discovery to closed. `version` grows by each change."""

    reference = models.CharField(max_length=20, unique=True, verbose_name="referens")
    board = models.ForeignKey(
        "organisation.Unit",
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name="personuppgiftsansvarig",
    )
    unit = models.ForeignKey(
        "organisation.Unit", on_delete=models.PROTECT, related_name="+", verbose_name="enhet"
    )
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    version = models.PositiveIntegerField(default=1)
    discovered_at = models.DateTimeField(verbose_name="upptäckt")
    opened_at = models.DateTimeField(verbose_name="öppnad")
    opened_by = models.ForeignKey(
        "organisation.Account",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name="öppnad av",
    )
    responsible = models.ForeignKey(
        "organisation.Account",
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name="ansvarig",
    )
    # What is known: the fields of `rules.Contents`, in the order of the form.
    kind = models.CharField(
        max_length=20, choices=Kind.choices, blank=True, verbose_name="vad gick fel"
    )
    what_happened = models.TextField(blank=True, verbose_name="vad hände")
    occurred_from = models.DateField(null=True, verbose_name="hände från")
    occurred_to = models.DateField(null=True, verbose_name="hände till")
    discovered_how = models.TextField(blank=True, verbose_name="så upptäcktes det")
    breached = models.JSONField(default=list, verbose_name="vad bröts")
    groups = models.JSONField(default=list, verbose_name="vilka gäller det")
    groups_text = models.CharField(max_length=200, blank=True, verbose_name="mer om vilka")
    persons = models.PositiveIntegerField(null=True, verbose_name="antal personer")
    persons_unknown = models.BooleanField(default=False, verbose_name="antalet är okänt")
    records = models.PositiveIntegerField(null=True, verbose_name="antal uppgifter")
    data_kinds = models.JSONField(default=list, verbose_name="vilka uppgifter")
    data_text = models.CharField(max_length=200, blank=True, verbose_name="mer om uppgifterna")
    consequences = models.TextField(blank=True, verbose_name="vad kan det leda till")
    severity = models.PositiveSmallIntegerField(
        null=True, choices=Severity.choices, verbose_name="hur allvarligt"
    )
    measures_taken = models.TextField(blank=True, verbose_name="har gjorts")
    measures_planned = models.TextField(blank=True, verbose_name="ska göras")
    processor = models.CharField(max_length=200, blank=True, verbose_name="personuppgiftsbiträde")
    contact = models.CharField(max_length=200, blank=True, verbose_name="kontakt för IMY")
    # The decision.
    notify = models.BooleanField(null=True, verbose_name="ska anmälas")
    decision_reason = models.TextField(blank=True, verbose_name="skäl till beslutet")
    decided_at = models.DateTimeField(null=True, verbose_name="beslutad")
    decided_by = models.ForeignKey(
        "organisation.Account",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name="beslutad av",
    )
    imy_reference = models.CharField(max_length=60, blank=True, verbose_name="IMY:s diarienummer")
    # Those concerned.
    informed = models.CharField(max_length=10, choices=Informed.choices, blank=True)
    informed_on = models.DateField(null=True, verbose_name="informerade, eller ska bli")
    informed_how = models.TextField(blank=True, verbose_name="så informerades de")
    not_informed = models.CharField(
        max_length=15, choices=NotInformed.choices, blank=True, verbose_name="varför inte"
    )
    not_informed_reason = models.TextField(blank=True, verbose_name="skäl att inte informera")
    # The end.
    outcome = models.TextField(blank=True, verbose_name="vad ni kom fram till")
    closed_at = models.DateTimeField(null=True, verbose_name="avslutad")
    closed_by = models.ForeignKey(
        "organisation.Account",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name="avslutad av",
    )

    # What was written is gone; what is counted stays.
    disposed_on = models.DateField(null=True, verbose_name="gallrad")

    objects: ClassVar[IncidentQuerySet] = IncidentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        verbose_name = "personuppgiftsincident"
        verbose_name_plural = "personuppgiftsincidenter"
        constraints = [
            models.CheckConstraint(
                condition=Q(notify__isnull=True, decided_at__isnull=True)
                | Q(notify__isnull=False, decided_at__isnull=False),
                name="incident_decision_has_time",
            ),
            models.CheckConstraint(
                condition=(~Q(status=Status.CLOSED) & Q(closed_at__isnull=True))
                | Q(status=Status.CLOSED, closed_at__isnull=False, notify__isnull=False),
                name="incident_closed_has_time_and_decision",
            ),
            models.CheckConstraint(
                condition=~Q(status=Status.OPEN) | Q(notify__isnull=True),
                name="incident_open_is_undecided",
            ),
            models.CheckConstraint(
                condition=Q(persons__isnull=True) | Q(persons_unknown=False),
                name="incident_persons_known_or_not",
            ),
            models.CheckConstraint(
                condition=Q(severity__isnull=True) | Q(severity__gte=1, severity__lte=4),
                name="incident_severity_scale",
            ),
            models.CheckConstraint(
                condition=~Q(informed__in=[Informed.YES, Informed.PLANNED])
                | Q(informed_on__isnull=False),
                name="incident_informed_has_day",
            ),
        ]
        indexes = [
            models.Index("board", F("discovered_at").desc(), F("id").desc(), name="incident_board"),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def number(self) -> str:
        """How it stands in addresses: "2025-3" of PUI 2025-3."""
        return self.reference.removeprefix(PREFIX)

    @property
    def answer(self) -> str:
        """Whether those concerned know; "" when nobody has said so in a way that still holds."""
        if self.closed_at is not None:  # what was answered then is what stands
            return self.informed
        return answer(self.informed, self.not_informed, self.severity)

    @property
    def contents(self) -> Contents:
        given: dict[str, Any] = {name: getattr(self, name) for name in NAMES}
        several: dict[str, Any] = {
            name: tuple(one) for name, one in given.items() if isinstance(one, list)
        }
        return Contents(**(given | several))


def state_of(incident: Incident, sent: list[bool]) -> State:
    """What the next step follows from; `sent` says of each notification whether it was complete,
    in order."""
    return State(
        closed=incident.closed_at is not None,
        notify=incident.notify,
        notified=bool(sent),
        complete=bool(sent) and sent[-1],
        informed=incident.answer,
        severity=incident.severity,
    )


class Notification(models.Model):
    """What was sent to IMY, sealed: number 1 is the notification, later ones complete it.

    `contents` holds [heading, text] in the order that IMY asks.
    """

    incident = models.ForeignKey(
        Incident, on_delete=models.PROTECT, related_name="notifications", db_index=False
    )
    number = models.PositiveSmallIntegerField(verbose_name="nummer")
    sent_at = models.DateTimeField(verbose_name="skickad")
    complete = models.BooleanField(verbose_name="komplett")
    delay_reason = models.TextField(blank=True, verbose_name="varför den dröjde")
    contents = models.JSONField(verbose_name="innehåll")
    noted_at = models.DateTimeField(verbose_name="noterad")
    noted_by = models.ForeignKey(
        "organisation.Account",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name="noterad av",
    )

    class Meta:
        verbose_name = "anmälan till IMY"
        verbose_name_plural = "anmälningar till IMY"
        constraints = [
            models.UniqueConstraint(fields=["incident", "number"], name="notification_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="notification_number"),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id}/{self.number}"


class Step(models.Model):
    """One thing that was done. `contents` is what was known at a decision or a closing."""

    incident = models.ForeignKey(Incident, on_delete=models.PROTECT, related_name="steps")
    verb = models.CharField(max_length=15, choices=Verb.choices, verbose_name="vad")
    at = models.DateTimeField(verbose_name="när")
    by = models.ForeignKey(
        "organisation.Account",
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        db_index=False,
        verbose_name="vem",
    )
    text = models.TextField(blank=True, verbose_name="skäl eller svar")
    moved_from = models.DateTimeField(null=True, verbose_name="stod förut")
    moved_to = models.DateTimeField(null=True, verbose_name="står nu")
    contents = models.JSONField(default=list, verbose_name="underlag")

    class Meta:
        verbose_name = "steg i en incident"
        verbose_name_plural = "steg i incidenter"

    def __str__(self) -> str:
        return f"{self.incident_id}/{self.verb}"
