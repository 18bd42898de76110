"""How many measures were done, checked and helped, how long they took, and what was in the way."""

from collections import Counter
from datetime import datetime

from hjulet.calendar.rules import previous
from hjulet.calendar.types import Period
from hjulet.figures.types import Bar, Column, Figure, Row, Scope
from hjulet.improvements import figure_words
from hjulet.improvements.kinds import Effect, Obstacle, Outcome, Status, Verb
from hjulet.improvements.models import Measure, Step
from hjulet.kernel import clock
from hjulet.stats.proportions import Share
from hjulet.stats.survival import median_time
from hjulet.stats.words import compare_shares
from hjulet.ui.format import number, plural

SUMMARY = "improvements.summary"
OBSTACLES = "improvements.obstacles"


def summary(scope: Scope, now: datetime) -> Figure:
    """Of the measures that were to be done in the period: done, checked, with effect, and time."""
    now_ = _counts(scope, scope.period, now)
    before_period = previous(scope.period)
    before = _counts(scope, before_period, now)
    rows = [
        _row("due", "Åtgärder som skulle vara klara", now_.due, None, before.due),
        _row("done", "Genomförda, helt eller delvis", now_.done, now_.due, before.done),
        _row("checked", "Med kontrollerad effekt", now_.checked, now_.due, before.checked),
        _row("helped", "Med önskad effekt, av de kontrollerade", now_.helped, now_.checked,
             before.helped),
    ]  # fmt: skip
    notes = [
        "Räknat på beslutade åtgärder som skulle vara klara under perioden, också de som inte "
        "är det."
    ]
    if now_.due:
        notes.append(_time(now_))
    over = scope.period.last <= clock.local_date(now)
    shares = [("andelen med önskad effekt", _share_of(now_.helped, now_.checked),
               _share_of(before.helped, before.checked))]  # fmt: skip
    if over:  # under way, what is not yet due would count as not done
        shares.insert(0, ("andelen genomförda", _share_of(now_.done, now_.due),
                          _share_of(before.done, before.due)))  # fmt: skip
    said = [
        compare_shares(now=these, before=those, what=what)
        for what, these, those in shares
        if these is not None
    ]
    return figure_words.figure(
        SUMMARY,
        "Åtgärder i korthet",
        scope,
        now,
        row_heading="åtgärder",
        columns=(
            Column("count", "antal"),
            Column("share", "andel", "share"),
            Column("previous", f"antal {before_period.label}"),
        ),
        rows=tuple(rows),
        notes=tuple(notes),
        comment=" ".join(
            part for one in said for part in (one.headline, one.sentence, one.cause) if part
        ),
        bars=_bars(now_, before) if now_.due else (),
        chart="bars" if now_.due else "",
        chart_title="Genomförda, kontrollerade och med effekt",
        chart_unit="%",
        chart_alt=_alt(now_) if now_.due else "",
        previous_label=before_period.label if before.due else "",
        lede=_lede(now_, figure_words.during(scope.period)),
    )


def obstacles(scope: Scope, now: datetime) -> Figure:
    """Why days were moved in the period, each time and by measure."""
    steps = Step.objects.filter(
        verb=Verb.POSTPONE,
        at__gte=clock.at(scope.period.first, 0),
        at__lt=clock.hours_later(clock.at(scope.period.last, 0), 24),
        measure__in=figure_words.measures(scope),
    ).values_list("obstacle", "measure_id")
    found = list(steps.order_by("pk"))
    times = Counter(obstacle for obstacle, _ in found)
    distinct = {key: len({pk for one, pk in found if one == key}) for key in times}
    listed = sorted(Obstacle, key=lambda one: -times.get(one, 0))
    rows = [
        Row(one.value, one.label, "plain", (times.get(one, 0), distinct.get(one, 0)))
        for one in listed
    ]
    measures = len({pk for _, pk in found})
    rows.append(Row("total", "Totalt", "total", (len(found), measures), scope.unit_id))
    top = listed[0]
    return figure_words.figure(
        OBSTACLES,
        "Hinder för åtgärder",
        scope,
        now,
        row_heading="hinder",
        columns=(
            Column("count", "gånger ett datum flyttats"),
            Column("measures", "åtgärder", definition="Olika åtgärder, var och en räknad en gång."),
        ),
        rows=tuple(rows),
        notes=(
            "En åtgärd kan flyttas flera gånger och av olika skäl. I totalen räknas den en gång, "
            "så kolumnen åtgärder går inte att lägga ihop.",
        ),
        bars=tuple(Bar(one.label, times.get(one, 0)) for one in listed) if found else (),
        chart="bars" if found else "",
        chart_title="Hinder när datum flyttas",
        chart_unit="gånger",
        lede=(
            f"Datum flyttades {plural(len(found), 'gång', 'gånger')} "
            f"{figure_words.during(scope.period)}. "
            f"Vanligast: {top.label}."
            if found
            else f"Inget datum flyttades {figure_words.during(scope.period)}."
        ),
    )


