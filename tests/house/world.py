"""One small municipality with a person in every role, for the contracts about pages."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tests import builders

from hjulet.annual_report import building
from hjulet.annual_report.kinds import EditionStatus
from hjulet.annual_report.models import Edition
from hjulet.annual_report.operations import open_edition
from hjulet.calendar import clock_kinds
from hjulet.calendar.clock_kinds import ClockKind
from hjulet.data_breaches.models import Incident, Notification
from hjulet.findings.models import Finding, FindingGroup, FindingUnit
from hjulet.improvements.models import ActionPlan, Measure
from hjulet.kernel import clock
from hjulet.lex_sarah.models import Case, Investigator, IvoNotification
from hjulet.log_review.models import DrawnOpening, LogReview
from hjulet.notices.kinds import LetterStatus
from hjulet.notices.models import Letter
from hjulet.organisation.kinds import Role
from hjulet.organisation.models import Absence, Account, Unit
from hjulet.organisation.types import SYSTEM
from hjulet.reports.models import (
    Handover,
    Investigation,
    InvestigationReport,
    Report,
    ScaleStep,
)
from hjulet.retention.models import DisposalItem, DisposalList, Hold
from hjulet.risks.models import Risk, RiskAnalysis

NOW = clock.at(date(2025, 3, 3), 9)
PASSWORD = "fyra ord i en rad"
PAGE = b'<main><header></header><nav class="toc"></nav><article><h1>2023</h1></article></main>'
SLUG = "kvalitetsberattelse-2023"


@dataclass
class World:
    """`args` holds what the addresses of the matrix are made of."""

    people: dict[Role, Account] = field(default_factory=dict)
    args: dict[str, Any] = field(default_factory=dict)


def _findings(board: Unit, unit: Unit) -> tuple[FindingGroup, Finding, Finding]:
    """A group, a released finding in it, and a draft; both of the unit."""
    group = FindingGroup.objects.create(board=board, name="Brev", made_at=NOW)
    given = {"board": board, "origin": "report", "found_on": NOW.date(), "written_at": NOW}
    released = Finding.objects.create(
        reference="2025-901", title="Brev går fel", status="released", released_at=NOW,
        group=group, **given,
    )  # fmt: skip
    draft = Finding.objects.create(reference="2025-902", title="Brev kommer sent", **given)
    for finding in (released, draft):
        FindingUnit.objects.create(finding=finding, unit=unit)
    return group, released, draft


def build() -> World:
    """Board, department, unit; a report of the unit; a draft edition and a published one."""
    world = World()
    board = builders.board()
    department = builders.department(board)
    unit = builders.unit(name="Utredningsenhet 1", parent=department)
    places = {Role.STAFF: unit, Role.UNIT_MANAGER: unit, Role.DEPARTMENT_MANAGER: department}
    for role in Role:
        place = None if role == Role.SYSTEM_ADMIN else places.get(role, board)
        world.people[role] = builders.account(
            role, place, name=f"Kim {role.label}", home=unit, password=PASSWORD
        )
    somebody = builders.account(Role.STAFF, unit, name="Någon Annan", home=unit)
    types = builders.types()
    report = builders.report(board=board, units=[unit], types=[types["deviation"]])
    group, finding, finding_draft = _findings(board, unit)
    draft = open_edition(
        actor=SYSTEM, now=NOW, template="sosfs", period_key="2024", unit_id=board.pk
    )
    published = Edition.objects.create(
        board=board,
        unit=board,
        template="sosfs",
        title="Kvalitetsberättelse 2023",
        period_key="2023",
        number=1,
        opened_at=NOW,
        status=EditionStatus.PUBLISHED,
        frozen_at=NOW,
        published_at=NOW,
        slug=SLUG,
    )
    building.store(published, {"html": PAGE})
    risks = _risks(board, unit, world.people[Role.UNIT_MANAGER])
    # Notices, calendar
    clock_kinds.register(
        ClockKind(
            key="house.thing", noun="Sak", task="göra klart saken", late="skulle ha varit klar",
            stage="do", amount=5, describe=lambda actor, keys: {},
        )
    )  # fmt: skip
    absence = Absence.objects.create(account=somebody, first=NOW.date(), last=date.max)
    letter = Letter.objects.create(
        account=somebody, subject="Hjulet: Ny", body="Ny", once="house:1", made_at=NOW,
        try_at=NOW, tries=1, status=LetterStatus.FAILED,
    )  # fmt: skip
    measures = _measures(board, unit, world.people[Role.UNIT_MANAGER])
    world.args = {
        "board": board.pk,
        "unit": unit.pk,
        "account": somebody.pk,
        "assignment": somebody.assignments.get().pk,
        "reference": report.reference,
        "edition": draft.pk,
        "frozen": published.pk,
        "section": draft.sections.order_by("order").first().pk,
        "slug": SLUG,
        "figure": "reports.types_by_unit",
        "one": 1,
        "html": "html",
        "category": "kategorier",
        "cause": "cause",
        "group": group.pk,
        "finding": finding.reference,
        "finding_draft": finding_draft.reference,
        "uid": "1",
        "key": "x-y",
        "target": "reports",
        "csv": "csv",
        "upload": "6f0d5b1e-7a55-4c11-9d64-0a3f5a3c2b10",
        "nothing": 987654,
        **measures,
        **risks,
        **_lex_sarah(board, unit, world.people),
        "lex_report": report.pk,
        "pdf": "pdf",
        **_disposal(board, unit, somebody, report.pk),
        **_investigations(board, unit, report, types, world.people[Role.UNIT_MANAGER]),
        "plan": _plan(board, unit).pk,
        **_log_review(board, somebody),
        "absence": absence.pk,
        "letter": letter.pk,
        "clock_kind": "house.thing",
        **_breaches(board, unit),
    }
    return world


def _log_review(board: Unit, opener: Account) -> dict[str, Any]:
    """A month with one drawn opening that nobody has judged."""
    review = LogReview.objects.create(
        board=board, month=date(2025, 2, 1), drawn_at=NOW, population=1, people=1, size=10,
        seed="2025-02/1/1",
    )  # fmt: skip
    opening = DrawnOpening.objects.create(
        review=review, seq=1, opener=opener, at=NOW, verb="read.opened", subject_kind="report",
        label="rapport", reference="2025-1",
    )  # fmt: skip
    return {"log_review": review.pk, "opening": opening.pk}


def _plan(board: Unit, unit: Unit) -> ActionPlan:
    """An action plan of the unit, with nothing in it."""
    return ActionPlan.objects.create(board=board, unit=unit, year=2025, made_at=NOW)


def _disposal(board: Unit, unit: Unit, somebody: Account, key: int) -> dict[str, Any]:
    """A list that somebody has signed first, a hold, and the kind of record of reports."""
    made = DisposalList.objects.create(
        reference="2025-7", board=board, kind="reports.report", basis="planen", keep_months=60,
        made_at=NOW, status="signed", first_at=NOW, first_by=somebody,
    )  # fmt: skip
    item = DisposalItem.objects.create(
        disposal=made, key=key, reference="2020-1", unit=unit, started_on=date(2020, 1, 1),
        ended_on=date(2020, 1, 2), kept_until=date(2025, 1, 2),
    )  # fmt: skip
    hold = Hold.objects.create(
        board=board, reason="tillsyn", first=NOW.date(), placed_at=NOW, placed_by=somebody
    )
    return {
        "record_kind": "reports.report", "disposal": made.reference, "disposal_item": item.pk,
        "hold": hold.pk,
    }  # fmt: skip


def _investigations(
    board: Unit, unit: Unit, report: Report, types: dict[str, Any], manager: Account
) -> dict[str, Any]:
    """A draft of a report of its own, and a report that was told to somebody outside."""
    given: dict[str, Any] = {"board": board, "units": [unit], "types": [types["deviation"]]}
    investigated = builders.report(**given)
    found = Investigation.objects.create(
        reference="U-1", board=board, unit=unit, responsible=manager, opened_at=NOW
    )
    InvestigationReport.objects.create(investigation=found, report=investigated)
    handover = Handover.objects.create(
        report=report, kind="external", at=NOW, from_unit=unit, body_kind="region",
        body="Vårdcentralen", ground="consent", text="Kallelsen kom sent.",
    )  # fmt: skip
    return {
        "investigation": found.reference,
        "handover": handover.pk,
        "scale_step": ScaleStep.objects.order_by("pk")[0].pk,
        "enhet": "enhet",
    }


def _risks(board: Unit, unit: Unit, manager: Account) -> dict[str, Any]:
    """A draft with a risk, and an analysis that is done."""
    given: dict[str, Any] = {
        "board": board, "unit": unit, "title": "Nycklar", "trigger": "routine",
        "held_on": NOW.date(), "responsible": manager, "begun_at": NOW,
    }  # fmt: skip
    draft = RiskAnalysis.objects.create(reference="R-1", **given)
    done = RiskAnalysis.objects.create(
        reference="R-2", status="finished", finished_at=NOW, reassess_on=date(2026, 3, 3), **given
    )
    risk = Risk.objects.create(
        analysis=draft, description="En nyckel kommer bort", probability=2, consequence=3
    )
    return {"risk_draft": draft.reference, "risk_done": done.reference, "risk": risk.pk}


def _measures(board: Unit, unit: Unit, responsible: Account) -> dict[str, Any]:
    """A measure that waits for each of: a decision, to be done, to have its effect checked."""
    common = {
        "board": board, "unit": unit, "level": "unit", "title": "Kontrollera adressen",
        "expected_effect": "Inga brev går fel.", "seen_by": "Antal.", "responsible": responsible,
        "decide_by": NOW.date(), "due_on": NOW.date(), "effect_on": NOW.date(),
        "proposed_on": NOW.date(),
    }  # fmt: skip
    decided = {"decided_on": NOW.date()}
    done = {**decided, "done_on": NOW.date(), "outcome": "done"}
    states = {
        "measure": {"status": "proposed"},
        "measure_decided": {"status": "decided", **decided},
        "measure_done": {"status": "done", **done},
    }
    found = {}
    for number, (name, state) in enumerate(states.items(), start=1):
        reference = f"2025-{number}"
        Measure.objects.create(reference=reference, **{**common, **state})
        found[name] = reference
    return found


def _lex_sarah(board: Unit, unit: Unit, people: dict[Role, Account]) -> dict[str, Any]:
    """Two cases that the investigator and the head of department have been let into: one that is
    investigated and has been notified, one that waits for a decision."""
    given: dict[str, Any] = {
        "board": board, "unit": unit, "laws": "sol", "responsible": people[Role.SAS],
        "decider": people[Role.DEPARTMENT_MANAGER], "received_at": NOW,
        "received_on": NOW.date(), "target_from": NOW.date(), "opened_at": NOW,
    }  # fmt: skip
    case = Case.objects.create(reference="LS 2025-1", status="investigating", **given)
    other = Case.objects.create(reference="LS 2025-2", status="to_decide", **given)
    for one in (case, other):
        Investigator.objects.create(case=one, account=people[Role.INVESTIGATOR], assigned_at=NOW)
    notification = IvoNotification.objects.create(
        case=case, sent_on=NOW.date(), what="Allt.", with_investigation=False, at=NOW
    )
    return {
        "lex": case.slug,
        "lex_to_decide": other.slug,
        "lex_notification": notification.pk,
        "lex_investigator": people[Role.INVESTIGATOR].pk,
    }


def _breaches(board: Unit, unit: Unit) -> dict[str, Any]:
    """A data breach in each state."""
    decided: dict[str, Any] = {"notify": True, "decided_at": NOW}
    states: dict[str, dict[str, Any]] = {
        "breach": {},
        "breach_decided": {"status": "decided", **decided},
        "breach_notified": {"status": "notified", **decided},
        "breach_closed": {"status": "closed", "closed_at": NOW, **decided},
    }
    for number, (name, state) in enumerate(states.items(), start=1):
        made = Incident.objects.create(
            reference=f"PUI 2025-{number}", board=board, unit=unit, discovered_at=NOW,
            opened_at=NOW, **state,
        )  # fmt: skip
        if name in ("breach_notified", "breach_closed"):
            Notification.objects.create(
                incident=made, number=1, sent_at=NOW, complete=False, contents=[], noted_at=NOW
            )
    return {name: f"2025-{number}" for number, name in enumerate(states, start=1)}
