"""Risk analyses made through the operations, for the tests of this room."""

from datetime import date
from typing import Any

from tests.reports.house_of_two import DAY, NOW, House

from hjulet.risks import operations
from hjulet.risks.models import RiskAnalysis

LATER = date(2026, 10, 1)
WHO = (("enhetschef", True, True), ("skyddsombud", True, True))


def begun(house: House, who: str = "manager", **fields: Any) -> RiskAnalysis:
    """A draft of the unit, held today, the manager responsible."""
    given: dict[str, Any] = {
        "unit_id": house.unit.pk,
        "title": "Ny rutin för nycklar",
        "trigger": "routine",
        "held_on": DAY,
        "responsible_id": house.people["manager"].pk,
    }
    return operations.begin(actor=house.actor(who), now=NOW, **(given | fields))


def add(
    house: House,
    analysis: RiskAnalysis,
    p: int = 3,
    c: int = 4,
    who: str = "manager",
    **fields: Any,
) -> Any:
    return operations.add_risk(
        actor=house.actor(who),
        now=NOW,
        analysis_id=analysis.pk,
        **({"description": "En nyckel kommer bort"} | fields),
        probability=p,
        consequence=c,
    )


def filled(house: House, *risks: tuple[int, int], **fields: Any) -> RiskAnalysis:
    """A draft with participants and risks, ready to be finished."""
    functions = fields.pop("functions", WHO)
    analysis = begun(house, **fields)
    who = fields.get("who", "manager")
    operations.set_participants(
        actor=house.actor(who), now=NOW, analysis_id=analysis.pk, functions=functions
    )
    for p, c in risks or ((3, 4),):
        add(house, analysis, p, c, who)
    return analysis


def done(house: House, *risks: tuple[int, int], **fields: Any) -> RiskAnalysis:
    """A finished analysis, to be made anew by `LATER` (or `reassess_on`)."""
    reassess_on = fields.pop("reassess_on", LATER)
    analysis = filled(house, *risks, **fields)
    return operations.finish(
        actor=house.actor(fields.get("who", "manager")),
        now=NOW,
        analysis_id=analysis.pk,
        reassess_on=reassess_on,
    )
