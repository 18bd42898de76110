"""A small year whose every number can be counted on fingers."""

from dataclasses import dataclass
from datetime import date

from tests import builders

from hjulet.findings.lists import Cause
from hjulet.organisation.kinds import UnitKind
from hjulet.organisation.models import Unit
from hjulet.reports.models import Category, DeviationType


@dataclass
class Year:
    board: Unit
    children: Unit
    adults: Unit
    reception: Unit
    homes: Unit
    adult_unit: Unit
    silent: Unit
    types: dict[str, DeviationType]


def make() -> Year:
    """Five reports in 2023, one in 2022, one not assessed.

    Two types: the first. Two departments: the second. Two units of one department: the third.
    Not a deviation: the fourth. At the department itself: the fifth.
    """
    board = builders.board("Socialnämnden")
    children = builders.department(board, "Barn och unga")
    adults = builders.department(board, "Vuxen")
    reception = builders.unit(UnitKind.UNIT, "Mottagningen", children)
    homes = builders.unit(UnitKind.UNIT, "Familjehem", children)
    adult_unit = builders.unit(UnitKind.UNIT, "Vuxenenheten", adults)
    silent = builders.unit(UnitKind.UNIT, "Ängens stöd", adults)
    kinds = builders.types()
    other, lex = kinds["deviation"], kinds["lex_sarah"]
    breach, nothing = kinds["data_breach"], kinds["not_deviation"]
    letter = Category.objects.create(name="Brev")
    stress = Cause.objects.get(name="Lokaler")
    routine = Cause.objects.create(name="Ny sorts orsak")

    def report(units: list[Unit], types: list[DeviationType], **fields: object) -> None:
        builders.report(board=board, units=units, types=types, **fields)  # type: ignore[arg-type]

    report(
        [reception],
        [lex, breach],
        received_on=date(2023, 1, 10),
        closed_on=date(2023, 6, 1),
        category=letter,
        causes=[stress, routine],
        notified_ivo=True,
        notified_imy=True,
    )
    report(
        [reception, adult_unit],
        [other],
        received_on=date(2023, 2, 10),
        category=letter,
        causes=[stress],
    )
    report([reception, homes], [breach], received_on=date(2023, 2, 20), closed_on=date(2024, 1, 8))
    report([adult_unit], [nothing], received_on=date(2023, 3, 1))
    report([children], [other], received_on=date(2023, 12, 31), commissioned_by="Grannkommunen")
    report([homes], [lex], received_on=date(2022, 5, 5), closed_on=date(2023, 1, 5))
    report([homes], [], received_on=date(2023, 8, 8))
    return Year(board, children, adults, reception, homes, adult_unit, silent, kinds)
