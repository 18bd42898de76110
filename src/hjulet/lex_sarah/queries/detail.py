"""One case: whether the actor may open it, and everything that its page and document hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from hjulet.findings import queries as findings
from hjulet.findings.queries import Brief
from hjulet.lex_sarah import rules
from hjulet.lex_sarah.law import basis_of_report
from hjulet.lex_sarah.models import (
    Case,
    CaseFinding,
    Decision,
    Information,
    InvestigationRecord,
    Investigator,
    IvoNotification,
    ManagerSummary,
    ReportRecord,
    Step,
)
from hjulet.organisation.types import Actor
from hjulet.reports import queries as reports

R = TypeVar("R", ReportRecord, InvestigationRecord)


@dataclass(frozen=True, slots=True)
class Told:
    """A report of the case, as it was written. `readable` is False for what the actor may not
    read by herself: it is part of the case all the same."""

    report: Any
    units: tuple[str, ...]
    additions: tuple[Any, ...]
    attachments: tuple[Any, ...]
    legal_basis: str
    left: bool


@dataclass(frozen=True, slots=True)
class Detail:
    """The case with all that belongs to it, in the order it happened."""

    case: Case
    reports: tuple[Told, ...]
    investigators: tuple[Investigator, ...]
    report_records: tuple[ReportRecord, ...]
    investigation_records: tuple[InvestigationRecord, ...]
    summaries: tuple[ManagerSummary, ...]
    decisions: tuple[Decision, ...]
    notifications: tuple[IvoNotification, ...]
    told: tuple[Information, ...]
    steps: tuple[Step, ...]
    findings: tuple[Brief, ...]
    hidden_findings: int
    facts: rules.Facts

    @property
    def record(self) -> ReportRecord | None:
        """The documentation of the report that holds."""
        return _holds(self.report_records)

    @property
    def investigation(self) -> InvestigationRecord | None:
        """The investigation that holds."""
        return _holds(self.investigation_records)

    @property
    def decision(self) -> Decision | None:
        """The latest decision."""
        return self.decisions[-1] if self.decisions else None

    @property
    def summary(self) -> ManagerSummary | None:
        """What the manager reads."""
        return self.summaries[-1] if self.summaries else None


def open_case(actor: Actor, address: str) -> Case | None:
    """The case with that address, if the actor may open it. One query."""
    return (
        Case.objects.visible_to(actor)
        .filter(reference=rules.unslug(address))
        .select_related("board", "unit", "responsible", "decider", "theme", "opened_by")
        .first()
    )


def writes(actor: Actor, case: Case) -> bool:
    """Whether the actor investigates the case."""
    return Case.objects.writable_by(actor).filter(pk=case.pk).exists()


def manages(actor: Actor, case: Case) -> bool:
    """Whether the actor is SAS of the case."""
    return Case.objects.managed_by(actor).filter(pk=case.pk).exists()


def detail_of(actor: Actor, case: Case, facts: rules.Facts) -> Detail:
    """Everything about a case that the actor may open. About twenty queries, however long."""
    signed = ("saved_by", "sealed_by")
    keys = list(
        CaseFinding.objects.filter(case=case).order_by("pk").values_list("finding_id", flat=True)
    )
    known = tuple(findings.briefs(actor, keys)) if keys else ()
    return Detail(
        case=case,
        reports=told_in(case),
        investigators=tuple(
            case.investigators.filter(withdrawn_at__isnull=True)
            .select_related("account")
            .order_by("assigned_at", "pk")
        ),
        report_records=tuple(case.report_records.select_related(*signed).order_by("number")),
        investigation_records=tuple(
            case.investigation_records.select_related(*signed).order_by("number")
        ),
        summaries=tuple(case.summaries.select_related("by").order_by("pk")),
        decisions=tuple(case.decisions.select_related("by").order_by("number")),
        notifications=tuple(
            case.notifications.select_related("by")
            .prefetch_related("answers__by")
            .order_by("sent_on", "pk")
        ),
        told=tuple(case.told.select_related("by").order_by("on", "pk")),
        steps=tuple(case.steps.select_related("by").order_by("at", "pk")),
        findings=known,
        hidden_findings=len(keys) - len(known),
        facts=facts,
    )


def told_in(case: Case) -> tuple[Told, ...]:
    """Every report that is or has been in the case. Three queries, and three for each report."""
    links = case.report_links.select_related("report__reported_unit", "report__reporter").order_by(
        "report__received_at", "report_id", "-joined_at"
    )
    latest: dict[int, Any] = {}
    for link in links:
        latest.setdefault(link.report_id, link)
    return tuple(
        Told(
            report=link.report,
            units=tuple(reports.detail_of(link.report)["units"]),
            additions=tuple(link.report.additions.order_by("pk")),
            attachments=tuple(link.report.attachments.select_related("file").order_by("pk")),
            legal_basis=basis_of_report(case.laws, link.report.received_on),
            left=link.left_at is not None,
        )
        for link in latest.values()
    )


def _holds(versions: Sequence[R]) -> R | None:
    sealed = [one for one in versions if one.sealed_at is not None]
    return sealed[-1] if sealed else None
