"""Reading a period and counting working days. Pure."""

import re
from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

import holidays

from hjulet.calendar.kinds import Span
from hjulet.calendar.types import Period

_YEAR = re.compile(r"(19|20)\d\d")
_QUALITY_YEAR = re.compile(r"kv((?:19|20)\d\d)", re.IGNORECASE)
_TERTIAL = re.compile(r"((?:19|20)\d\d)\s*T([1-3])", re.IGNORECASE)
_FREE = re.compile(r"(\d{4}-\d\d-\d\d)\.\.(\d{4}-\d\d-\d\d)")


class UnknownPeriod(ValueError):
    """The text is not a period; the message says in Swedish how one is written."""


def parse_period(text: str) -> Period:
    """2023 | kv2025 | 2023T2 | 2023-02-01..2023-06-30; raises UnknownPeriod.

    kv2025 is the quality year 1 September 2024 - 31 August 2025.
    """
    text = text.strip()
    if _YEAR.fullmatch(text):
        return calendar_year(int(text))
    if match := _QUALITY_YEAR.fullmatch(text):
        return quality_year(int(match.group(1)))
    if match := _TERTIAL.fullmatch(text):
        return tertial(int(match.group(1)), int(match.group(2)))
    if match := _FREE.fullmatch(text):
        try:
            first, last = (date.fromisoformat(part) for part in match.groups())
        except ValueError as error:
            raise UnknownPeriod(f"Perioden ”{text}” har ett datum som inte finns.") from error
        if not 1900 <= first.year <= last.year < 2100 and first <= last:
            raise UnknownPeriod(f"Perioden ”{text}” ligger utanför 1900–2099.")
        if last < first:
            raise UnknownPeriod(f"Perioden ”{text}” slutar innan den börjar.")
        return free(first, last)
    raise UnknownPeriod(
        f"Okänd period: ”{text}”. Skriv till exempel 2023, kv2025, 2023T2 "
        "eller 2023-02-01..2023-06-30."
    )


def calendar_year(year: int) -> Period:
    return Period(str(year), date(year, 1, 1), date(year, 12, 31), str(year))


def quality_year(year: int) -> Period:
    """The quality year that ends in August of `year`."""
    return Period(
        f"kv{year}",
        date(year - 1, 9, 1),
        date(year, 8, 31),
        f"kvalitetsåret {year - 1}/{year % 100:02d}",
    )


def tertial(year: int, number: int) -> Period:
    """Four months: T1 January-April, T2 May-August, T3 September-December."""
    first = date(year, 4 * number - 3, 1)
    after = date(year + number // 3, 4 * number % 12 + 1, 1)
    return Period(f"{year}T{number}", first, after - timedelta(days=1), f"tertial {number} {year}")


def free(first: date, last: date) -> Period:
    return Period(
        f"{first.isoformat()}..{last.isoformat()}", first, last,
        f"{first.isoformat()} till {last.isoformat()}",
    )  # fmt: skip


def previous(period: Period) -> Period:
    """The period to compare with: the same one a year earlier.

    One of more than a year goes back as many years as it takes not to overlap: what is counted
    on both sides says nothing about change.
    """
    if _YEAR.fullmatch(period.key):
        return calendar_year(int(period.key) - 1)
    if match := _QUALITY_YEAR.fullmatch(period.key):
        return quality_year(int(match.group(1)) - 1)
    if match := _TERTIAL.fullmatch(period.key):
        return tertial(int(match.group(1)) - 1, int(match.group(2)))
    years = 1
    while _years_before(period.last, years) >= period.first:
        years += 1
    return free(_years_before(period.first, years), _years_before(period.last, years))


def same_part(period: Period, day: date) -> Period:
    """As much of `previous(period)` as has passed of the period by the end of `day`.

    The whole of it when the period is over. Raises ValueError for a day before the period.
    """
    earlier = previous(period)
    if day < period.first:
        raise ValueError(f"{period.label} begins after {day}")
    if day >= period.last:
        return earlier
    return free(earlier.first, _years_before(day, period.first.year - earlier.first.year))


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)


@lru_cache(maxsize=64)
def _holidays(year: int) -> frozenset[date]:
    # Midsummer, Christmas and New Year's eves are days off by agreement almost everywhere.
    eves = {date(year, 12, 24), date(year, 12, 31)}
    public = holidays.country_holidays("SE", years=year, include_sundays=False)
    midsummer = next(
        date(year, 6, day) for day in range(19, 26) if date(year, 6, day).weekday() == 4
    )
    return frozenset(public) | eves | {midsummer}


def is_working_day(day: date) -> bool:
    """Not Saturday, Sunday, a Swedish public holiday or one of the three eves."""
    return day.weekday() < 5 and day not in _holidays(day.year)


def add_working_days(start: date, number: int) -> date:
    """The last day of a promise of `number` working days given on `start` (not counted)."""
    day = start
    while number > 0:
        day += timedelta(days=1)
        if is_working_day(day):
            number -= 1
    return day


def subtract_working_days(end: date, number: int) -> date:
    """The working day that lies `number` working days before `end` (not counted)."""
    day = end
    while number > 0:
        day -= timedelta(days=1)
        if is_working_day(day):
            number -= 1
    return day


def working_days_after(due: date, day: date) -> int:
    """How many working days have begun after `due`, up to and including `day`; 0 when none."""
    number, current = 0, due
    while current < day:
        current += timedelta(days=1)
        number += is_working_day(current)
    return number


def add_months(start: date, number: int) -> date:
    """The day with the same number so many months later, or that month's last day.

    Calendar months as lagen (1930:173) 1 § counts them: from 31 October four months run to
    28 (29) February.
    """
    total = start.year * 12 + start.month - 1 + number
    year, month = divmod(total, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def next_working_day(day: date) -> date:
    """The day itself, or the first working day after it: lagen (1930:173) 2 §."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def due_day(start: date, amount: int, span: str) -> date:
    """The last day of a time that begins on `start`.

    Days and months that end on a day off run to the next working day (2 § lagen 1930:173);
    hours run at night and on weekends too, so their moment is counted from a moment instead.
    """
    if span == Span.WORKING_DAYS:
        return add_working_days(start, amount)
    if span == Span.MONTHS:
        return next_working_day(add_months(start, amount))
    if span == Span.DAYS:
        return next_working_day(start + timedelta(days=amount))
    raise ValueError(span)


def months(period: Period) -> list[date]:
    """The first day of every month that the period touches."""
    found = []
    month = period.first.replace(day=1)
    while month <= period.last:
        found.append(month)
        month = (month + timedelta(days=31)).replace(day=1)
    return found


def selectable(first: date, last: date) -> dict[str, tuple[Period, ...]]:
    """The periods to choose among when there is data from `first` to `last`, latest first.

    Grouped by kind, with Swedish headings: calendar years, quality years, tertials.
    """
    years = range(last.year + 1, first.year - 1, -1)
    groups = {
        "Kalenderår": [calendar_year(year) for year in years],
        "Kvalitetsår, september–augusti": [quality_year(year) for year in years],
        "Tertial": [tertial(year, number) for year in years for number in (3, 2, 1)],
    }
    return {
        heading: tuple(one for one in periods if one.first <= last and one.last >= first)
        for heading, periods in groups.items()
    }
