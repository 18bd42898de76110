"""What a unit has to talk about at its meeting: put together from findings, measures and cases.

Nobody is named: only the words of findings and measures, which hold no personal data, and of
closed reports nothing but that they were closed (OSL (2009:400) 26 kap., art. 5.1 c GDPR).
"""

from dataclasses import dataclass
from datetime import date

from hjulet.findings.queries import briefs
from hjulet.findings.queries.learning import Learnt, count_released_since, released_since
from hjulet.improvements.queries import Brief, of_findings
from hjulet.improvements.queries.learning import Changes, changes_since
from hjulet.organisation.queries import tree_during
from hjulet.organisation.types import Actor
from hjulet.participation.queries.meetings import talked_about
from hjulet.participation.queries.places import Place
from hjulet.participation.rules import since
from hjulet.reports.queries.learning import closed_with_findings

WHOLE = 6  # findings told in full: more do not fit on two pages, or in a meeting
LISTED = 18


@dataclass(frozen=True, slots=True)
class Talk:
    """A finding to talk about, and the measures that answer it."""

    finding: Learnt
    measures: tuple[Brief, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A closed report; `reference` is "" when it is restricted. `titles` of its findings."""

    reference: str
    closed_on: date
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Agenda:
    """`talks` are told in full, `others` only named, and `left` more there was no room for."""

    since: date
    talks: tuple[Talk, ...]
    others: tuple[Learnt, ...]
    left: int
    changes: Changes
    cases: tuple[Case, ...]

    @property
    def number(self) -> int:
        """How many findings are new."""
        return len(self.talks) + len(self.others) + self.left

    @property
    def finding_ids(self) -> tuple[int, ...]:
        return (*(talk.finding.id for talk in self.talks), *(one.id for one in self.others))


def agenda(actor: Actor, place: Place, today: date) -> Agenda:
    """What is new to the unit and all below it since it last met, or in three months.

    What was talked about at the last meeting is not new. At most sixteen queries, however many
    findings and measures there are.
    """
    first = since(place.met_on, today)
    findings, measures = talked_about(place.id, first) if place.met_on else (set(), set())
    units = tree_during(min(first, today), today).below(place.id)
    found = released_since(actor, units, first, LISTED, without=findings)
    number = len(found)
    if number == LISTED:
        number = count_released_since(actor, units, first, without=findings)
    whole, others = found[:WHOLE], found[WHOLE:]
    answers: dict[int, list[Brief]] = {one.id: [] for one in whole}
    if whole:
        for brief in of_findings(actor, list(answers)):
            answers[brief.finding_id].append(brief)
    return Agenda(
        since=first,
        talks=tuple(Talk(one, tuple(answers[one.id])) for one in whole),
        others=tuple(others),
        left=number - len(found),
        changes=changes_since(actor, units, first, 5, without=measures),
        cases=_cases(actor, units, first, place.board_id),
    )


def _cases(actor: Actor, units: frozenset[int], first: date, board_id: int) -> tuple[Case, ...]:
    """Closed reports with the titles of those of their findings that the actor may read."""
    closed = closed_with_findings(units, first, board_id=board_id, limit=8)
    if not closed:
        return ()
    wanted = {pk for one in closed for pk in one.finding_ids}
    titles = {brief.id: brief.title for brief in briefs(actor, wanted) if brief.released}
    cases = [
        Case(
            one.reference,
            one.closed_on,
            tuple(titles[pk] for pk in one.finding_ids if pk in titles),
        )
        for one in closed
    ]
    return tuple(case for case in cases if case.titles)
