"""What is kept and who looked, in Demostad: a list to dispose of, and a month of log control."""

from datetime import date, datetime, timedelta

from hjulet.demo.places import BOARD
from hjulet.demo.recent import days_ago
from hjulet.demo.years import Cast
from hjulet.kernel import clock
from hjulet.lex_sarah import operations as lex
from hjulet.lex_sarah import queries as cases
from hjulet.log_review import operations as log_review
from hjulet.retention import operations as retention

REPORTS = "reports.report"
PLAN = "Dokumenthanteringsplan för socialnämnden i Demostad, punkt 4.2"
# So short that there is something to dispose of in a town that has reported for two years.
KEEP_MONTHS = 18
READERS = ("sas", "sas", "utredare", "forvaltningsledning", "sas")


def tell(cast: Cast, now: datetime) -> None:
    """The rule, the list, the openings of last month, and the draw."""
    registrar, board = cast.actors["registrator"], cast.units[BOARD]
    retention.set_rule(
        actor=registrar,
        now=now,
        board_id=board,
        kind=REPORTS,
        keep_months=KEEP_MONTHS,
        basis=PLAN,
        valid_from=clock.local_date(now),
    )
    _openings(cast, now)
    log_review.draw(now=now)
    try:
        retention.propose(actor=registrar, now=now, board_id=board, kind=REPORTS)
    except retention.NothingDue:
        return


def _openings(cast: Cast, now: datetime) -> None:
    """Those who work with the cases opened them, a few times each."""
    last_month = clock.local_date(now).replace(day=1) - timedelta(days=1)
    for number, key in enumerate(READERS * 3):
        actor = cast.actors[key]
        found = cases.page_of(actor, "alla").rows
        if not found:
            continue
        case = found[number % len(found)]
        moment = clock.at(date(last_month.year, last_month.month, 2 + number), 9 + number % 7)
        if moment >= max(case.opened_at, days_ago(now, 400)) and moment < now:
            lex.opened(actor=actor, now=moment, case_id=case.pk)
