"""A small town to import reports to, and what a file of reports looks like."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from tests import builders

from hjulet.kernel import clock
from hjulet.organisation.kinds import UnitKind
from hjulet.organisation.models import Unit
from hjulet.organisation.types import SYSTEM, Actor
from hjulet.reports.imports.operations import import_reports
from hjulet.reports.imports.values import Outcome
from hjulet.reports.models import DeviationType

NOW = clock.at(date(2024, 2, 1), 9)
HEAD = "referens;inkommen;typer;enheter"


@dataclass
class Town:
    """Two departments, each with a Mottagning; Gamla ended with 2022."""

    board: Unit
    units: dict[str, Unit]
    types: dict[str, DeviationType]


def build() -> Town:
    board = builders.board()
    older, young = (builders.department(board, name) for name in ("Äldre", "Unga"))
    units = {
        "Norr": builders.unit(name="Norr", parent=older, legal_basis="SoL"),
        "Söder": builders.unit(name="Söder", parent=older),
        "Väster": builders.unit(name="Väster", parent=young),
        "Äldre > Mottagning": builders.unit(name="Mottagning", parent=older),
        "Unga > Mottagning": builders.unit(name="Mottagning", parent=young),
        "Gamla": builders.unit(name="Gamla", parent=older, last=date(2022, 12, 31)),
    }
    units["Natt"] = builders.unit(UnitKind.TEAM, "Natt", units["Norr"])
    return Town(board, units, {item.name: item for item in DeviationType.objects.order_by("id")})


def bring(
    path: Path,
    *rows: str,
    head: str = HEAD,
    dry_run: bool = False,
    mapping: dict[str, str] | None = None,
    actor: Actor = SYSTEM,
    now: datetime = NOW,
) -> Outcome:
    """Imports these rows from a CSV file in the folder `path`."""
    file = path / "rapporter.csv"
    file.write_text("\n".join((head, *rows)) + "\n", encoding="utf-8")
    return import_reports(actor=actor, now=now, path=file, dry_run=dry_run, mapping=mapping)
