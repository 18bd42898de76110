"""Action plans: opened for a unit and a year, filled, and carried over into the next year."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from hjulet.findings.lists import Theme
from hjulet.improvements.kinds import Status
from hjulet.improvements.models import OPEN, ActionPlan, Measure, PlanMeasure
from hjulet.improvements.operations.common import MAX_TEXT
from hjulet.improvements.operations.faults import InvalidMeasure
from hjulet.journal import operations as journal
from hjulet.kernel.free_text import Fault, length_faults, stop_numbers
from hjulet.organisation import queries as organisation
from hjulet.organisation.rules import require
from hjulet.organisation.types import Actor


class PlanExists(Exception):
    """The unit has a plan for that year and theme already; `plan` is it."""

    def __init__(self, plan: ActionPlan) -> None:
        super().__init__(str(plan))
        self.plan = plan


@transaction.atomic
def open_plan(
    *,
    actor: Actor,
    now: datetime,
    unit_id: int,
    year: int,
    theme_id: int | None = None,
    aim: str = "",
) -> ActionPlan:
    """A plan of the unit and what is below it, filled with the measures that the year concerns.

    Those are the ones that are to be done or checked in the year, or that were closed in it, and
    those that are still open from before; with a theme only those of the theme.

    Raises NotAllowed, PlanExists, InvalidMeasure, NumbersInText.
    """
    require(actor, "plan.edit", unit_id)
    aim = _sound(aim)
    if not 2000 <= year < 2100:
        raise InvalidMeasure([Fault("year", "Välj ett år i listan.")])
    if theme_id is not None and not Theme.objects.filter(pk=theme_id).exists():
        raise InvalidMeasure([Fault("theme", "Temat finns inte längre. Välj ett annat.")])
    there = _plan_of(unit_id, year, theme_id)
    if there is not None:
        raise PlanExists(there)
    tree = organisation.tree_during(date(year, 1, 1), date(year, 12, 31))
    if unit_id not in tree:
        raise InvalidMeasure([Fault("unit", "Enheten fanns inte det året. Välj en annan.")])
    board = organisation.board_of(tree, unit_id)
    try:
        with transaction.atomic():
            plan = ActionPlan.objects.create(
                board_id=board.id if board else unit_id,
                unit_id=unit_id,
                year=year,
                theme_id=theme_id,
                aim=aim,
                made_at=now,
                made_by_id=actor.account_id,
            )
    except IntegrityError as clash:  # somebody else laid it up in the same moment
        there = _plan_of(unit_id, year, theme_id)
        if there is None:
            raise
        raise PlanExists(there) from clash
    first, last = date(year, 1, 1), date(year, 12, 31)
    chosen = Measure.objects.filter(unit_id__in=tree.below(unit_id)).filter(
        Q(status__in=OPEN, due_on__lte=last)
        | Q(due_on__gte=first, due_on__lte=last)
        | Q(effect_on__gte=first, effect_on__lte=last)
        | Q(closed_on__gte=first, closed_on__lte=last)
    )
    chosen = chosen.filter(proposed_on__lte=last).exclude(status=Status.REJECTED)
    if theme_id is not None:
        chosen = chosen.filter(theme_id=theme_id)
    put = list(chosen.order_by("pk").values_list("pk", flat=True))
    PlanMeasure.objects.bulk_create(PlanMeasure(plan=plan, measure_id=key) for key in put)
    _note(plan, actor, now, "improvements.open_plan", {"measures": len(put), "year": year})
    return plan


@transaction.atomic
def set_aim(*, actor: Actor, now: datetime, plan_id: int, aim: str) -> ActionPlan:
    """What the plan is to reach. Raises NotAllowed, InvalidMeasure, NumbersInText."""
    plan = _locked(actor, plan_id)
    plan.aim = _sound(aim)
    plan.save(update_fields=["aim"])
    _note(plan, actor, now, "improvements.set_aim", {})
    return plan


@transaction.atomic
def put_in(
    *, actor: Actor, now: datetime, plan_id: int, measure_ids: Collection[int]
) -> ActionPlan:
    """Measures of the board stand in the plan from now on. Twice is once. Raises NotAllowed."""
    plan = _locked(actor, plan_id)
    known = Measure.objects.visible_to(actor).filter(pk__in=measure_ids, board_id=plan.board_id)
    there = set(plan.links.values_list("measure_id", flat=True))
    new = [key for key in known.order_by("pk").values_list("pk", flat=True) if key not in there]
    PlanMeasure.objects.bulk_create(PlanMeasure(plan=plan, measure_id=key) for key in new)
    _note(plan, actor, now, "improvements.put_in_plan", {"measures": new})
    return plan


@transaction.atomic
def take_out(*, actor: Actor, now: datetime, plan_id: int, measure_id: int) -> ActionPlan:
    """The measure no longer stands in the plan; the measure itself is as it was.

    Raises NotAllowed.
    """
    plan = _locked(actor, plan_id)
    plan.links.filter(measure_id=measure_id).delete()
    _note(plan, actor, now, "improvements.take_out_of_plan", {"measure": measure_id})
    return plan


@transaction.atomic
def carry_over(*, actor: Actor, now: datetime, plan_id: int) -> ActionPlan:
    """Everything that is still open goes into next year's plan, which is made if it is missing.

    Done twice it changes nothing more. Raises NotAllowed, InvalidMeasure.
    """
    plan = _locked(actor, plan_id)
    try:
        with transaction.atomic():
            nxt = open_plan(
                actor=actor,
                now=now,
                unit_id=plan.unit_id,
                year=plan.year + 1,
                theme_id=plan.theme_id,
                aim=plan.aim,
            )
    except PlanExists as there:
        nxt = there.plan
    if nxt.carried_from_id is None:
        nxt.carried_from = plan
        nxt.save(update_fields=["carried_from"])
    open_ones = set(
        plan.links.filter(measure__status__in=OPEN).values_list("measure_id", flat=True)
    )
    nxt.links.filter(measure_id__in=open_ones).update(carried=True)
    there_already = set(nxt.links.values_list("measure_id", flat=True))
    PlanMeasure.objects.bulk_create(
        PlanMeasure(plan=nxt, measure_id=key, carried=True)
        for key in sorted(open_ones - there_already)
    )
    _note(plan, actor, now, "improvements.carry_over", {"to": nxt.pk, "measures": len(open_ones)})
    return nxt


@transaction.atomic
def note_plan_export(*, actor: Actor, now: datetime, plan_id: int, form: str) -> None:
    """One event: a plan was taken out of the program."""
    plan = ActionPlan.objects.get(pk=plan_id)
    _note(plan, actor, now, "improvements.export_plan", {"form": form})


def _plan_of(unit_id: int, year: int, theme_id: int | None) -> ActionPlan | None:
    rows = ActionPlan.objects.filter(unit_id=unit_id, year=year)
    return rows.filter(theme_id=theme_id).first()  # type: ignore[misc]


def _locked(actor: Actor, plan_id: int) -> ActionPlan:
    plan = ActionPlan.objects.select_for_update().get(pk=plan_id)
    require(actor, "plan.edit", plan.unit_id)
    return plan


def _sound(aim: str) -> str:
    aim = aim.strip()
    if faults := length_faults({"aim": aim}, MAX_TEXT):
        raise InvalidMeasure(faults)
    stop_numbers({"aim": aim})
    return aim


def _note(
    plan: ActionPlan, actor: Actor, now: datetime, verb: str, keys: dict[str, object]
) -> None:
    journal.record(
        actor_id=actor.account_id, now=now, verb=verb, subject=("action_plan", plan.pk), keys=keys
    )
