"""What somebody follows: reports in her units, her own, and how many wait to be assessed."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Left

from hjulet.kernel import clock
from hjulet.organisation.rules import units_for
from hjulet.organisation.types import Actor
from hjulet.reports import access
from hjulet.reports.kinds import Serious, Status
from hjulet.reports.models import Assessment, Report
from hjulet.reports.queries.names import type_names, unit_names
from hjulet.reports.reporter_rule import hiding_boards


@dataclass(frozen=True, slots=True)
class Waiting:
    """A report in a unit that somebody manages."""

    reference: str
    received_at: datetime
    units: tuple[str, ...]
    may_be_serious: bool
    assess_by: date | None
    overdue: bool
    excerpt: str


@dataclass(frozen=True, slots=True)
class Mine:
    """What became of a report, told to the one who sent it in."""

    reference: str
    received_at: datetime
    status: str
    restricted: bool
    assess_by: date | None
    closed_on: date | None
    units: tuple[str, ...]
    types: tuple[str, ...]
    reason: str
    excerpt: str
    additions: int


def recent_in_units(actor: Actor, today: date, days: int = 14, limit: int = 10) -> list[Waiting]:
    """New reports from the units that the actor manages, newest first. Two queries."""
    managed = units_for(actor, "report.read_unit")
    if not managed:
        return []
    since = clock.at(today - timedelta(days=days), 0)
    reports = list(
        Report.objects.visible_to(actor)
        .filter(access.concerns(managed), received_at__gte=since)
        .order_by("-received_at", "-id")
        .annotate(excerpt=Left("what_happened", 120))
        .values("id", "reference", "received_at", "may_be_serious", "assess_by", "status",
                "restricted", "excerpt")[:limit]
    )  # fmt: skip
    units = unit_names(row["id"] for row in reports)
    return [
        Waiting(
            reference=row["reference"],
            received_at=row["received_at"],
            units=tuple(units.get(row["id"], ())),
            may_be_serious=row["may_be_serious"] == Serious.YES,
            assess_by=row["assess_by"],
            overdue=row["status"] == Status.RECEIVED
            and row["assess_by"] is not None
            and row["assess_by"] < today,
            excerpt=access.told(row["restricted"], row["excerpt"]),
        )
        for row in reports
    ]


def mine(actor: Actor, limit: int = 100, *, under_way: bool = False) -> list[Mine]:
    """The actor's own reports, newest first; only those not closed if `under_way`. Three queries.

    Of a restricted one she gets the status but not the assessment, and her own text only where
    the board lets her keep it.
    """
    latest = Assessment.objects.filter(report=OuterRef("pk")).order_by("-number")
    own = Report.objects.filter(access.own(actor))
    if under_way:
        own = own.exclude(status=Status.CLOSED)
    reports = list(
        own.order_by("-received_at", "-id")
        .annotate(
            excerpt=Left("what_happened", 160),
            reason=Subquery(latest.values("reason")[:1]),
            added=Count("additions"),
        )
        .values("id", "reference", "received_at", "status", "restricted", "assess_by",
                "closed_on", "excerpt", "reason", "added", "board_id")[:limit]
    )  # fmt: skip
    ids = [row["id"] for row in reports]
    hiding = hiding_boards() if any(row["restricted"] for row in reports) else frozenset()
    units, types = unit_names(ids), type_names(ids)
    return [
        Mine(
            reference=row["reference"],
            received_at=row["received_at"],
            status=row["status"],
            restricted=row["restricted"],
            assess_by=row["assess_by"],
            closed_on=row["closed_on"],
            units=tuple(units.get(row["id"], ())),
            types=() if row["restricted"] else tuple(types.get(row["id"], ())),
            reason="" if row["restricted"] else row["reason"] or "",
            excerpt=f"Rapport {row['reference']}"
            if row["restricted"] and row["board_id"] in hiding
            else row["excerpt"],
            additions=row["added"],
        )
        for row in reports
    ]


def own_under_way(actor: Actor) -> int:
    """How many of the actor's own reports are not closed. One query."""
    return Report.objects.filter(access.own(actor)).exclude(status=Status.CLOSED).count()


def waiting_count(actor: Actor) -> int:
    """How many reports wait for the actor's assessment, late ones too. One query, or none."""
    if actor.system or not units_for(actor, "report.assess"):
        return 0
    return Report.objects.filter(_waiting(actor)).count()


def _waiting(actor: Actor) -> Q:
    condition = Q(status=Status.RECEIVED, restricted=False)
    if actor.system:
        return condition
    return condition & Q(board_id__in=units_for(actor, "report.assess"))
