"""Findings for the tests of this room, through the operations."""

from typing import Any

from tests.reports.house_of_two import NOW, House

from hjulet.findings import operations
from hjulet.findings.models import Finding
from hjulet.reports.models import Report


def draft(
    house: House, who: str = "quality", report: Report | None = None, **given: Any
) -> Finding:
    values: dict[str, Any] = {
        "title": "Brev skickas till gammal adress",
        "unit_ids": [house.unit.pk],
        "source": ("report", report.pk) if report else None,
    }
    return operations.write(actor=house.actor(who), now=NOW, **(values | given))


def released(
    house: House, who: str = "quality", report: Report | None = None, **given: Any
) -> Finding:
    made = draft(house, who, report, **given)
    return operations.release(actor=house.actor(who), now=NOW, finding_id=made.pk, confirmed=True)


def assessed(house: House, *kinds: str, **given: Any) -> Report:
    """A report of the unit, assessed as of these kinds ("deviation" when none is named)."""
    report = house.submit(**given)
    who = "sas" if "lex_sarah" in kinds else "quality"
    house.assess(report, *(kinds or ("deviation",)), who=who)
    return Report.objects.get(pk=report.pk)
