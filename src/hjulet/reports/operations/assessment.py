"""An assessment is sealed; a new one never changes the one before."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Max

from hjulet.findings.lists import Cause
from hjulet.journal import operations as journal
from hjulet.kernel.free_text import Fault, length_faults, stop_numbers
from hjulet.organisation.rules import require
from hjulet.organisation.types import Actor
from hjulet.reports import clocks, facts
from hjulet.reports.kinds import Status
from hjulet.reports.law import legal_basis
from hjulet.reports.models import (
    Assessment,
    AssessmentDraft,
    Category,
    DeviationType,
    Report,
    ReportCause,
    ReportType,
    ReportUnit,
)
from hjulet.reports.operations.faults import InvalidReport, StaleAssessment, require_step
from hjulet.reports.places import Trees
from hjulet.reports.rules import assessment_faults, is_secret


@transaction.atomic
def assess(
    *,
    actor: Actor,
    now: datetime,
    report_id: int,
    type_ids: Collection[int],
    unit_ids: Collection[int],
    category_id: int | None = None,
    cause_ids: Collection[int] = (),
    reason: str = "",
    comment: str = "",
    expected_number: int = 0,
) -> Assessment:
    """Seals an assessment and makes types, units, causes and category of the report follow it.

    `expected_number` is the number of the latest assessment that the assessor saw (0: none).
    Units are those of the report's board on the day it was received, or already linked.
    A type of a secret kind restricts the report in the same transaction.
    Raises NotAllowed, StaleAssessment, InvalidReport, NumbersInText, Report.DoesNotExist.
    """
    report = Report.objects.select_for_update().get(pk=report_id)
    require_right(actor, report)
    require_step("assess", report.status)
    latest = report.assessments.aggregate(latest=Max("number"))["latest"] or 0
    if latest != expected_number:
        raise StaleAssessment(latest)
    trees = Trees()
    texts = {"reason": reason.strip(), "comment": comment.strip()}
    types = _chosen(DeviationType, type_ids, _linked(report, "type"))
    units = set(unit_ids)
    faults = [
        *_choice_faults(report, type_ids, types, units, category_id, cause_ids, trees),
        *assessment_faults(
            kinds=[item.kind for item in types], unit_count=len(units), reason=reason
        ),
        *length_faults(texts),
    ]
    if faults:
        raise InvalidReport(faults)
    stop_numbers(texts)
    kinds = [item.kind for item in types]
    sealed = Assessment.objects.create(
        report=report,
        number=latest + 1,
        assessed_at=now,
        assessed_by_id=actor.account_id,
        type_ids=sorted(item.pk for item in types),
        unit_ids=sorted(units),
        cause_ids=sorted(set(cause_ids)),
        category_id=category_id,
        legal_basis=legal_basis(kinds, bases_of(report, units, trees), report.received_on),
        **texts,
    )
    AssessmentDraft.objects.filter(report=report, account_id=actor.account_id or 0).delete()
    _follow(report, sealed, restricted=is_secret(kinds))
    facts.refresh([report.pk], trees)
    clocks.stop(report, now)
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="reports.assess",
        subject=("report", report.pk),
        keys={"number": sealed.number, "types": sealed.type_ids, "units": sealed.unit_ids},
        confidential=report.restricted or is_secret(kinds),
    )
    return sealed


def require_right(actor: Actor, report: Report) -> None:
    """Who may assess and close: the board's quality team, and for secrecy only SAS."""
    require(actor, "report.assess", report.board_id)
    if report.restricted:
        require(actor, "report.read_restricted", report.board_id)


def bases_of(report: Report, unit_ids: Collection[int], trees: Trees) -> list[str]:
    """The laws that the units are run under on the day, each unit's own or the nearest above."""
    tree = trees.on(report.received_on)
    found = (
        next((node.legal_basis for node in tree.ancestors(unit_id) if node.legal_basis), "")
        for unit_id in sorted(unit_ids)
    )
    return [basis for basis in found if basis]


def allowed_units(report: Report, trees: Trees) -> frozenset[int]:
    """Units that an assessment of the report may name."""
    tree = trees.on(report.received_on)
    if report.board_id not in tree:
        tree = trees.on(date.max)
    return tree.below(report.board_id) | _linked(report, "unit")


def _linked(report: Report, noun: str) -> frozenset[int]:
    model: Any = {"type": ReportType, "unit": ReportUnit, "cause": ReportCause}[noun]
    return frozenset(model.objects.filter(report=report).values_list(f"{noun}_id", flat=True))


def _chosen(model: type[models.Model], ids: Collection[int], linked: Collection[int]) -> Sequence:
    """The rows with these ids that are in use, or that the report had already."""
    rows = model._default_manager.filter(pk__in=set(ids)).order_by("pk")
    return [row for row in rows if row.active or row.pk in linked]  # type: ignore[attr-defined]


def _choice_faults(
    report: Report,
    type_ids: Collection[int],
    types: Sequence[DeviationType],
    units: set[int],
    category_id: int | None,
    cause_ids: Collection[int],
    trees: Trees,
) -> list[Fault]:
    faults = []
    gone = "Valet finns inte längre. Välj ett av dem som står i listan."
    if len(types) != len(set(type_ids)):
        faults.append(Fault("types", gone))
    if units - allowed_units(report, trees):
        faults.append(Fault("units", "Enheten finns inte i nämnden. Välj en annan."))
    if category_id is not None:
        own = {report.category_id} if report.category_id else set()
        if not _chosen(Category, [category_id], own):
            faults.append(Fault("category", gone))
    if len(_chosen(Cause, cause_ids, _linked(report, "cause"))) != len(set(cause_ids)):
        faults.append(Fault("causes", gone))
    return faults


def _follow(report: Report, sealed: Assessment, *, restricted: bool) -> None:
    """Links, status and secrecy of the report become what the assessment says."""
    _relink(report, ReportType, "type_id", sealed.type_ids)
    _relink(report, ReportUnit, "unit_id", sealed.unit_ids)
    _relink(report, ReportCause, "cause_id", sealed.cause_ids)
    Report.objects.filter(pk=report.pk).update(
        category_id=sealed.category_id,
        status=Status.ASSESSED if report.status == Status.RECEIVED else report.status,
        restricted=restricted,
        touched=True,
    )


def _relink(report: Report, model: type[models.Model], column: str, ids: Sequence[int]) -> None:
    rows = model._default_manager.filter(report=report)
    rows.exclude(**{f"{column}__in": ids}).delete()
    there = set(rows.values_list(column, flat=True))
    model._default_manager.bulk_create(
        model(report=report, **{column: key}) for key in ids if key not in there
    )
