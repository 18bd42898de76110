"""The work list of one actor: what is true in one sentence, and the rows below it.

What is to be done by a day is known by the clocks alone; beside them stand what happened in the
units that she manages and what became of her own reports.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.urls import reverse

from hjulet.calendar import queries as calendar
from hjulet.organisation.types import Actor
from hjulet.portal import rows
from hjulet.portal.first_step import FirstStep, first_step
from hjulet.portal.rows import Section, section
from hjulet.portal.sentences import Waits as Waits
from hjulet.portal.sentences import sections as sections_in_words
from hjulet.portal.sentences import sentence as sentence
from hjulet.reports import queries as reports
from hjulet.reports.kinds import (
    ANSWER_CLOCK,
    ASSESS_CLOCKS,
    CLOSE_CLOCK,
    POSSIBLE_BREACH_CLOCK,
    TAKE_UP_CLOCKS,
)
from hjulet.ui import format as swedish

SHOWN = 20
REPORT_CLOCKS = frozenset(
    {
        *ASSESS_CLOCKS,
        POSSIBLE_BREACH_CLOCK,
        ANSWER_CLOCK,
        CLOSE_CLOCK,
        *TAKE_UP_CLOCKS.values(),
    }
)
SHOWN_OWN = 8


@dataclass(frozen=True, slots=True)
class WorkList:
    """`to_write` is "Tre avsnitt" when the heading speaks of something else."""

    sentence: str
    lede: str
    to_write: str
    sections: tuple[Section, ...] = field(default=())
    first_step: FirstStep | None = None


def work_list(actor: Actor, now: datetime, today: date, *, to_write: int = 0) -> WorkList:
    """Late first, then new, under way, raised to her, then what is hers to know. About fifteen
    queries, however much waits.

    `to_write` is the number of sections of an annual report that wait for the actor's text.
    """
    piles = calendar.piles_for(actor, now, limit=SHOWN)
    late, new, rest = piles.late.rows, piles.new.rows, piles.under_way.rows
    raised = calendar.raised_to(actor, now)
    waiting = (*late, *new, *rest)
    listed = {item.reference for item in waiting if item.kind in REPORT_CLOCKS}
    recent = [
        item for item in reports.recent_in_units(actor, today) if item.reference not in listed
    ]
    own = reports.mine(actor, limit=SHOWN_OWN, under_way=True)
    own_total = reports.own_under_way(actor)
    recent_late = [item for item in recent if item.overdue]
    recent_new = [item for item in recent if not item.overdue]
    every = reverse("report_list") if piles.kinds <= set(ASSESS_CLOCKS) else ""
    found = (
        section("Försenat", [rows.late(item, today) for item in late], piles.late.total, every),
        section("Nytt", [rows.new(item, now) for item in new], piles.new.total, every),
        section("På gång", [rows.under_way(item, now) for item in rest], piles.under_way.total),
        section(
            "Försenat hos någon annan", [rows.late(item, today) for item in raised], len(raised)
        ),
        section(
            "Försenat i dina enheter",
            [rows.known(item, now) for item in recent_late],
            len(recent_late),
        ),
        section(
            "Nytt i dina enheter", [rows.known(item, now) for item in recent_new], len(recent_new)
        ),
        section("Mitt", [rows.own(item, now) for item in own], own_total, reverse("my_reports")),
    )
    filled = tuple(one for one in found if one.rows)
    waits = Waits(
        late=piles.late.total,
        new=piles.new.total,
        under_way=piles.under_way.total,
        raised=len(raised),
        mixed=any(item.kind not in ASSESS_CLOCKS for item in (*late, *new)),
        recent_late=len(recent_late),
        recent_new=len(recent_new),
        to_write=to_write,
        own=own_total,
    )
    heading = sentence(waits)
    words = sections_in_words(to_write).capitalize() if to_write else ""
    return WorkList(
        sentence=heading,
        lede=_lede([*new, *rest], today),
        to_write="" if heading.startswith(words) else words,
        sections=filled,
        first_step=None if filled or to_write else first_step(actor, today),
    )


def _lede(waiting: Sequence[calendar.Waiting], today: date) -> str:
    days = [item.due_on for item in waiting if item.due_on]
    if not days:
        return ""
    first = min(days)
    return f"Nästa ska vara klar {'i dag' if first == today else swedish.date_short(first, today)}."
