"""The work list of one actor: what is true in one sentence, and the rows below it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.urls import reverse

from hjulet.organisation import queries as organisation
from hjulet.organisation.kinds import Role
from hjulet.organisation.rules import may
from hjulet.organisation.types import Actor
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


@dataclass(frozen=True, slots=True)
class FirstStep:
    """What to do when there is nothing: a heading, a sentence, and buttons (words, address)."""

    title: str
    text: str
    actions: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class WorkList:
    """`to_write` is "Tre avsnitt" when the heading speaks of something else."""

    sentence: str
    lede: str
    to_write: str
    sections: tuple[Section, ...] = field(default=())
    first_step: FirstStep | None = None


SHOWN = 20
SHOWN_OWN = 8


def work_list(actor: Actor, now: datetime, today: date, *, to_write: int = 0) -> WorkList:
    """Late first, then new, then the actor's own. About ten queries, however many reports.

    `to_write` is the number of sections of an annual report that wait for the actor's text.
    """
    counts = reports.counts(actor, today)
    waiting = reports.to_assess(actor, today, limit=SHOWN * 2) if counts[0] or counts[1] else []
    late = [item for item in waiting if item.overdue][:SHOWN]
    new = [item for item in waiting if not item.overdue][:SHOWN]
    listed = {item.reference for item in waiting}
    recent = [item for item in _recent(actor, today) if item.reference not in listed]
    recent_late = [item for item in recent if item.overdue]
    recent_new = [item for item in recent if not item.overdue]
    own = reports.mine(actor, limit=SHOWN_OWN, under_way=True)
    every = reverse("report_list")
    sections = (
        _section("Försenat", [_late(item, today) for item in late], counts.overdue, every),
        _section("Nytt", [_new(item, now) for item in new], counts.new, every),
        _section(
            "Försenat i dina enheter",
            [_late(item, today) for item in recent_late],
            len(recent_late),
        ),
        _section(
            "Nytt i dina enheter",
            [_row(item, "new", swedish.when(item.received_at, now), "") for item in recent_new],
            len(recent_new),
        ),
        _section(
            "Mitt",
            [_own(item, now) for item in own],
            counts.mine,
            reverse("my_reports"),
        ),
    )
    filled = tuple(section for section in sections if section.rows)
    waits = Waits(
        late=counts.overdue,
        new=counts.new,
        recent_late=len(recent_late),
        recent_new=len(recent_new),
        to_write=to_write,
        own=counts.mine,
    )
    heading = sentence(waits)
    words = _sections(to_write).capitalize() if to_write else ""
    return WorkList(
        sentence=heading,
        lede=_lede(new, today),
        to_write="" if heading.startswith(words) else words,
        sections=filled,
        first_step=None if filled or to_write else first_step(actor, today),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Waits:
    """How much waits, by what it asks of the reader: hers to do first, then hers to know."""

    late: int = 0
    new: int = 0
    recent_late: int = 0
    recent_new: int = 0
    to_write: int = 0
    own: int = 0


def sentence(waits: Waits) -> str:
    """The heading: what is true, late first. Tre rapporter är försenade, fem är nya."""
    if waits.late or waits.new:
        text = _late_and_new(waits.late, waits.new, "")
    elif waits.recent_late or waits.recent_new:
        text = _late_and_new(waits.recent_late, waits.recent_new, " i dina enheter")
    elif waits.to_write:
        text = f"{_sections(waits.to_write)} väntar på din text"
    elif waits.own:
        text = f"{_reports(waits.own)} från dig är på väg"
    else:
        text = "inget väntar på dig"
    return text[:1].upper() + text[1:]


def _late_and_new(late: int, new: int, where: str) -> str:
    if late and new:
        return (
            f"{_reports(late)}{where} {_late_word(late)}, {swedish.in_words(new)} är "
            f"{_new_word(new)}"
        )
    if late:
        return f"{_reports(late)}{where} {_late_word(late)}"
    if where:
        noun = "rapport" if new == 1 else "rapporter"
        return f"{swedish.in_words(new)} {_new_word(new)} {noun}{where}"
    return f"{_reports(new)} är {_new_word(new)}"


def _reports(number: int) -> str:
    return f"{swedish.in_words(number)} {'rapport' if number == 1 else 'rapporter'}"


def _sections(number: int) -> str:
    return "ett avsnitt" if number == 1 else f"{swedish.in_words(number)} avsnitt"


def _late_word(number: int) -> str:
    return "är försenad" if number == 1 else "är försenade"


def _new_word(number: int) -> str:
    return "ny" if number == 1 else "nya"


def _lede(new: Sequence[reports.Waiting], today: date) -> str:
    days = [item.assess_by for item in new if item.assess_by]
    if not days:
        return ""
    first = min(days)
    return (
        f"Nästa ska vara bedömd {'i dag' if first == today else swedish.date_short(first, today)}."
    )


def first_step(actor: Actor, today: date) -> FirstStep:
    """What the role does first when nothing is waiting."""
    if not organisation.tree_on(today).nodes:
        if may(actor, "organisation.edit"):
            return FirstStep(
                "Lägg upp organisationen",
                "Börja med nämnden. Har ni organisationen i Excel kan ni föra in hela filen.",
                (
                    ("Till organisationen", reverse("organisation_page")),
                    ("För in en fil", reverse("import_organisation")),
                ),
            )
        return FirstStep(
            "Organisationen är inte upplagd ännu",
            "Systemförvaltaren eller kvalitetsteamet börjar med den.",
        )
    if not actor.assignments:
        return FirstStep(
            "Du har ingen roll ännu",
            "Systemförvaltaren i kommunen ger dig en.",
        )
    if may(actor, "people.edit"):
        return FirstStep(
            "Lägg upp dem som ska arbeta här",
            "Var och en får ett konto, en roll och den enhet hon arbetar i.",
            (("Till personerna", reverse("people_list")),),
        )
    if Role.BOARD_MEMBER in actor.roles:
        return FirstStep(
            "Läs kvalitetsberättelsen",
            "Varje utgåva ligger här från den dag den är fryst.",
            (("Till kvalitetsberättelsen", reverse("edition_list")),),
        )
    if may(actor, "report.assess"):
        return FirstStep(
            "Inga rapporter att bedöma",
            "Nya rapporter kommer hit. Förra årets kan ni föra in från Excel.",
            _import_step(actor),
        )
    return FirstStep(
        "Har något gått fel, eller nästan?",
        "Skriv en kort rapport. Du ser här vad det blir av den.",
        (("Rapportera", reverse("report_new")),),
    )


def _import_step(actor: Actor) -> tuple[tuple[str, str], ...]:
    if may(actor, "report.import"):
        return (("För in rapporter", reverse("import_reports")),)
    return (("Rapportera", reverse("report_new")),)


def _recent(actor: Actor, today: date) -> list[reports.Waiting]:
    return reports.recent_in_units(actor, today)


def _section(title: str, rows: list[Row], total: int, more: str = "") -> Section:
    return Section(title, tuple(rows), total, more if total > len(rows) else "")


def _late(item: reports.Waiting, today: date) -> Row:
    days = (today - item.assess_by).days if item.assess_by else 0
    return _row(
        item,
        "late",
        f"{days} {'dag' if days == 1 else 'dagar'} sen",
        f"skulle ha bedömts {swedish.date_short(item.assess_by, today)}",
    )


def _new(item: reports.Waiting, now: datetime) -> Row:
    right = f"bedöm till {swedish.date_short(item.assess_by, now)}" if item.assess_by else ""
    return _row(item, "new", swedish.when(item.received_at, now), right)


def _row(item: reports.Waiting, state: str, word: str, right: str) -> Row:
    meta = [f"Rapport {item.reference}", *item.units]
    if item.may_be_serious:
        meta.append("kan vara allvarligt")
    return Row(_title(item.excerpt), _address(item.reference), state, word, " · ".join(meta), right)


def _own(item: reports.Mine, now: datetime) -> Row:
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
        _title(item.excerpt),
        _address(item.reference),
        "conf" if item.restricted else state,
        swedish.when(item.received_at, now),
        f"Rapport {item.reference} · {words.get(Status(item.status), '')}",
        right,
    )


def _title(excerpt: str) -> str:
    """How the report begins: its first sentence, at most eighty characters."""
    text = " ".join(excerpt.split())
    first = text.split(". ")[0].rstrip(".")
    return first if len(first) <= 80 else first[:78].rsplit(" ", 1)[0] + " …"


def _address(reference: str) -> str:
    return reverse("report_page", args=[reference])
