"""An assessment is sealed; a new one never changes the one before."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Max

from hjulet.findings.lists import Cause
from hjulet.journal import operations as journal
from hjulet.kernel.free_text import Fault, length_faults, stop_numbers
from hjulet.organisation.rules import require
from hjulet.organisation.types import Actor
from hjulet.reports import clocks, facts, followers
from hjulet.reports.kinds import Status, TypeKind
from hjulet.reports.law import legal_basis
from hjulet.reports.models import (
    Assessment,
    AssessmentDraft,
    Category,
    DeviationType,
    Report,
    ReportCase,
    ReportCause,
    ReportType,
    ReportUnit,
)
from hjulet.reports.operations.cases import change_status
from hjulet.reports.operations.faults import (
    InvalidReport,
    StaleAssessment,
    require_kept,
    require_step,
)
from hjulet.reports.operations.secrecy import set_aside
from hjulet.reports.operations.telling import tell_reporter
from hjulet.reports.places import Trees, legal_bases
from hjulet.reports.rules import (
    assessment_faults,
    cases_needed,
    is_secret,
    must_have_case,
)


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
    followers.hold(report_id)
    report = Report.objects.select_for_update().get(pk=report_id)
    require_right(actor, report)
    require_kept("assess", report.disposed_on)
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
        *_case_faults(report, [item.kind for item in types]),
        *assessment_faults(
            kinds=[item.kind for item in types], unit_count=len(units), reason=reason
        ),
        *length_faults(texts),
    ]
    if faults:
        raise InvalidReport(faults)
    stop_numbers(texts)
    AssessmentDraft.objects.filter(report=report, account_id=actor.account_id or 0).delete()
    return seal_assessment(
        report,
        actor,
        now,
        types=types,
        unit_ids=units,
        cause_ids=cause_ids,
        category_id=category_id,
        texts=texts,
        trees=trees,
    )


def seal_assessment(
    report: Report,
    actor: Actor,
    now: datetime,
    *,
    types: Sequence[DeviationType],
    unit_ids: Collection[int],
    cause_ids: Collection[int],
    category_id: int | None,
    texts: Mapping[str, str],
    trees: Trees,
    told: str = "är bedömd",
) -> Assessment:
    """The next assessment of a report that is held, when rights and choices have been checked.

    Links, facts, secrecy, clocks and open cases follow it, the reporter is told (`told`, unless it
    is ""), and the journal.
    """
    kinds = [item.kind for item in types]
    latest = report.assessments.aggregate(latest=Max("number"))["latest"] or 0
    sealed = Assessment.objects.create(
        report=report,
        number=latest + 1,
        assessed_at=now,
        assessed_by_id=actor.account_id,
        type_ids=sorted(item.pk for item in types),
        unit_ids=sorted(unit_ids),
        cause_ids=sorted(set(cause_ids)),
        category_id=category_id,
        legal_basis=legal_basis(kinds, bases_of(report, unit_ids, trees), report.received_on),
        **texts,
    )
    missing = _case_that_is_missing(report, kinds)
    _follow(report, sealed, restricted=is_secret(kinds))
    facts.refresh([report.pk], trees)
    aside = set_aside(report, actor, now) if is_secret(kinds) else []
    if report.status == Status.CLOSED and missing:
        again = f"Bedömd på nytt som {' och '.join(TypeKind(one).label for one in missing)}."
        report.restricted = report.restricted or is_secret(kinds)  # the reason says what it became
        change_status(report, actor, now, Status.ASSESSED, again, None)
    clocks.follow(report, now)
    followers.assessed(actor, now, report.pk)
    if told:
        tell_reporter(report, actor, now, told, f"assessed:{sealed.number}")
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="reports.assess",
        subject=("report", report.pk),
        keys={
            "number": sealed.number,
            "types": sealed.type_ids,
            "units": sealed.unit_ids,
            **({"set_aside": aside} if aside else {}),
        },
        confidential=report.restricted or is_secret(kinds),
    )
    return sealed


def seal_again(
    report: Report,
    actor: Actor,
    now: datetime,
    *,
    comment: str,
    trees: Trees,
    unit_ids: Collection[int] | None = None,
    cause_ids: Collection[int] | None = None,
    told: str = "",
) -> Assessment:
    """Seals what holds of a report that is held once more, with other units or causes."""
    types = DeviationType.objects.filter(pk__in=report.type_links.values("type_id"))
    latest = report.assessments.order_by("-number").first()
    return seal_assessment(
        report,
        actor,
        now,
        types=list(types.order_by("pk")),
        unit_ids=_linked(report, "unit") if unit_ids is None else unit_ids,
        cause_ids=_linked(report, "cause") if cause_ids is None else cause_ids,
        category_id=report.category_id,
        texts={"reason": latest.reason if latest else "", "comment": comment},
        trees=trees,
        told=told,
    )


def require_right(actor: Actor, report: Report) -> None:
    """Who may assess and close: the board's quality team, and for secrecy only SAS."""
    require(actor, "report.assess", report.board_id)
    if report.restricted:
        require(actor, "report.read_restricted", report.board_id)


def bases_of(report: Report, unit_ids: Collection[int], trees: Trees) -> list[str]:
    """The laws that the units are run under on the day, where something is said."""
    return [basis for basis in legal_bases(unit_ids, report.received_on, trees) if basis]


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


def _case_faults(report: Report, kinds: Sequence[str]) -> list[Fault]:
    """A report does not stop being what an open case is about.

    Secrecy does not wait: what the unit investigates is set aside when it turns out to be lex
    Sarah.
    """
    open_ones = ReportCase.objects.filter(report=report, settled_at__isnull=True)
    gone = open_ones.exclude(kind__in=cases_needed(kinds)).order_by("pk")
    if is_secret(kinds):
        gone = gone.exclude(kind=TypeKind.DEVIATION)
    return [Fault("types", _in_the_way(case)) for case in gone]


def _in_the_way(case: ReportCase) -> str:
    if case.kind == TypeKind.DEVIATION:
        return (
            f"Rapporten hör till {case.reference}. Ta ut den ur utredningen först, eller välj "
            "också en typ som är avvikelse."
        )
    return (
        f"Rapporten hanteras i {case.reference}. Avsluta det ärendet först, eller välj också "
        f"en typ som är {TypeKind(case.kind).label}."
    )


def _case_that_is_missing(report: Report, kinds: Sequence[str]) -> list[str]:
    """Kinds that are new to the report and have a law and a case of their own, which it lacks.

    A closed report that turns out to be lex Sarah or a data breach is open again: it is to be
    investigated (27 kap. 5 § SoL, art. 33 GDPR). What it was already is not asked anew.
    """
    before = ReportType.objects.filter(report=report).values_list("type__kind", flat=True)
    cases = ReportCase.objects.filter(report=report).values_list("kind", flat=True)
    return sorted(must_have_case(kinds) - set(before) - set(cases))


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
