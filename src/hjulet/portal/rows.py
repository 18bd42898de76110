"""The rows of the work list, and their sections."""

from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from hjulet.calendar import queries as calendar
from hjulet.kernel import clock
from hjulet.reports import queries as reports
from hjulet.reports.kinds import Status
from hjulet.ui import format as swedish


@dataclass(frozen=True, slots=True)
class Row:
    """A row as `<c-work-row>` takes it."""

    title: str
    href: str
    state: str
    word: str = ""
    meta: str = ""
    right: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """`more` leads to the whole list when only the first rows are shown."""

    title: str
    rows: tuple[Row, ...]
    total: int
    more: str = ""


def section(title: str, rows: list[Row], total: int, more: str = "") -> Section:
    return Section(title, tuple(rows), total, more if total > len(rows) else "")


def late(item: calendar.Waiting, today: date) -> Row:
    """Past its day: how long, and how many times somebody has been reminded."""
    days = (today - item.due_on).days if item.due_on else 0
    # A clock of hours may have run out this very day.
    word = f"{days} {'dag' if days == 1 else 'dagar'} sen" if days else "sen i dag"
    told = f"{item.late_words} {swedish.date_short(item.due_on, today)}"
    chased = f"påmind {item.chased} {'gång' if item.chased == 1 else 'gånger'}"
    return Row(
        _title(item),
        item.path,
        "conf" if item.confidential else "late",
        word,
        _meta(item, told if item.chased else ""),
        chased if item.chased else told,
    )


def new(item: calendar.Waiting, now: datetime) -> Row:
    """Landed lately."""
    state = "conf" if item.confidential else "new"
    word = swedish.when(item.started_at, now)
    return Row(_title(item), item.path, state, word, _meta(item, item.task), _till(item, now))


def under_way(item: calendar.Waiting, now: datetime) -> Row:
    """Has been here a while, and is not late."""
    left = item.days_left
    word = "i dag" if left == 0 else f"{left} {'dag' if left == 1 else 'dagar'} kvar"
    state = "conf" if item.confidential else "soon" if item.soon else "wait"
    return Row(_title(item), item.path, state, word, _meta(item, item.task), _till(item, now))


def known(item: reports.Waiting, now: datetime) -> Row:
    """A report in the reader's units that somebody else assesses."""
    if item.overdue and item.assess_by:
        today = clock.local_date(now)
        days = (today - item.assess_by).days
        word = f"{days} {'dag' if days == 1 else 'dagar'} sen"
        right = f"skulle ha bedömts {swedish.date_short(item.assess_by, today)}"
        return _report(item, "late", word, right)
    return _report(item, "new", swedish.when(item.received_at, now), "")


def own(item: reports.Mine, now: datetime) -> Row:
    """A report that the reader sent in."""
    state = "wait" if item.status == Status.RECEIVED else "active"
    words = {
        Status.RECEIVED: "ingen har bedömt den ännu",
        Status.ASSESSED: "bedömd",
        Status.INVESTIGATING: "utreds",
    }
    right = (
        f"bedöms senast {swedish.date_short(item.assess_by, now)}"
        if (item.assess_by and item.status == Status.RECEIVED)
        else ""
    )
    return Row(
        _beginning(item.excerpt),
        _address(item.reference),
        "conf" if item.restricted else state,
        swedish.when(item.received_at, now),
        f"Rapport {item.reference} · {words.get(Status(item.status), '')}",
        right,
    )


def _title(item: calendar.Waiting) -> str:
    return item.title or f"{item.noun} {item.reference}"


def _meta(item: calendar.Waiting, more: str) -> str:
    parts = [f"{item.noun} {item.reference}", item.meta, more]
    return " · ".join(part for part in parts if part)


def _till(item: calendar.Waiting, now: datetime) -> str:
    if item.due_at is not None:
        return f"senast {swedish.date_time(item.due_at)}"
    return f"senast {swedish.date_short(item.due_on, now)}" if item.due_on else ""


def _report(item: reports.Waiting, state: str, word: str, right: str) -> Row:
    meta = [f"Rapport {item.reference}", *item.units]
    if item.may_be_serious:
        meta.append("kan vara allvarligt")
    return Row(
        _beginning(item.excerpt), _address(item.reference), state, word, " · ".join(meta), right
    )


def _beginning(excerpt: str) -> str:
    """How the report begins: its first sentence, at most eighty characters."""
    text = " ".join(excerpt.split())
    first = text.split(". ")[0].rstrip(".")
    return first if len(first) <= 80 else first[:78].rsplit(" ", 1)[0] + " …"


def _address(reference: str) -> str:
    return reverse("report_page", args=[reference])
