"""Period: a frozen value that other rooms may hold."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, both counted; `key` is how it is written (2023, kv2025, 2023T2, a..b)."""

    key: str
    first: date
    last: date
    label: str

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    @property
    def span(self) -> str:
        """1 september 2024–31 augusti 2025."""
        return f"{_long(self.first)}–{_long(self.last)}"

    @property
    def day_after(self) -> date:
        return self.last + timedelta(days=1)


MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip


def _long(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
