"""Lex Sarah in Demostad: a case for every such report of the two years, and three under way."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hjulet.calendar.rules import is_working_day
from hjulet.demo import stories
from hjulet.demo.places import BOARD
from hjulet.demo.recent import Told, days_ago, texts, words_of
from hjulet.demo.years import Ahead, Cast
from hjulet.findings import operations as findings
from hjulet.findings import queries as found
from hjulet.kernel import clock
from hjulet.lex_sarah import operations as lex
from hjulet.lex_sarah.kinds import Degree, Receiver, Service, Way
from hjulet.organisation.types import Actor

RECORD = ("happened", "consequences", "noticed", "at_once")
INVESTIGATION = ("course", "causes", "earlier", "recurrence", "measures")
# What decisions come to when nothing is told to IVO, over and over.
MILDER = (Degree.MISCONDUCT, Degree.RISK, Degree.NONE, Degree.MISCONDUCT, Degree.RISK)
GRAVE = (Degree.SERIOUS_RISK, Degree.SERIOUS)
NEW = "0.0"  # the stamp of a record that nobody has written in yet


@dataclass(frozen=True, slots=True)
class Court:
    """Who does what in a case."""

    sas: Actor
    lead: Actor
    words: dict[str, Any]
    themes: dict[str, int]


def court(cast: Cast) -> Court:
    words = texts()
    names = {told["theme"] for told in words["lex_sarah"]}
    themes = found.themes_by_name()
    for name in sorted(names - set(themes)):
        findings.add_theme(actor=cast.actors["kvalitetsteam"], now=_first(cast), name=name)
    return Court(
        cast.actors["sas"], cast.actors["forvaltningsledning"], words, found.themes_by_name()
    )


def tell(cast: Cast) -> list[tuple[Ahead, int]]:
    """The cases of both years as far as they came; gives those that were still investigated."""
    people, left = court(cast), []
    for number, one in enumerate(_ahead(cast)):
        case = lex.open_case(
            actor=people.sas, now=_later(one.assessed, 1), report_ids=[one.report_id]
        )
        _record(people, case.pk, one.text, one.received, _later(one.assessed, 3))
        if one.closed is None:
            left.append((one, case.pk))
        else:
            _finish(people, case.pk, one, number, one.closed)
    return left


def tell_backlog(cast: Cast, left: list[tuple[Ahead, int]], begin: datetime, now: datetime) -> None:
    """Those that were investigated for long are decided in the spring and summer after."""
    people = court(cast)
    for number, (one, case) in enumerate(left):
        closed = _later(begin, 14 + number * 150 // max(1, len(left)))
        if closed < now:
            _finish(people, case, one, number, closed)


def tell_recent(cast: Cast, told: Told, now: datetime) -> None:
    """One case that is investigated, with a summary and a finding; one that waits to be decided.

    A third report waits for its case.
    """
    people = court(cast)
    words = people.words
    sent = told["night"]
    report, assessed = sent.report_id, sent.assessed
    case = lex.open_case(actor=people.sas, now=_later(assessed, 1), report_ids=[report])
    _record(people, case.pk, sent.text, assessed, _later(assessed, 2))
    lex.assign(
        actor=people.sas,
        now=_later(assessed, 2),
        case_id=case.pk,
        account_id=_key(cast.actors["utredare"]),
    )
    lex.summarise(actor=people.sas, now=_later(assessed, 3), case_id=case.pk, **words["summary"])
    _interim(cast, people, case.pk, sent.text, now)
    sent = told["alone"]
    report, assessed = sent.report_id, sent.assessed
    case = lex.open_case(actor=people.sas, now=_later(assessed, 1), report_ids=[report])
    _record(people, case.pk, sent.text, assessed, _later(assessed, 2))
    _investigate(people, case.pk, sent.text, days_ago(now, 5))
    lex.send(
        actor=people.sas,
        now=days_ago(now, 3, 13),
        case_id=case.pk,
        decider_id=_key(people.lead),
        reason="Förslag: påtaglig risk för ett allvarligt missförhållande.",
    )


def _interim(cast: Cast, people: Court, case: int, report: str, now: datetime) -> None:
    """What others can learn before the case is closed."""
    told = people.words["interim"]
    moment = days_ago(now, 20)
    made = findings.write(
        actor=people.sas,
        now=moment,
        title=told["title"],
        text=told["text"],
        theme_id=people.themes[words_of("lex_sarah", report)["theme"]],
        unit_ids=[cast.units["Gruppbostäder"]],
        source=("lex_sarah", case),
        board_id=cast.units[BOARD],
    )
    try:
        findings.release(actor=people.sas, now=moment, finding_id=made.pk, confirmed=True)
    except findings.UnansweredNames as error:
        findings.release(
            actor=people.sas, now=moment, finding_id=made.pk, kept=error.words, confirmed=True
        )


def _finish(people: Court, case: int, one: Ahead, number: int, closed: datetime) -> None:
    """Investigated, decided, notified when it is serious, told, and closed."""
    _investigate(people, case, one.text, closed - timedelta(days=6))
    sent = lex.send(
        actor=people.sas,
        now=closed - timedelta(days=5),
        case_id=case,
        decider_id=_key(people.lead),
    )
    grave = one.notified_ivo is not None
    degree = GRAVE[number % 3 == 0] if grave else MILDER[number % len(MILDER)]
    decided = closed - timedelta(days=4)
    lex.decide(
        actor=people.lead,
        now=decided,
        case_id=case,
        degree=degree,
        position=people.words["positions"][degree],
        expected=sent.revision,
    )
    if grave:
        lex.notify(
            actor=people.sas,
            now=decided + timedelta(hours=3),
            case_id=case,
            sent_on=clock.local_date(decided),
            what="Anmälan med utredningen.",
            with_investigation=True,
        )
    day = closed - timedelta(days=2)
    lex.inform(
        actor=people.sas,
        now=day,
        case_id=case,
        receiver=Receiver.REPORTER,
        on=clock.local_date(day),
        way=Way.MEETING,
        what="Gick igenom beslutet och vad som ändras.",
    )
    lex.close(actor=people.sas, now=closed, case_id=case)


def _record(people: Court, case: int, report: str, received: datetime, moment: datetime) -> None:
    told = words_of("lex_sarah", report)
    fields: dict[str, Any] = {name: told[name] for name in RECORD}
    fields["received_on"] = clock.local_date(received)
    fields["service"] = Service.PROVISION if case % 4 else Service.AUTHORITY
    made = lex.seal_report(actor=people.sas, now=moment, case_id=case, fields=fields, expected=NEW)
    lex.change(
        actor=people.sas,
        now=moment,
        case_id=case,
        theme_id=people.themes[told["theme"]],
        expected=made.case.revision,
    )


def _investigate(people: Court, case: int, report: str, moment: datetime) -> None:
    told = words_of("lex_sarah", report)
    lex.seal_investigation(
        actor=people.sas,
        now=moment,
        case_id=case,
        fields={name: told[name] for name in INVESTIGATION},
        expected=NEW,
    )


def _ahead(cast: Cast) -> list[Ahead]:
    return [one for one in cast.ahead if stories.LEX in one.names]


def _first(cast: Cast) -> datetime:
    return cast.ahead[0].received


def _later(moment: datetime, days: int) -> datetime:
    """So many days later, or the working day after, at half past nine."""
    day = clock.local_date(moment) + timedelta(days=days)
    while not is_working_day(day):
        day += timedelta(days=1)
    return clock.at(day, 9, 30)


def _key(actor: Actor) -> int:
    return actor.account_id or 0
