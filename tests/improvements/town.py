"""One board with a department, two units, people in the roles that matter, and findings."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from tests import builders

from hjulet.findings.kinds import Origin, Status
from hjulet.findings.models import Finding, FindingUnit
from hjulet.improvements import operations
from hjulet.improvements.models import Measure
from hjulet.kernel.clock import at
from hjulet.organisation.kinds import Role, UnitKind
from hjulet.organisation.models import Account, Unit
from hjulet.organisation.queries import actor_for
from hjulet.organisation.types import Actor

DAY = date(2025, 10, 14)
NOW = at(DAY, 9)


@dataclass
class Town:
    """`people` by role name; `other` belongs to another board."""

    board: Unit
    administration: Unit
    department: Unit
    unit: Unit
    second: Unit
    people: dict[str, Account] = field(default_factory=dict)
    now: datetime = NOW

    def actor(self, who: str, on: date = DAY) -> Actor:
        return actor_for(self.people[who], on)

    def finding(self, **given: Any) -> Finding:
        number = Finding.objects.count() + 1
        made = Finding.objects.create(
            **{
                "reference": f"2025-{number}",
                "board": self.board,
                "title": "Beslut skickas till gammal adress",
                "origin": Origin.REPORT,
                "found_on": DAY,
                "status": Status.RELEASED,
                "written_at": NOW,
                "released_at": NOW,
                **given,
            }
        )
        FindingUnit.objects.create(finding=made, unit=self.unit)
        return made

    def words(self, **given: Any) -> dict[str, Any]:
        """What `propose` takes."""
        return {
            "title": "Kontrollera adressen",
            "expected_effect": "Inga brev går fel.",
            "seen_by": "Antal rapporter.",
            "responsible_id": self.people["manager"].pk,
            "level": "unit",
            "unit_id": self.unit.pk,
            "due_on": DAY + timedelta(days=30),
            "effect_on": DAY + timedelta(days=120),
            **given,
        }

    def propose(self, who: str = "quality", now: datetime = NOW, **given: Any) -> Measure:
        return operations.propose(actor=self.actor(who), now=now, **self.words(**given))

    def decided(self, **given: Any) -> Measure:
        made = self.propose(**given)
        return operations.decide(actor=self.actor("manager"), now=NOW, measure_id=made.pk)

    def done(self, **given: Any) -> Measure:
        made = self.decided(**given)
        return operations.note_done(
            actor=self.actor("manager"),
            now=NOW,
            measure_id=made.pk,
            outcome="done",
            text="Listan används.",
        )


def build() -> Town:
    board, other = builders.board(), builders.board("Äldrenämnden")
    administration = builders.unit(UnitKind.ADMINISTRATION, "Förvaltningen", board)
    department = builders.department(administration)
    town = Town(
        board=board,
        administration=administration,
        department=department,
        unit=builders.unit(name="Åkersenheten", parent=department),
        second=builders.unit(name="Björkenheten", parent=department),
    )
    places = {
        "manager": (Role.UNIT_MANAGER, town.unit),
        "second": (Role.UNIT_MANAGER, town.second),
        "head": (Role.DEPARTMENT_MANAGER, department),
        "lead": (Role.ADMINISTRATION_LEAD, administration),
        "quality": (Role.QUALITY_TEAM, board),
        "staff": (Role.STAFF, town.unit),
        "other": (Role.QUALITY_TEAM, other),
    }
    for who, (role, place) in places.items():
        town.people[who] = builders.account(role, place, name=f"Kim {who}", home=place)
    return town
