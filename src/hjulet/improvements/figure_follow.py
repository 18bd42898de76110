"""Last year's measures and what became of them, and those that are planned: one row a measure.

SOSFS 2011:9 7 kap. 1 §: which measures were taken and which results were reached.
"""

from datetime import date, datetime

from django.db.models import Count, Q

from hjulet.calendar.rules import previous
from hjulet.figures.types import Column, Figure, Row, Scope
from hjulet.improvements import figure_words
from hjulet.improvements.figure_words import EFFECT, OUTCOME
from hjulet.improvements.kinds import Effect, Outcome, Status
from hjulet.improvements.models import Measure
from hjulet.kernel import clock
from hjulet.ui.format import date_plain, in_words

FOLLOW_UP = "improvements.follow_up"
PLANNED = "improvements.planned"
MOST = 200


def follow_up(scope: Scope, now: datetime) -> Figure:
    """Measures that were promised for the period before, or that were closed in this one."""
    before = previous(scope.period)
    period = scope.period
    chosen = (
        figure_words.measures(scope)
        .filter(
            figure_words.due_in(before)
            | Q(status=Status.CLOSED, closed_on__gte=period.first, closed_on__lte=period.last)
            | Q(done_on__gte=period.first, done_on__lte=period.last)
        )
        .select_related("unit")
        .order_by("decided_on", "pk")
    )
    found = list(chosen[:MOST])
    # Counted on all of them: the table may be cut, what is said of it may not.
    counted = chosen.order_by().aggregate(
        total=Count("pk"),
        done=Count("pk", filter=Q(outcome=Outcome.DONE)),
        helped=Count("pk", filter=Q(effect=Effect.YES)),
    )
    total, done, helped = counted["total"], counted["done"], counted["helped"]
    rows = [
        Row(
            f"measure-{one.pk}",
            f"{one.reference} {one.title}",
            "plain",
            (one.unit.name, _outcome(one), _effect(one)),
        )
        for one in found
    ]
    if not rows:
        rows = [Row("none", "Ingen åtgärd att följa upp", "plain", ("", "", ""))]
    lede = (
        f"{in_words(total).capitalize()} {'åtgärd' if total == 1 else 'åtgärder'} att följa upp. "
        f"{_count(done)} är {'genomförda' if done > 1 else 'genomförd'}, "
        f"{_count(helped).lower()} gav den effekt som var tänkt."
        if total
        else f"Ingen åtgärd var lovad till {before.label}, och ingen blev klar "
        f"{figure_words.during(period)}."
    )
    return figure_words.figure(
        FOLLOW_UP,
        "Uppföljning av åtgärder",
        scope,
        now,
        row_heading="åtgärd",
        columns=(
            Column("unit", "enhet", "text"),
            Column("outcome", "genomfört", "text", definition="Blev den gjord?"),
            Column("effect", "effekt", "text", definition="Blev effekten den som var tänkt?"),
        ),
        rows=tuple(rows),
        notes=(
            f"Åtgärder som skulle vara klara {figure_words.during(before)}, och de som blev "
            f"gjorda eller avslutades {figure_words.during(period)}. Att en åtgärd är gjord och "
            "att den hjälpte är två frågor.",
            *figure_words.cut(len(found), total),
        ),
        lede=lede,
    )


def planned(scope: Scope, now: datetime) -> Figure:
    """Measures that are decided or proposed and were not done when the period ended."""
    period = scope.period
    chosen = (
        figure_words.measures(scope)
        .filter(proposed_on__lte=period.last)
        .filter(Q(done_on__isnull=True) | Q(done_on__gt=period.last))
        .select_related("unit")
        .order_by("due_on", "pk")
    )
    found = list(chosen[:MOST])
    total = len(found) if len(found) < MOST else chosen.order_by().count()
    seen_on = min(period.last, clock.local_date(now))
    rows = [
        Row(
            f"measure-{one.pk}",
            f"{one.reference} {one.title}",
            "plain",
            (
                one.unit.name,
                date_plain(one.due_on),
                date_plain(one.effect_on),
                _state(one, seen_on),
            ),
        )
        for one in found
    ]
    if not rows:
        rows = [Row("none", "Ingen åtgärd är planerad", "plain", ("", "", "", ""))]
    return figure_words.figure(
        PLANNED,
        "Planerade åtgärder",
        scope,
        now,
        row_heading="åtgärd",
        columns=(
            Column("unit", "enhet", "text"),
            Column("due", "klar senast", "text"),
            Column("check", "effekten kontrolleras", "text"),
            Column("state", "läge", "text"),
        ),
        rows=tuple(rows),
        notes=(
            _as_of(scope, seen_on),
            *figure_words.cut(len(found), total),
        ),
        lede=(
            "En åtgärd är planerad."
            if total == 1
            else f"{in_words(total).capitalize()} åtgärder är planerade."
            if total
            else "Ingen åtgärd är planerad."
        ),
    )


def _as_of(scope: Scope, seen_on: date) -> str:
    if seen_on < scope.period.last:
        return "Åtgärder som är föreslagna eller beslutade och inte gjorda."
    return f"Åtgärder som inte var gjorda när {scope.period.label} var slut, som läget var då."


def _state(one: Measure, day: date) -> str:
    """Where the measure was on that day; late when it was to be done before it."""
    if one.decided_on is None or one.decided_on > day:
        return "föreslagen"
    begun = one.started_on is not None and one.started_on <= day
    return f"{'påbörjad' if begun else 'beslutad'}{', försenad' if one.due_on < day else ''}"


def _outcome(one: Measure) -> str:
    return OUTCOME[Outcome(one.outcome)] if one.outcome else "pågår"


def _effect(one: Measure) -> str:
    return EFFECT[Effect(one.effect)] if one.effect else "inte kontrollerad"


def _count(number: int) -> str:
    return (in_words(number) if number else "ingen").capitalize()
