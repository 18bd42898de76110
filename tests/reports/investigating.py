"""What the tests of investigations begin with: assessed reports, an investigation, its steps."""

from datetime import timedelta
from typing import Any

from tests import builders
from tests.reports.house_of_two import DAY, NOW, House

from hjulet.findings.lists import Cause
from hjulet.findings.models import Finding
from hjulet.organisation.queries import actor_for
from hjulet.organisation.types import Actor
from hjulet.reports import operations
from hjulet.reports.investigation_rules import Content
from hjulet.reports.models import Handover, Investigation, InvestigationFinding, Report

LATER = NOW + timedelta(hours=2)
TEXT = "Brevet låg kvar i skrivaren. Nästa handläggare tog det."


def deviation(house: House, **fields: Any) -> Report:
    """A report of the first unit, assessed as a deviation."""
    report = house.submit(**fields)
    house.assess(report, "deviation")
    return Report.objects.get(pk=report.pk)


def opened(house: House, *reports: Report, who: str = "manager") -> Investigation:
    reports = reports or (deviation(house),)
    return operations.open_investigation(
        actor=house.actor(who), now=LATER, report_ids=[report.pk for report in reports]
    )


def cause(name: str = "Rutinen saknas") -> Cause:
    return Cause.objects.get_or_create(name=name)[0]


def content(**changed: Any) -> Content:
    """Everything that must stand there when it is done."""
    given: dict[str, Any] = {
        "course": TEXT,
        "why": "Ingen rutin för utskrifter.",
        "cause_ids": (cause().pk,),
        "consequence": 2,
        "likelihood": 3,
        "police_report": False,
        "told_reporter": "Skrivaren har fått kod.",
    }
    return Content(**given | changed)


def do(house: House, verb: str, found: Investigation, who: str = "manager", **more: Any) -> Any:
    """One step; `expected` is the latest version when nothing else is given."""
    found.refresh_from_db()
    if verb in ("save", "finish"):
        more = {"content": content(), "expected": found.version, **more}
    if verb in ("return", "close", "reopen"):
        more = {"reason": "Därför.", **more}
    call = getattr(operations, f"{verb}_investigation")
    given = {"actor": house.actor(who), "now": LATER, "investigation_id": found.pk}
    try:
        return call(**given, **more)
    finally:
        found.refresh_from_db()


def accepted(house: House, *reports: Report) -> Investigation:
    found = opened(house, *reports)
    do(house, "finish", found)
    do(house, "accept", found, "quality")
    return found


def finding(found: Investigation, handling: str = "open", status: str = "released") -> Finding:
    """A finding of the investigation, handled or not."""
    made = Finding.objects.create(
        reference=f"F-{Finding.objects.count() + 1}", board_id=found.board_id, title="Skrivare",
        origin="report", found_on=DAY, written_at=NOW, status=status, handling=handling,
        handling_reason="Skäl." if handling == "none_needed" else "",
        released_at=NOW if status == "released" else None,
    )  # fmt: skip
    InvestigationFinding.objects.create(investigation=found, finding=made)
    return made


def head(house: House) -> Actor:
    """A department manager over both units."""
    if "head" not in house.people:
        house.people["head"] = builders.account("department_manager", house.department, "head")
    return actor_for(house.people["head"], DAY)


def handed_of(report: Report) -> list[Handover]:
    return list(report.handovers.order_by("pk"))