def _time(counts: "_Counts") -> str:
    """The median from decision to done, with those that are not done (Kaplan and Meier)."""
    if counts.median is None:
        words = "Mittersta tiden från beslut till genomförd går inte att säga: färre än hälften är "
        return f"{words}klara."
    text = f"Mittersta tiden från beslut till genomförd: {plural(counts.median, 'dag', 'dagar')}."
    if not counts.waiting:
        return text
    if counts.waiting == 1:
        rest = "En åtgärd som inte är klar är med"
    else:
        rest = f"{number(counts.waiting)} åtgärder som inte är klara är med"
    return f"{text} {rest} i beräkningen så länge arbetet har pågått."


def _lede(counts: "_Counts", when: str) -> str:
    if not counts.due:
        return f"Ingen åtgärd skulle vara klar {when}."
    done = "genomförd" if counts.done == 1 else "genomförda"
    return (
        f"{plural(counts.due, 'åtgärd', 'åtgärder')} skulle vara "
        f"{'klar' if counts.due == 1 else 'klara'} {when}. {number(counts.done)} är {done} och "
        f"{number(counts.checked)} har fått effekten kontrollerad."
    )


def _share_of(part: int, whole: int) -> Share | None:
    return Share(part, whole) if whole else None


def _bars(now: "_Counts", before: "_Counts") -> tuple[Bar, ...]:
    pairs = (
        ("Genomförda", now.done, now.due, before.done, before.due),
        ("Kontrollerade", now.checked, now.due, before.checked, before.due),
        ("Med effekt", now.helped, now.checked, before.helped, before.checked),
    )
    return tuple(
        Bar(label, round(100 * part / whole, 1), round(100 * was / of, 1) if of else None)
        for label, part, whole, was, of in pairs
        if whole
    )


def _alt(counts: "_Counts") -> str:
    return (
        f"Stapeldiagram. {number(counts.done)} av {number(counts.due)} är genomförda, "
        f"{number(counts.checked)} av {number(counts.due)} har fått effekten kontrollerad och "
        f"{number(counts.helped)} av {number(counts.checked)} kontrollerade gav effekt."
    )


class _Counts:
    """Of the measures that were to be done in a period."""

    def __init__(self, rows: list[Measure], today_: datetime) -> None:
        today = clock.local_date(today_)
        finished = [one for one in rows if one.outcome in (Outcome.DONE, Outcome.PARTLY)]
        checked = [one for one in rows if one.status == Status.CLOSED]
        self.due = len(rows)
        self.done = len(finished)
        self.checked = len(checked)
        self.helped = sum(one.effect == Effect.YES for one in checked)
        self.waiting = len(rows) - len(finished)
        self.median = median_time(
            [
                (
                    max(0, ((one.done_on or today) - (one.decided_on or today)).days),
                    one.outcome in (Outcome.DONE, Outcome.PARTLY),
                )
                for one in rows
            ]
        )


def _counts(scope: Scope, period: Period, now: datetime) -> _Counts:
    rows = figure_words.measures(scope).filter(figure_words.due_in(period)).order_by("pk")
    return _Counts(
        list(rows.only("pk", "status", "outcome", "effect", "decided_on", "done_on")), now
    )


def _row(key: str, label: str, count: int, of: int | None, before: int) -> Row:
    share = round(100 * count / of, 1) if of else None
    return Row(key, label, "plain", (count, share, before))
