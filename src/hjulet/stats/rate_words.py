"""Honest sentences about reports per 100 employees, now and before."""

import math
from collections.abc import Sequence

from hjulet.stats import counts
from hjulet.stats.counts import LEVEL, CountComparison
from hjulet.stats.many import holm
from hjulet.stats.numbers import number
from hjulet.stats.rates import PER, Rate
from hjulet.stats.words import CAUSE, MORE_THAN_CHANCE, Comparison

SUBJECT = "rapporteringen per anställd"
CAUSE_OF_MORE = f"{CAUSE} Att fler rapporterar är oftast ett gott tecken."


def compare_rates(*, now: Rate, before: Rate | None) -> Comparison:
    """Compare reports per 100 employees with the period before (None when it is not known).

    `low` and `high` limit the difference now minus before, in reports per 100 employees.
    """
    if before is None:
        return Comparison(
            headline=f"Det finns inget tidigare värde för {SUBJECT}.",
            sentence=f"{_per(now)} rapporter per 100 anställda.",
            differs=False,
        )
    answer = _answer(now, before)
    # The interval is in events among as many as now.
    low, high = (
        limit / now.size * PER
        for limit in (answer.difference_interval.low, answer.difference_interval.high)
    )
    pair = f"{_per(now)} mot {_per(before)} rapporter per 100 anställda"
    change = "ökat" if answer.difference > 0 else "minskat" if answer.difference < 0 else "ändrats"
    subject = SUBJECT[0].upper() + SUBJECT[1:]
    if not now.events and not before.events:
        headline = "Inga rapporter under någon av perioderna."
        sentence = f"{pair}: inget att jämföra."
    elif not answer.decidable:
        headline = f"Det är för få rapporter för att säga om {SUBJECT} har ändrats."
        sentence = f"{pair}: för få för att säga något om skillnaden."
    elif answer.differs:
        headline = f"{subject} har {change}."
        sentence = (
            f"{pair}: {'mer' if answer.difference > 0 else 'mindre'} {MORE_THAN_CHANCE} "
            f"{_likely(low, high)}."
        )
    else:
        headline = f"Vi kan inte säga att {SUBJECT} har {change}."
        sentence = (
            f"{pair}: kan inte skiljas från slump. En skillnad mellan {_out(max(0.0, -low))} färre "
            f"och {_out(max(0.0, high))} fler ryms inom slumpen."
        )
    cause = (CAUSE_OF_MORE if answer.difference > 0 else CAUSE) if answer.differs else ""
    return Comparison(headline, sentence, answer.differs, answer.p, low, high, cause)


def changed_among(rows: Sequence[tuple[Rate, Rate]]) -> list[bool]:
    """Which rates have changed more than chance, when so many are compared at once (Holm)."""
    answers = [_answer(now, before) for now, before in rows]
    tested = [i for i, (now, before) in enumerate(rows) if now.events + before.events]
    adjusted = dict(zip(tested, holm([answers[i].p for i in tested]), strict=True))
    return [answer.differs and adjusted.get(i, 1.0) < 1 - LEVEL for i, answer in enumerate(answers)]


def _answer(now: Rate, before: Rate) -> CountComparison:
    return counts.compare(now.events, before.events, time_now=now.size, time_before=before.size)


def _per(rate: Rate) -> str:
    return number(rate.per_hundred, 1)


def _out(limit: float) -> str:
    """Rounded away from zero: what chance allows is never made to look smaller."""
    return number(math.ceil(limit * 10) / 10, 1)


def _likely(low: float, high: float) -> str:
    near, far = sorted((abs(low), abs(high)))
    side = "fler" if low > 0 else "färre"
    # Rounded outwards, but a difference that is there is more than nothing.
    least = max(0.1, math.floor(near * 10) / 10)
    return f"mellan {number(least, 1)} och {_out(far)} {side} per 100 anställda"
