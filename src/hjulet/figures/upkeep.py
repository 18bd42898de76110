"""The nightly check of the rows that figures count, as the worker runs it."""

from datetime import datetime

from hjulet.calendar.recurrences import RecurrenceFailed
from hjulet.figures import catalogue


def verify(now: datetime) -> None:
    """Compares the rows with what they are made of. Raises RecurrenceFailed when they differ."""
    if differences := catalogue.verify():
        raise RecurrenceFailed(
            f"{len(differences)} skillnader i räkneraderna. Kör hjulet figures verify."
        )
