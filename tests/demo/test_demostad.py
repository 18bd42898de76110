"""Demostad: the same every time, told through operations, with somebody in every role."""

import csv
import io

import pytest
from tests.demo import prints
from tests.demo.prints import rows
from tests.journeys import installation
from tests.journeys.installation import Installation

pytestmark = [pytest.mark.slow, pytest.mark.both_databases]


@pytest.fixture(scope="module")
def demostad() -> Installation:
    """The copy that nobody has used, of what the journeys use too."""
    return installation.copy_of(installation.demo_template(), "demostad_unused")


def test_it_is_the_same_every_time(demostad: Installation) -> None:
    """On every machine, every day and either database: what it tells has the same print.

    When Demostad has been changed on purpose, `python -m tests.demo.prints FOLDER` writes them
    anew; read the difference before it is committed.
    """
    assert prints.of(demostad) == prints.kept()


def test_a_demo_is_only_built_in_an_empty_database(demostad: Installation) -> None:
    before = demostad.figure("reports.types_by_unit", "2025")
    demostad.run("demo", "--if-empty")
    demostad.run("demo", status=1)
    assert demostad.figure("reports.types_by_unit", "2025") == before


def test_every_report_came_through_an_operation(demostad: Installation) -> None:
    (reports,) = rows(demostad, "SELECT COUNT(*) FROM reports_report")
    (submitted,) = rows(
        demostad, "SELECT COUNT(*) FROM journal_event WHERE verb = 'reports.submit'"
    )
    assert submitted == reports
    assert reports[0] > 1500
    demostad.run("journal", "verify")
    demostad.run("figures", "verify")


def test_the_years_are_about_alike_and_hold_what_is_hard_to_count(demostad: Installation) -> None:
    for year in ("2024", "2025"):
        figure = demostad.figure("reports.types_by_unit", year)
        total = figure.pop("Totalt")
        assert 700 < total["totalt"] < 900
        types = sum(number for name, number in total.items() if name != "totalt")
        assert types > total["totalt"], "ingen rapport är av två typer"
        assert all(number > 0 for number in total.values())
        units = [name for name in figure if name not in DEPARTMENTS]
        assert len(units) >= 12
        assert sum(figure[name]["totalt"] for name in units) > total["totalt"]
        assert sum(figure[name]["totalt"] for name in DEPARTMENTS) > total["totalt"]


DEPARTMENTS = ("Barn och unga", "Vuxen och ekonomi", "Funktionsstöd")


def test_one_report_is_published_and_one_is_a_draft(demostad: Installation) -> None:
    found = rows(demostad, "SELECT period_key, status FROM annual_report_edition ORDER BY 1")
    assert found == [("2024", "published"), ("2025", "draft")]


def test_there_is_somebody_in_every_role(demostad: Installation) -> None:
    found = rows(demostad, "SELECT DISTINCT role FROM organisation_roleassignment")
    assert {str(role) for (role,) in found} == {
        "staff",
        "unit_manager",
        "department_manager",
        "administration_lead",
        "quality_team",
        "sas",
        "investigator",
        "data_protection_officer",
        "registrar",
        "board_member",
        "system_admin",
    }


def test_nobody_has_reported_everything(demostad: Installation) -> None:
    """A newcomer who logs in as one of the staff meets what one person could have written."""
    told = rows(demostad, "SELECT COUNT(*) FROM reports_report GROUP BY reporter_id")
    assert max(number for (number,) in told) < 60
    (alva,) = rows(
        demostad,
        "SELECT COUNT(*) FROM reports_report WHERE status <> 'closed' AND reporter_id ="
        " (SELECT id FROM organisation_account WHERE email = 'medarbetare@demostad.example')",
    )
    assert 3 <= alva[0] < 10


def test_one_unit_is_silent_and_every_rate_is_known(demostad: Installation) -> None:
    for year in ("2024", "2025"):
        words = ("--period", year, "--format", "csv")
        silent = demostad.run("figures", "reports.silent_units", *words)
        assert "Personlig assistans,tyst,aldrig,0," in silent
        rate = list(
            csv.reader(io.StringIO(demostad.run("figures", "reports.reporting_rate", *words)))
        )
        assert len(rate) > 15
        assert all(float(row[3]) >= 0 for row in rate[1:])
