"""Prints of what Demostad tells: a digest for each figure of its years and for its texts.

`python -m tests.demo.prints FOLDER` writes them anew from an installation with a Demostad.
"""

import hashlib
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

from tests.journeys.installation import Installation

KEPT = Path(__file__).with_name("prints.json")
YEARS = ("2024", "2025")
FIGURES = (
    "reports.types_by_unit", "reports.type_shares", "reports.categories", "reports.by_month",
    "reports.causes", "reports.recurrence", "reports.reporting_rate", "reports.silent_units",
    "lex_sarah.overview", "lex_sarah.outcomes", "data_breaches.by_kind", "data_breaches.notified",
    "data_breaches.within_clock",
)  # fmt: skip
# What the spring after still changes: it depends on the day when Demostad is built.
STILL_OPEN = {"reports.type_shares 2025"}
TEXTS = {
    "reports": "SELECT reference, what_happened, done_at_once FROM reports_report"
    " WHERE received_on < '2026-02-02' ORDER BY reference",
    "sections": "SELECT edition_id, key, status FROM annual_report_section"
    " ORDER BY edition_id, key",
    "lex_sarah": "SELECT reference, degree, decided_on FROM lex_sarah_case"
    " WHERE received_on < '2025-01-01' ORDER BY reference",
}


def rows(source: Installation, question: str) -> list[tuple[object, ...]]:
    """Read straight from the database, on either kind."""
    if source.database:
        import psycopg

        with psycopg.connect(source.database) as connection:
            return list(connection.execute(question))  # type: ignore[call-overload]
    with sqlite3.connect(source.home / "hjulet.sqlite3") as connection:
        return list(connection.execute(question))


# Run once in the installation: twenty-five commands of its own would take a minute.
COUNTING = """
import json, sys
from hjulet.config import boot
boot.start()
from hjulet.calendar.rules import parse_period
from hjulet.figures import catalogue, export
from hjulet.figures.types import Scope
from hjulet.kernel import clock
told = {}
for name in sys.argv[1:]:
    key, year = name.split()
    figure = catalogue.compute(key, Scope(parse_period(year)), clock.now())
    told[name] = export.as_csv(figure)
print(json.dumps(told))
"""


def figures(source: Installation) -> dict[str, str]:
    """Every figure of every year as CSV."""
    names = [f"{key} {year}" for year in YEARS for key in FIGURES]
    done = subprocess.run(
        [sys.executable, "-c", COUNTING, *(name for name in names if name not in STILL_OPEN)],
        env=source.environment(), capture_output=True, check=True, text=True,
    )  # fmt: skip
    found: dict[str, str] = json.loads(done.stdout)
    return found


def of(source: Installation) -> dict[str, str]:
    """Name and digest."""
    told = figures(source)
    for name, question in TEXTS.items():
        told[name] = "\n".join(
            " | ".join(str(cell) for cell in row) for row in rows(source, question)
        )
    assert all(len(text) > 30 for text in told.values())
    return {name: hashlib.sha256(text.encode()).hexdigest()[:16] for name, text in told.items()}


def kept() -> dict[str, str]:
    found: dict[str, str] = json.loads(KEPT.read_text(encoding="utf-8"))
    return found


if __name__ == "__main__":
    made = json.dumps(of(Installation(Path(sys.argv[1]))), indent=1)
    KEPT.write_text(f"{made}\n", encoding="utf-8")
