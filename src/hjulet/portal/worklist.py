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
from hjulet.reports.kinds import ASSESS_CLOCK
from hjulet.ui import format as swedish

SHOWN = 20
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
    waiting = calendar.waiting_for(actor, now, limit=SHOWN * 3)
    counts = calendar.counts_for(actor, now)
    raised = calendar.raised_to(actor, now)
    listed = {item.reference for item in waiting if item.kind == ASSESS_CLOCK}
    recent = [
        item for item in reports.recent_in_units(actor, today) if item.reference not in listed
    ]
    own = reports.mine(actor, limit=SHOWN_OWN, under_way=True)
    own_total = reports.own_under_way(actor)
    late = [item for item in waiting if item.late][:SHOWN]
    new = [item for item in waiting if item.new and not item.late][:SHOWN]
    rest = [item for item in waiting if not item.new and not item.late][:SHOWN]
    recent_late = [item for item in recent if item.overdue]
    recent_new = [item for item in recent if not item.overdue]
    every = reverse("report_list") if all(item.kind == ASSESS_CLOCK for item in waiting) else ""
    found = (
        section("Försenat", [rows.late(item, today) for item in late], counts.late, every),
        section("Nytt", [rows.new(item, now) for item in new], counts.new, every),
        section("På gång", [rows.under_way(item, now) for item in rest], counts.under_way),
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
        late=counts.late,
        new=counts.new,
        under_way=counts.under_way,
        raised=len(raised),
        mixed=any(item.kind != ASSESS_CLOCK for item in (*late, *new)),
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
