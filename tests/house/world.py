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
from hjulet.findings.models import Finding, FindingGroup, FindingUnit
from hjulet.improvements.models import ActionPlan, Measure
from hjulet.kernel import clock
from hjulet.notices.kinds import LetterStatus
from hjulet.notices.models import Letter
from hjulet.organisation.kinds import Role
from hjulet.organisation.models import Absence, Account, Unit
from hjulet.organisation.types import SYSTEM
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
        "plan": _plan(board, unit).pk,
        "absence": absence.pk,
        "letter": letter.pk,
        "clock_kind": "house.thing",
    }
    return world


def _plan(board: Unit, unit: Unit) -> ActionPlan:
    """An action plan of the unit, with nothing in it."""
    return ActionPlan.objects.create(board=board, unit=unit, year=2025, made_at=NOW)


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
