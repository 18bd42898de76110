"""Reads of action plans: which there are, and the measures of one as a board and as a list."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from hjulet.improvements import access, rules
from hjulet.improvements.kinds import Status
from hjulet.improvements.models import OPEN, ActionPlan, Measure
from hjulet.organisation.types import Actor

# The columns of the board, and which measures stand in each.
COLUMNS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Föreslagna", (Status.PROPOSED,)),
    ("Beslutade", (Status.DECIDED,)),
    ("Pågår", (Status.STARTED,)),
    ("Väntar på effekt", (Status.DONE,)),
    ("Klara", (Status.CLOSED, Status.REJECTED)),
)


@dataclass(frozen=True, slots=True)
class Planned:
    """A measure in a plan. `next_on` is the day of its next step, None when it is closed."""

    id: int
    reference: str
    title: str
    what: str
    expected_effect: str
    status: str
    outcome: str
    effect: str
    level: str
    unit: str
    responsible: str
    responsible_id: int
    theme: str
    theme_id: int | None
    due_on: date
    effect_on: date
    next_on: date | None
    late: bool
    carried: bool


def plans_of(actor: Actor) -> list[ActionPlan]:
    """All plans of the actor's boards, latest year first.

    `measures` is how many each holds but for those that were rejected, `closed` how many of them
    are closed, `open_measures` how many are not.
    """
    rows = (
        ActionPlan.objects.filter(access.readable(actor))
        .select_related("unit", "theme")
        .annotate(
            measures=Count("links", filter=~Q(links__measure__status=Status.REJECTED)),
            closed=Count("links", filter=Q(links__measure__status=Status.CLOSED)),
            open_measures=Count("links", filter=Q(links__measure__status__in=OPEN)),
        )
    )
    return list(rows.order_by("-year", "unit__name", "theme__name", "pk"))


def open_plan(actor: Actor, plan_id: int) -> ActionPlan | None:
    """The plan, if the actor may see it."""
    rows = ActionPlan.objects.filter(access.readable(actor), pk=plan_id)
    return rows.select_related("unit", "theme", "board", "carried_from").first()


def planned_in(plan: ActionPlan, today: date) -> list[Planned]:
    """The measures of the plan, those with the nearest day first. One query."""
    links = plan.links.select_related(
        "measure", "measure__unit", "measure__responsible", "measure__theme"
    )
    found = [_planned(link.measure, link.carried, today) for link in links.order_by("pk")]
    return sorted(found, key=lambda one: (one.next_on or date.max, one.id))


def addable(plan: ActionPlan, actor: Actor, limit: int = 100) -> tuple[list[tuple[int, str]], bool]:
    """Open measures of the board that do not stand in the plan, newest first, and if all are
    there: no more than `limit` are given.
    """
    there = plan.links.values("measure_id")
    rows = (
        Measure.objects.visible_to(actor)
        .filter(board_id=plan.board_id, status__in=OPEN)
        .exclude(pk__in=there)
        .order_by("-pk")
    )
    found = [
        (pk, f"{reference} {title}")
        for pk, reference, title in rows.values_list("pk", "reference", "title")[: limit + 1]
    ]
    return found[:limit], len(found) <= limit


def _planned(one: Measure, carried: bool, today: date) -> Planned:
    step = rules.next_step(one.status, {name: getattr(one, name) for name in rules.DAY_WORDS})
    next_on = step.day if step else None
    return Planned(
        id=one.pk,
        reference=one.reference,
        title=one.title,
        what=one.what,
        expected_effect=one.expected_effect,
        status=one.status,
        outcome=one.outcome,
        effect=one.effect,
        level=one.level,
        unit=one.unit.name,
        responsible=one.responsible.name,
        responsible_id=one.responsible_id,
        theme=one.theme.name if one.theme else "",
        theme_id=one.theme_id,
        due_on=one.due_on,
        effect_on=one.effect_on,
        next_on=next_on,
        late=next_on is not None and next_on < today,
        carried=carried,
    )
