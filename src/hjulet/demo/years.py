"""Two years of reports in Demostad, drawn with a fixed seed and told through operations."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction

from hjulet.calendar.rules import is_working_day
from hjulet.demo import stories
from hjulet.demo.places import COLLEAGUES, PEOPLE, UNITS
from hjulet.demo.stories import STORIES, Story
from hjulet.kernel import clock
from hjulet.organisation.types import Actor
from hjulet.reports import operations as reports

SEED = 2011
# Reports a year; the second a little more, but not more than chance explains.
YEARS = ((2024, 786), (2025, 815))


@dataclass(frozen=True, slots=True)
class Ahead:
    """What becomes of a report that asks for a case of its own, or that nobody closed that year.

    The days were drawn with the report, so that its figures follow the same dice as always.
    """

    report_id: int
    reference: str
    unit: str
    text: str
    names: tuple[str, ...]
    received: datetime
    assessed: datetime
    notified_ivo: datetime | None
    notified_imy: datetime | None
    closed: datetime | None


@dataclass
class Cast:
    """Who and what the stories need, by name."""

    actors: dict[str, Actor]
    units: dict[str, int]
    types: dict[str, int]
    categories: dict[str, int]
    causes: dict[str, int]
    dice: random.Random = field(default_factory=lambda: random.Random(SEED))  # noqa: S311
    ahead: list[Ahead] = field(default_factory=list)


def tell(cast: Cast, progress: Callable[[int, int], None]) -> None:
    """All reports of both years in the order they came in."""
    total = sum(number for _, number in YEARS)
    done = 0
    for year, number in YEARS:
        for month in _months(cast.dice, year, number):
            # One transaction a month: a demo needs no disk sync per report.
            with transaction.atomic():
                for moment in month:
                    _one(cast, moment)
                    done += 1
            progress(done, total)


def tell_this_week(cast: Cast, now: datetime) -> None:
    """A few fresh reports that nobody has assessed; one has waited too long."""
    for days, unit, text, serious in stories.THIS_WEEK:
        moment = min(clock.at(clock.local_date(now) - timedelta(days=days), 9, 12), now)
        reports.submit(
            actor=staff(cast, unit)[0],
            now=moment,
            unit_id=cast.units[unit],
            what_happened=text,
            occurred_on=clock.local_date(moment),
            affected="yes" if serious == "yes" else "nearly",
            may_be_serious=serious,
            done_at_once="Berättade för min chef.",
        )


def _months(dice: random.Random, year: int, number: int) -> Iterator[list[datetime]]:
    # Fewer in July and at Christmas, as in every workplace.
    weights = [9, 9, 10, 9, 9, 8, 4, 7, 10, 10, 9, 6]
    moments = []
    for _ in range(number):
        month = dice.choices(range(1, 13), weights)[0]
        moments.append(_moment(dice, year, month))
    moments.sort()
    for month in range(1, 13):
        yield [moment for moment in moments if moment.month == month]


def _moment(dice: random.Random, year: int, month: int) -> datetime:
    while True:
        day = date(year, month, dice.randint(1, 28))
        if is_working_day(day) or dice.random() < 0.15:
            return clock.at(day, dice.randint(7, 17), dice.randint(0, 59))


def _one(cast: Cast, moment: datetime) -> None:
    dice = cast.dice
    unit = dice.choices(UNITS, [item.weight for item in UNITS])[0]
    story = dice.choices(STORIES, [item.weight for item in STORIES])[0]
    where = dice.choice((unit.name, *unit.teams))
    happened = clock.local_date(moment) - timedelta(days=dice.choice((0, 0, 0, 1, 1, 2, 4)))
    text = _text(dice, story)
    report = reports.submit(
        actor=_reporter(cast, unit.name, moment),
        now=moment,
        unit_id=cast.units[where],
        what_happened=text,
        occurred_on=happened,
        affected=dice.choice(("yes", "nearly", "no", "unknown")),
        may_be_serious="yes" if dice.random() < story.serious else dice.choice(("no", "unknown")),
        done_at_once=dice.choice(story.at_once),
    )
    _assess(cast, report.pk, report.reference, story, text, where, moment)


def _text(dice: random.Random, story: Story) -> str:
    return dice.choice(story.texts).format(
        veckor=dice.randint(2, 9), dagar=dice.randint(3, 12), timmar=dice.randint(2, 7)
    )


def staff(cast: Cast, unit: str) -> list[Actor]:
    """Those who work in the unit, in a fixed order."""
    return [
        cast.actors[person.key]
        for person in (*PEOPLE, *COLLEAGUES)
        if person.role == "staff" and person.unit == unit
    ]


def _reporter(cast: Cast, unit: str, moment: datetime) -> Actor:
    """They take turns by the day, so that nothing is drawn that other stories would miss."""
    here = staff(cast, unit)
    return here[moment.toordinal() % len(here)]


def _assess(
    cast: Cast,
    report_id: int,
    reference: str,
    story: Story,
    text: str,
    where: str,
    received: datetime,
) -> None:
    dice = cast.dice
    names = dice.choices([names for names, _ in story.types], [w for _, w in story.types])[0]
    none = stories.NOT in names
    units = {cast.units[where]}
    if not none and dice.random() < 0.09:
        units.add(cast.units[dice.choice(UNITS[:-1]).name])
    secret = stories.LEX in names
    when = _later(dice, received, 1, 6)
    reports.assess(
        actor=cast.actors["kvalitetsteam"],
        now=when,
        report_id=report_id,
        type_ids=[cast.types[name] for name in names],
        unit_ids=units,
        category_id=cast.categories[story.category],
        cause_ids=[] if none else [cast.causes[c] for c in _causes(dice, story)],
        reason=dice.choice(stories.NOT_REASONS) if none else "",
        comment=dice.choice(stories.COMMENTS),
    )
    ivo, imy = _notified(cast, names, when)
    closed, why = None, ""
    if dice.random() < (0.66 if secret else 0.93):
        closed = _later(dice, when, 30, 150) if secret else _later(dice, when, 5, 60)
        why = dice.choice(stories.CLOSE_REASONS)
    if secret or stories.BREACH in names or closed is None:
        cast.ahead.append(
            Ahead(report_id, reference, where, text, names, received, when, ivo, imy, closed)
        )
    elif closed:
        reports.close(
            actor=cast.actors["kvalitetsteam"], now=closed, report_id=report_id, reason=why
        )


def _notified(
    cast: Cast, names: tuple[str, ...], when: datetime
) -> tuple[datetime | None, datetime | None]:
    """When IVO and IMY are told of it, if they are."""
    ivo = imy = None
    if stories.LEX in names and cast.dice.random() < 0.18:
        ivo = _later(cast.dice, when, 20, 60)
    if stories.BREACH in names and cast.dice.random() < 0.3:
        imy = when + timedelta(hours=20)
    return ivo, imy


def _causes(dice: random.Random, story: Story) -> list[str]:
    return dice.sample(story.causes, k=min(len(story.causes), dice.choice((1, 1, 2))))


def _later(dice: random.Random, start: datetime, least: int, most: int) -> datetime:
    day = clock.local_date(start) + timedelta(days=dice.randint(least, most))
    while not is_working_day(day):
        day += timedelta(days=1)
    return clock.at(day, dice.randint(8, 16), dice.randint(0, 59))
