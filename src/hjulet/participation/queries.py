"""What the page of a unit's workplace meeting shows, and when each unit last met."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max

from hjulet.findings.queries import Brief, briefs
from hjulet.findings.queries.learning import Lesson, released_since
from hjulet.improvements.queries import of_findings
from hjulet.improvements.queries.learning import Result, going_on, results_since
from hjulet.organisation.queries import board_of, tree_on
from hjulet.organisation.types import Actor, Node
from hjulet.participation.models import Meeting
from hjulet.reports.queries.learning import closed_with_findings

# How far back the page goes when the unit has not met before.
FIRST = timedelta(days=92)


@dataclass(frozen=True, slots=True)
class Case:
    """A closed case and what was learnt from it. `reference` is "" for one with secrecy."""

    reference: str
    closed_on: date
    finding: Brief


@dataclass(frozen=True, slots=True)
class Page:
    """All that the meeting talks about. `answers` are the measures of each finding."""

    unit: Node
    since: date
    met_before: bool
    lessons: tuple[Lesson, ...]
    answers: dict[int, tuple[str, ...]]
    results: tuple[Result, ...]
    going_on: tuple[Result, ...]
    cases: tuple[Case, ...]
    meetings: tuple[Meeting, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.lessons or self.results or self.cases)


def page_of(actor: Actor, unit_id: int, today: date) -> Page | None:
    """The page of a unit that stands in one of the actor's boards, else None."""
    tree = tree_on(today)
    board = board_of(tree, unit_id) if unit_id in tree else None
    if board is None or not (actor.system or board.id in actor.board_ids):
        return None
    below = tree.below(unit_id)
    meetings = list(
        Meeting.objects.filter(unit_id=unit_id).select_related("noted_by").order_by("-held_on")[:10]
    )
    since = meetings[0].held_on if meetings else today - FIRST
    lessons = released_since(actor, below, since)
    answers: dict[int, tuple[str, ...]] = {one.id: () for one in lessons}
    for measure in of_findings(actor, [one.id for one in lessons]):
        answers[measure.finding_id] += (f"{measure.reference} {measure.title}",)
    results = results_since(actor, below, since)
    return Page(
        unit=tree[unit_id],
        since=since,
        met_before=bool(meetings),
        lessons=tuple(lessons),
        answers=answers,
        results=tuple(results),
        going_on=tuple(going_on(actor, below, [one.id for one in results])),
        cases=_cases(actor, below, since),
        meetings=tuple(meetings),
    )


def _cases(actor: Actor, below: frozenset[int], since: date) -> tuple[Case, ...]:
    closed = closed_with_findings(below, since)
    known = {one.id: one for one in briefs(actor, {row.finding_id for row in closed})}
    return tuple(
        Case(row.reference, row.closed_on, known[row.finding_id])
        for row in closed
        if row.finding_id in known and known[row.finding_id].released
    )[:12]


def units_of(actor: Actor, today: date) -> list[tuple[int, Node, date | None]]:
    """(depth, unit, when it last met) of every unit in the actor's boards. Two queries."""
    tree = tree_on(today)
    found = [
        (depth, node)
        for board in tree.children(None)
        if actor.system or board.id in actor.board_ids
        for depth, node in ((0, board), *((d + 1, n) for d, n in tree.walk(board.id)))
    ]
    last = dict(
        Meeting.objects.filter(unit_id__in=[node.id for _, node in found])
        .order_by()
        .values_list("unit_id")
        .annotate(Max("held_on"))
    )
    return [(depth, node, last.get(node.id)) for depth, node in found]
