"""Honest sentences: what a difference between two figures does and does not say.

The sentence names both figures, says whether chance is enough to explain the difference, and how
large a difference the figures allow. It never gives a percentage of change: 4.7 % more of a small
number is nothing. Why something changed is another question, and `CAUSE` says so.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from hjulet.stats import counts, proportions
from hjulet.stats.counts import LEVEL
from hjulet.stats.many import holm
from hjulet.stats.numbers import number, percent
from hjulet.stats.proportions import Share

CAUSE = "Vad skillnaden beror på säger siffrorna inte."
CAUSE_OF_MORE = f"{CAUSE} Fler {{what}} kan betyda att fler rapporterar."

MORE_THAN_CHANCE = "än slump brukar ge. Med slumpen inräknad är skillnaden"

# Periods whose lengths differ less than this count as equal, so that a leap day neither shows in
# the sentence nor moves the p-value.
SAME_LENGTH = 0.01


@dataclass(frozen=True)
class Comparison:
    """What may be said about two figures.

    `headline` is one sentence for the top of a note, `sentence` the figures and their reach; both
    end with a full stop. `p`, `low` and `high` are None when there was nothing to compare. `low`
    and `high` limit the difference now minus before: in events over a period as long as the
    present one for counts, between -1 and 1 for shares. `cause` warns of reading a reason into a
    difference; empty unless `differs`.
    """

    headline: str
    sentence: str
    differs: bool
    p: float | None = None
    low: float | None = None
    high: float | None = None
    cause: str = ""


def compare_counts(
    *,
    now: int,
    before: int | None,
    what: str = "rapporter",
    the_what: str | None = None,
    days_now: int = 365,
    days_before: int = 365,
) -> Comparison:
    """Compare the count of this period with an earlier one (None when there is none).

    `what` is an indefinite plural ("avvikelser"), `the_what` its definite form ("avvikelserna");
    without it the headline speaks of "antalet avvikelser". Both must be sums of different reports
    (distinct), not of rows. Raises ValueError for negative counts and for periods without days.
    """
    subject = the_what or f"antalet {what}"
    if before is None:
        return Comparison(
            headline=f"Det finns inget tidigare värde för {subject}.",
            sentence=f"Antal {what}: {number(now)}.",
            differs=False,
        )
    same_length = abs(days_now - days_before) < SAME_LENGTH * max(days_now, days_before)
    answer = counts.compare(
        now,
        before,
        time_now=1 if same_length else days_now,
        time_before=1 if same_length else days_before,
    )
    interval = answer.difference_interval
    pair = f"{number(now)} mot {number(before)}"
    reach = "ryms inom slumpen"
    if not same_length:
        pair = f"{number(now)} på {_days(days_now)} mot {number(before)} på {_days(days_before)}"
        reach = f"ryms inom slumpen, räknat på {_days(days_now)}"
    if now == before == 0:
        sentence = f"{pair}: inget att jämföra."
    elif not answer.decidable:
        sentence = f"{pair}: för få för att säga något om skillnaden."
    elif answer.differs:
        verdict = "fler" if answer.difference > 0 else "färre"
        span = _likely(interval.low, interval.high, more="fler", fewer="färre")
        basis = "" if same_length else f", räknat på {_days(days_now)}"
        sentence = f"{pair}: {verdict} {MORE_THAN_CHANCE} {span}{basis}."
    else:
        verdict = "lika många" if answer.difference == 0 else "kan inte skiljas från slump"
        sentence = f"{pair}: {verdict}. En skillnad mellan {_reach(interval)} {reach}."
    return Comparison(
        headline=(
            f"Inga {what} under någon av perioderna."
            if now == before == 0
            else _headline(subject, answer.difference, answer.differs, answer.decidable)
        ),
        sentence=sentence,
        differs=answer.differs,
        p=answer.p,
        low=interval.low,
        high=interval.high,
        cause=_cause(answer.difference, answer.differs, what),
    )


def compare_shares(
    *, now: Share, before: Share | None, what: str, level: float = LEVEL
) -> Comparison:
    """Compare a share with that of an earlier period, or of another group.

    `what` names the share with its definite article as the subject of a sentence ("andelen
    avslutade"). An empty whole on either side is "no value", not zero.
    """
    if now.value is None:
        sentence = f"Det finns inget att räkna {what} på."
        return Comparison(headline=sentence, sentence=sentence, differs=False)
    if before is None or before.value is None:
        return Comparison(
            headline=f"Det finns inget tidigare värde för {what}.",
            sentence=f"{_share(now)}.",
            differs=False,
        )
    answer = proportions.compare(now, before, level=level)
    interval = answer.difference_interval
    low, high = interval.low * 100, interval.high * 100
    pair = f"{_share(now)} mot {_share(before)}"
    if not answer.decidable:
        sentence = f"{pair}: för få för att säga något om skillnaden."
    elif answer.differs:
        verdict = "högre" if answer.difference > 0 else "lägre"
        span = _likely(low, high, more="procentenheter högre", fewer="procentenheter lägre")
        sentence = f"{pair}: {verdict} {MORE_THAN_CHANCE} {span}."
    else:
        span = f"{_down(low)} procentenheter lägre och {_up(high)} högre"
        sentence = (
            f"{pair}: kan inte skiljas från slump. En skillnad mellan {span} ryms inom slumpen."
        )
    return Comparison(
        headline=_headline(what, answer.difference, answer.differs, answer.decidable),
        sentence=sentence,
        differs=answer.differs,
        p=answer.p,
        low=interval.low,
        high=interval.high,
        cause=CAUSE if answer.differs else "",
    )


def compare_rows(
    rows: Sequence[tuple[int, int | None]],
    *,
    what: str = "rapporter",
    days_now: int = 365,
    days_before: int = 365,
) -> list[Comparison]:
    """Compare every row of a table with its earlier value, in the order given.

    Each row is (now, before). The more rows one looks at, the more of them differ by chance alone;
    a row that differs by itself but not among the others (Holm) says so and claims nothing. The
    limits stay those of the single row.
    """
    single = [
        compare_counts(
            now=now,
            before=before,
            what=what,
            days_now=days_now,
            days_before=days_before,
        )
        for now, before in rows
    ]
    # Rows that could never have differed are no chances of a false alarm.
    tested = [i for i, (now, before) in enumerate(rows) if before is not None and now + before]
    adjusted = dict(zip(tested, holm([single[i].p or 0.0 for i in tested]), strict=True))
    return [
        _unclaimed(one, what, len(tested)) if one.differs and adjusted[i] >= 1 - LEVEL else one
        for i, one in enumerate(single)
    ]


def _unclaimed(one: Comparison, what: str, rows: int) -> Comparison:
    pair = one.sentence.split(":")[0]
    return replace(
        one,
        headline=f"Vi kan inte säga att antalet {what} har ändrats.",
        sentence=(
            f"{pair}: kan inte skiljas från slump när {number(rows)} rader jämförs samtidigt."
        ),
        differs=False,
        cause="",
    )


def _headline(subject: str, difference: float, differs: bool, decidable: bool) -> str:
    change = "ökat" if difference > 0 else "minskat" if difference < 0 else "ändrats"
    if differs:
        return f"{subject[0].upper()}{subject[1:]} har {change}."
    if not decidable:
        return f"Det är för få för att säga om {subject} har ändrats."
    return f"Vi kan inte säga att {subject} har {change}."


def _cause(difference: float, differs: bool, what: str) -> str:
    if not differs:
        return ""
    return CAUSE_OF_MORE.format(what=what) if difference > 0 else CAUSE


def _reach(interval: counts.Interval) -> str:
    return f"{_down(interval.low)} färre och {_up(interval.high)} fler"


def _down(low: float) -> str:
    """The lower limit rounded away from zero: what chance allows is never made to look smaller."""
    return number(max(0, math.ceil(-low)))


def _up(high: float) -> str:
    return number(max(0, math.ceil(high)))


def _likely(low: float, high: float, *, more: str, fewer: str) -> str:
    """ "mellan 32 och 83 fler" for limits on the same side of zero; never below 1."""
    near, far = sorted((abs(low), abs(high)))
    # Rounded outwards, but a difference that is there is at least one.
    near_whole, far_whole = max(1, math.floor(near)), max(1, math.ceil(far))
    side = more if low > 0 else fewer
    if near_whole == far_whole:
        return f"omkring {number(near_whole)} {side}"
    return f"mellan {number(near_whole)} och {number(far_whole)} {side}"


def _share(share: Share) -> str:
    return f"{number(share.part)} av {number(share.whole)} ({percent(share.value or 0.0)})"


def _days(days: int) -> str:
    return f"{number(days)} dagar" if days != 1 else "1 dag"
