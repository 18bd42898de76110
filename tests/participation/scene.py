"""Measures and reports made as plain rows, beside the town of measures."""

from datetime import date, timedelta
from typing import Any

from tests import builders
from tests.improvements.town import DAY, NOW, Town

from hjulet.findings.models import Finding
from hjulet.improvements.models import EffectCheck, Measure
from hjulet.organisation.models import Unit
from hjulet.participation import operations
from hjulet.participation.models import Meeting
from hjulet.reports.models import Report, ReportFinding


def measure(town: Town, status: str = "decided", **given: Any) -> Measure:
    """A measure of the unit that has come so far."""
    number = Measure.objects.count() + 1
    fields: dict[str, Any] = {
        "reference": f"A-{number}", "board": town.board, "unit": town.unit, "level": "unit",
        "title": f"Kontrollera adressen {number}", "expected_effect": "Inga brev går fel.",
        "seen_by": "Antal rapporter.", "responsible": town.people["manager"],
        "decide_by": DAY, "due_on": DAY, "effect_on": DAY + timedelta(days=60),
        "status": status, "proposed_on": DAY - timedelta(days=30),
    }  # fmt: skip
    if status != "proposed":
        fields["decided_on"] = DAY - timedelta(days=20)
    if status in ("started", "done", "closed"):
        fields["started_on"] = DAY - timedelta(days=15)
    if status in ("done", "closed"):
        fields |= {"done_on": DAY - timedelta(days=10), "outcome": "done"}
    if status == "closed":
        fields |= {"closed_on": DAY - timedelta(days=2), "effect": "no"}
    made = Measure.objects.create(**(fields | given))
    if made.status == "closed":
        EffectCheck.objects.create(
            measure=made, at=NOW, effect=made.effect, evidence="Lika många brev gick fel.",
            comment="Skillnaden är inte större än slumpen.",
        )  # fmt: skip
    return made


def closed_case(
    town: Town, finding: Finding, units: list[Unit] | None = None, **given: Any
) -> Report:
    """A closed report that led to the finding."""
    fields = {"closed_on": DAY - timedelta(days=3), **given}
    made = builders.report(
        board=town.board, units=units or [town.unit], received_on=date(2025, 9, 1), **fields
    )
    ReportFinding.objects.create(report=made, finding=finding)
    return made


def met(town: Town, who: str = "manager", **given: Any) -> Meeting:
    fields: dict[str, Any] = {"unit_id": town.unit.pk, "held_on": DAY, "participants": 12}
    return operations.note_meeting(actor=town.actor(who), now=NOW, **(fields | given))
