"""Two boards with people in the roles that matter to reports, for the tests of this room."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from tests import builders

from hjulet.kernel.clock import at
from hjulet.organisation.models import Account, Unit
from hjulet.organisation.queries import actor_for
from hjulet.organisation.types import Actor
from hjulet.reports import operations
from hjulet.reports.models import DeviationType, Report

DAY = date(2025, 10, 14)
NOW = at(DAY, 9, 12)


@dataclass
class House:
    """`board` has two units, `other` has one; `people` by role name."""

    board: Unit
    department: Unit
    unit: Unit
    second: Unit
    other: Unit
    other_unit: Unit
    types: dict[str, DeviationType]
    people: dict[str, Account] = field(default_factory=dict)

    def actor(self, who: str, on: date = DAY) -> Actor:
        return actor_for(self.people[who], on)

    def submit(self, who: str = "staff", now: datetime = NOW, **fields: Any) -> Report:
        given = {"unit_id": self.unit.pk, "what_happened": "Ett brev gick till fel adress."}
        return operations.submit(actor=self.actor(who), now=now, **{**given, **fields})

    def assess(self, report: Report, *kinds: str, who: str = "quality", **fields: Any) -> Any:
        given: dict[str, Any] = {
            "type_ids": [self.types[kind].pk for kind in kinds],
            "unit_ids": [self.unit.pk],
            "reason": "Så ska det gå till." if "not_deviation" in kinds else "",
        }
        return operations.assess(
            actor=self.actor(who),
            now=NOW + timedelta(hours=1),
            report_id=report.pk,
            **{**given, **fields},
        )


def build() -> House:
    board, other = builders.board(), builders.board("Äldrenämnden")
    department = builders.department(board)
    house = House(
        board=board,
        department=department,
        unit=builders.unit(name="Åkersenheten", parent=department, legal_basis="SoL"),
        second=builders.unit(name="Mottagningen", parent=department, legal_basis="LSS"),
        other=other,
        other_unit=builders.unit(name="Hemtjänsten", parent=other),
        types=builders.types(),
    )
    roles = (
        ("staff", "staff", house.unit),
        ("manager", "unit_manager", house.unit),
        ("second_manager", "unit_manager", house.second),
        ("quality", "quality_team", board),
        ("sas", "sas", board),
        ("dpo", "data_protection_officer", board),
        ("admin", "system_admin", board),
        ("member", "board_member", board),
        ("other_quality", "quality_team", other),
        ("other_sas", "sas", other),
        ("other_staff", "staff", house.other_unit),
    )
    for name, role, place in roles:
        house.people[name] = builders.account(role, place, name, place)
    house.people["nobody"] = builders.account(None, None, "nobody")
    return house
