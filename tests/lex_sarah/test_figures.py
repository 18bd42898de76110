"""T4: received, decided and open are three questions; the median counts those that wait."""

from datetime import date, datetime

import pytest
from tests import builders
from tests.reports.house_of_two import House

from hjulet.calendar.rules import parse_period
from hjulet.figures import catalogue
from hjulet.figures.types import Figure, Scope
from hjulet.findings.models import Finding
from hjulet.kernel import clock
from hjulet.lex_sarah.kinds import Degree, Status, StepKind
from hjulet.lex_sarah.models import Case, CaseFinding, CaseReport, Decision, Step
from hjulet.organisation.models import Unit

pytestmark = pytest.mark.django_db

NOW = clock.at(date(2026, 2, 2), 9)
KEYS = ["overview", "outcomes", "open_ages", "by_unit", "kind_of_service", "learned"]


def case(
    house: House,
    received: date,
    *,
    decided: date | None = None,
    closed: date | None = None,
    notified: date | None = None,
    degree: str = Degree.MISCONDUCT,
    unit: Unit | None = None,
    status: str = "",
) -> Case:
    state = status or (
        Status.CLOSED if closed else Status.DECIDED if decided else Status.INVESTIGATING
    )
    moment = clock.at(received, 10)
    made = Case.objects.create(
        reference=f"LS {received.year}-{Case.objects.count() + 1}",
        board=house.board,
        unit=unit or house.unit,
        laws="sol",
        responsible=house.people["sas"],
        status=state,
        received_at=moment,
        received_on=received,
        target_from=received,
        opened_at=moment,
        degree=degree if decided else "",
        decided_on=decided,
        closed_on=closed,
        notified_on=notified,
    )
    if decided:
        decision(made, decided, degree)
    return made


def decision(made: Case, day: date, degree: str) -> None:
    Decision.objects.create(
        case=made, number=made.decisions.count() + 1, degree=degree, position="Skälen.",
        decided_on=day, at=clock.at(day, 10), role="SAS",
    )  # fmt: skip


def reopen(made: Case, closed: date, again: date) -> None:
    """Closed on one day and opened again on another, as the verbs leave it."""
    for kind, day in ((StepKind.CLOSED, closed), (StepKind.REOPENED, again)):
        Step.objects.create(case=made, kind=kind, at=clock.at(day, 10))
    Case.objects.filter(pk=made.pk).update(
        status=Status.INVESTIGATING, degree="", decided_on=None, closed_on=None
    )


def figure(key: str, year: str = "2025", unit: Unit | None = None, now: datetime = NOW) -> Figure:
    scope = Scope(parse_period(year), unit.pk if unit else None, unit.name if unit else "")
    return catalogue.compute(key, scope, now)


@pytest.fixture
def year(house: House) -> House:
    """Four cases of 2025 and one of the year before that was decided in 2025."""
    case(house, date(2024, 12, 1), decided=date(2025, 1, 10), closed=date(2025, 1, 20))
    case(house, date(2025, 2, 1), decided=date(2025, 3, 3), closed=date(2025, 3, 10),
         degree=Degree.SERIOUS, notified=date(2025, 3, 4))  # fmt: skip
    case(house, date(2025, 4, 1), decided=date(2026, 1, 15), unit=house.second)
    case(house, date(2025, 10, 1))
    case(house, date(2025, 11, 1), closed=date(2025, 12, 1), status=Status.WRITTEN_OFF)
    lex = house.types["lex_sarah"]
    for day in (date(2025, 2, 1), date(2025, 2, 1), date(2025, 4, 1), date(2024, 5, 5)):
        builders.report(
            board=house.board, units=[house.unit, house.second], types=[lex], received_on=day
        )
    return house


def test_received_decided_and_open_are_told_apart(year: House) -> None:
    table = figure("lex_sarah.overview")
    assert {row.key: row.cells for row in table.rows} == {
        "received": (3, 1),
        "opened": (4, 1),
        "investigated": (0, 0),
        "decided": (2, 0),
        "notified": (1, 0),
        "closed": (3, 0),
        "open": (2, 1),  # the one of April was decided after the year
        "oldest": (274, 30),
        "median": (None, None),
    }
    assert "rapporter kom in under 2025" in table.lede


