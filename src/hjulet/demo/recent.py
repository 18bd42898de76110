"""The last months in Demostad: reports whose cases are under way, so that every role has work.

The words stand in texts/cases.json; a day is so many days before today.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from hjulet.calendar.rules import is_working_day
from hjulet.demo.years import Cast, staff
from hjulet.kernel import clock
from hjulet.organisation.types import Actor
from hjulet.reports import operations as reports

TEXTS = Path(__file__).parent / "texts" / "cases.json"
Told = dict[str, "Sent"]


@dataclass(frozen=True, slots=True)
class Sent:
    """A report of the last months, and when it was assessed."""

    report_id: int
    reference: str
    text: str
    assessed: datetime


@cache
def texts() -> dict[str, Any]:
    """All words about cases."""
    found: dict[str, Any] = json.loads(TEXTS.read_text(encoding="utf-8"))
    return found


def words_of(kind: str, report: str) -> dict[str, str]:
    """What a case of this kind says of the event that the report tells of."""
    found: dict[str, str] = next(one for one in texts()[kind] if report.startswith(one["begins"]))
    return found


def days_ago(now: datetime, days: int, hour: int = 9) -> datetime:
    """So many days ago, or the working day before; never later than now."""
    day = clock.local_date(now) - timedelta(days=days)
    while not is_working_day(day):
        day -= timedelta(days=1)
    return min(clock.at(day, hour, 12), now)


def tell(cast: Cast, now: datetime) -> Told:
    """Sends the reports in, the oldest first, and assesses each the same or the next day."""
    told: Told = {}
    listed = sorted(texts()["recent"]["reports"], key=lambda one: -one["days"])
    for one in listed:
        received = days_ago(now, one["days"])
        report = reports.submit(
            actor=_reporter(cast, one["unit"]),
            now=received,
            unit_id=cast.units[one["unit"]],
            what_happened=one["text"],
            occurred_on=clock.local_date(received),
            affected="yes" if one["serious"] == "yes" else "nearly",
            may_be_serious=one["serious"],
            done_at_once=one["at_once"],
        )
        assessed = min(received + timedelta(hours=5), now)
        reports.assess(
            actor=cast.actors["kvalitetsteam"],
            now=assessed,
            report_id=report.pk,
            type_ids=[cast.types[name] for name in one["types"]],
            unit_ids=[cast.units[one["unit"]]],
            category_id=cast.categories[one["category"]],
        )
        told[one["key"]] = Sent(report.pk, report.reference, one["text"], assessed)
    return told


def _reporter(cast: Cast, unit: str) -> Actor:
    return staff(cast, unit)[-1]
