"""What was left open from the two years is closed in the spring after, so that the work list of
today holds today's work. Told after the reports of the year, which saw it open.
"""

from datetime import datetime, timedelta

from hjulet.calendar.rules import is_working_day
from hjulet.demo import stories
from hjulet.demo.years import Ahead, Cast
from hjulet.kernel import clock
from hjulet.reports import operations as reports

REASON = "Genomgången vid vårens avstämning. Inga fler steg behövs."
WEEKS = 12


def of_deviations(cast: Cast) -> list[Ahead]:
    """Those that neither lex Sarah nor a data breach takes up."""
    own = {stories.LEX, stories.BREACH}
    return [one for one in cast.ahead if not own & set(one.names)]


def close(cast: Cast, begin: datetime, now: datetime) -> list[Ahead]:
    """A few every week from `begin`, the oldest first; what would lie ahead is left open.

    Gives those whose findings are not handled yet: they are open because something is being done.
    """
    left, waiting = of_deviations(cast), []
    for number, one in enumerate(left):
        day = clock.local_date(begin) + timedelta(days=7 * (number * WEEKS // len(left)) + 2)
        while not is_working_day(day):
            day += timedelta(days=1)
        moment = clock.at(day, 9 + number % 7)
        if moment > now:
            break
        try:
            reports.close(
                actor=cast.actors["kvalitetsteam"],
                now=moment,
                report_id=one.report_id,
                reason=REASON,
            )
        except reports.InvalidReport:
            waiting.append(one)
    return waiting