def test_the_median_counts_those_that_wait(house: House) -> None:
    """Of 30, 40 and two that still wait after 60 and 100 days, half are decided after 40."""
    case(house, date(2025, 3, 1), decided=date(2025, 3, 31))
    case(house, date(2025, 3, 1), decided=date(2025, 4, 10))
    case(house, date(2025, 9, 22))
    case(house, date(2025, 11, 1))
    assert figure("lex_sarah.overview").cell("median", "count") == 40


def test_the_median_counts_reports_without_a_case(house: House) -> None:
    """Of two cases decided after 30 and 50 days and three reports that nobody has taken up, fewer
    than half are decided; one that a case has, or that is closed, is not counted again."""
    first = case(house, date(2025, 3, 1), decided=date(2025, 3, 31))
    case(house, date(2025, 3, 1), decided=date(2025, 4, 20))
    given = {"board": house.board, "units": [house.unit], "types": [house.types["lex_sarah"]]}
    taken = builders.report(**given, received_on=date(2025, 3, 1))
    CaseReport.objects.create(case=first, report=taken, joined_at=NOW)
    builders.report(**given, received_on=date(2025, 3, 2), closed_on=date(2025, 3, 20))
    builders.report(**given, received_on=date(2024, 3, 2))
    assert figure("lex_sarah.overview").cell("median", "count") == 30
    for _ in range(3):
        builders.report(**given, received_on=date(2025, 3, 1))
    assert figure("lex_sarah.overview").cell("median", "count") is None


def test_a_case_opened_again_keeps_what_was_decided(house: House) -> None:
    """What was true of a year is so whenever it is asked; between the two it was open."""
    made = case(house, date(2023, 5, 1), decided=date(2023, 9, 1), closed=date(2023, 10, 1))
    keys = ("overview", "outcomes", "open_ages", "by_unit", "learned")
    before = [figure(f"lex_sarah.{key}", "2023").rows for key in keys]
    reopen(made, date(2023, 10, 1), date(2024, 2, 1))
    assert [figure(f"lex_sarah.{key}", "2023").rows for key in keys] == before
    assert figure("lex_sarah.outcomes", "2023").cell("misconduct", "count") == 1
    assert figure("lex_sarah.overview", "2023").cell("closed", "count") == 1
    assert figure("lex_sarah.overview", "2023").cell("open", "count") == 0
    assert figure("lex_sarah.overview", "2024").cell("open", "count") == 1
    assert figure("lex_sarah.overview", "2024").cell("decided", "count") == 0
    decision(made, date(2025, 3, 1), Degree.SERIOUS)
    assert figure("lex_sarah.overview", "2024").cell("open", "count") == 1
    assert figure("lex_sarah.overview", "2025").cell("open", "count") == 0
    assert figure("lex_sarah.outcomes", "2025").cell("serious", "count") == 1
    assert figure("lex_sarah.outcomes", "2023").cell("misconduct", "count") == 1


def test_twice_in_one_year_is_one_case(house: House) -> None:
    made = case(house, date(2025, 1, 1), decided=date(2025, 2, 1))
    reopen(made, date(2025, 2, 2), date(2025, 3, 1))
    decision(made, date(2025, 6, 1), Degree.SERIOUS)
    table = figure("lex_sarah.outcomes")
    assert (table.cell("total", "count"), table.cell("serious", "count")) == (1, 1)
    assert len(figure("lex_sarah.learned").rows) == 1


def test_a_team_is_part_of_its_unit(house: House) -> None:
    team = builders.unit(name="Natten", parent=house.unit, kind="team")
    case(house, date(2025, 3, 1), unit=team)
    assert "kommer från 1\u00a0enhet " in figure("lex_sarah.by_unit").lede
    assert "kommer från 1\u00a0enhet " in figure("lex_sarah.by_unit", unit=house.unit).lede
    assert "kommer från 1\u00a0enhet " in figure("lex_sarah.by_unit", unit=team).lede
    case(house, date(2025, 3, 1), unit=house.second)
    assert "kommer från 2\u00a0enheter " in figure("lex_sarah.by_unit").lede


def test_what_was_learnt_is_told_of_the_whole_board(house: House) -> None:
    """Of one unit it would tell what its only case was."""
    case(house, date(2025, 3, 1), decided=date(2025, 5, 1))
    case(house, date(2025, 4, 1), decided=date(2025, 6, 1), degree=Degree.NONE, unit=house.second)
    whole = figure("lex_sarah.learned", unit=house.board)
    for unit in (house.unit, house.second, house.department):
        one = figure("lex_sarah.learned", unit=unit)
        assert one.rows == whole.rows
        assert (one.unit_id, one.unit_name) == (house.board.pk, house.board.name)
        assert "Räknat för hela Socialnämnden" in " ".join(one.notes)
    assert "Räknat för hela" not in " ".join(whole.notes)
    assert len(figure("lex_sarah.learned", unit=house.other_unit).rows) == 1
    assert figure("lex_sarah.learned", unit=house.other_unit).rows[0].key == "none"


def test_a_year_looked_at_later_says_the_same_of_what_was_open(year: House) -> None:
    then, later = (
        figure("lex_sarah.open_ages"),
        figure("lex_sarah.open_ages", now=clock.at(date(2027, 1, 1), 9)),
    )
    assert then.rows == later.rows
    assert then.cell("total", "count") == 2
    assert then.cell("age-3", "count") == 1  # 274 days
    assert sum(int(row.cells[0] or 0) for row in then.rows[:-1]) == 2


def test_outcomes_are_of_the_decisions_of_the_year(year: House) -> None:
    table = figure("lex_sarah.outcomes")
    assert table.cell("misconduct", "count") == 1
    assert table.cell("serious", "share") == 50.0
    assert table.cell("serious", "notified") == 1
    assert table.cell("total", "count") == 2
    assert figure("lex_sarah.outcomes", "2023").cell("total", "count") == 0


def test_a_case_counts_at_its_unit_and_a_board_sees_only_its_own(year: House) -> None:
    table = figure("lex_sarah.by_unit", unit=year.board)
    cells = {row.label: row.cells for row in table.rows}
    assert cells[year.second.name] == (1, 0, 1, 274)
    assert cells["Totalt"] == (4, 2, 2, 274)
    assert figure("lex_sarah.by_unit", unit=year.other).cell("total", "received") == 0


def test_what_was_learnt_names_neither_case_nor_unit(year: House) -> None:
    decided = Case.objects.get(degree=Degree.SERIOUS)
    for number, (title, status) in enumerate(
        (("Återbud når ingen", "released"), ("Ett utkast", "draft"))
    ):
        finding = Finding.objects.create(
            reference=f"2025-9{number}", board=year.board, origin="lex_sarah", title=title,
            found_on=date(2025, 2, 2), written_at=NOW, status=status,
            released_at=NOW if status == "released" else None,
        )  # fmt: skip
        CaseFinding.objects.create(case=decided, finding=finding)
    table = figure("lex_sarah.learned")
    text = str(table.rows)
    assert "Återbud når ingen" in text
    assert "utkast" not in text
    assert decided.reference not in text
    assert year.unit.name not in text
    assert len(table.rows) == 2


@pytest.mark.parametrize("key", KEYS)
def test_few_queries_however_many_cases(
    year: House, key: str, django_assert_max_num_queries: object
) -> None:
    for number in range(40):
        case(year, date(2025, 5, 1 + number % 28), decided=date(2025, 6, 2))
    with django_assert_max_num_queries(7):  # type: ignore[operator]
        figure(f"lex_sarah.{key}")


@pytest.mark.parametrize("key", KEYS)
def test_an_empty_year_says_so(house: House, key: str) -> None:
    table = figure(f"lex_sarah.{key}")
    assert table.lede.startswith(("Ingen", "Inget"))
    assert table.rows
