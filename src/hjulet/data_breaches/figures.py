"""The figures of the room: incidents by kind, how many are notified, and how many in time."""

from collections import Counter
from datetime import datetime

from hjulet.calendar.rules import previous
from hjulet.data_breaches import figure_counts
from hjulet.data_breaches.figure_counts import Counted, during, per_cent, reach
from hjulet.data_breaches.kinds import Kind
from hjulet.figures.catalogue import Definition, register, register_data_days
from hjulet.figures.types import Bar, Column, Figure, Row, Scope
from hjulet.stats.proportions import Share
from hjulet.stats.survival import median_time
from hjulet.stats.words import Comparison, compare_counts, compare_shares
from hjulet.ui.format import number, plural

BY_KIND = "data_breaches.by_kind"
NOTIFIED = "data_breaches.notified"
WITHIN_CLOCK = "data_breaches.within_clock"
UNKNOWN = "inte klart än"


def register_all() -> None:
    """Called once when the application starts."""
    for definition in (
        Definition(
            BY_KIND,
            "Personuppgiftsincidenter efter vad som gick fel",
            "Hur många incidenter som upptäcktes, och vad som gick fel.",
            by_kind,
            order=50,
        ),
        Definition(
            NOTIFIED,
            "Anmälda personuppgiftsincidenter",
            "Hur många incidenter som anmäldes till IMY, inte anmäls eller inte är beslutade.",
            notified,
            order=51,
        ),
        Definition(
            WITHIN_CLOCK,
            "Anmälda inom 72 timmar",
            "Hur stor andel av anmälningarna till IMY som gick iväg inom 72 timmar.",
            within_clock,
            order=52,
        ),
    ):
        register(definition)
    register_data_days(figure_counts.data_days)


def by_kind(scope: Scope, now: datetime) -> Figure:
    """Incidents discovered in the period by kind, with those that were notified. Art. 33.5 GDPR."""
    before_period = previous(scope.period)
    rows = figure_counts.counted(scope, scope.period)
    before = figure_counts.counted(scope, before_period)
    these, those = _kinds(rows), _kinds(before)
    sent = _kinds([one for one in rows if one.sent_at is not None])
    listed = sorted((str(one) for one in Kind), key=lambda key: -these.get(key, 0))
    if these.get("") or those.get(""):
        listed.append("")
    return figure_counts.figure(
        BY_KIND,
        "Personuppgiftsincidenter efter vad som gick fel",
        scope,
        now,
        row_heading="vad gick fel",
        columns=(
            Column("count", "antal"),
            Column("share", "andel", "share", definition="Av alla incidenter som upptäcktes."),
            Column("notified", "varav anmälda", definition="Anmälda till IMY."),
            Column("previous", f"antal {before_period.label}"),
        ),
        rows=(
            *(
                Row(
                    key or "unknown",
                    _label(key),
                    "plain",
                    (these[key], per_cent(these[key], len(rows)), sent[key], those[key]),
                )
                for key in listed
            ),
            Row(
                "total",
                "Totalt",
                "total",
                (len(rows), per_cent(len(rows), len(rows)), sum(sent.values()), len(before)),
                scope.unit_id,
            ),
        ),
        notes=("En incident räknas en gång, också när flera rapporter hör till den.",),
        comment=_said(_more_or_fewer(scope, now, len(rows), len(before))),
        bars=tuple(Bar(_label(key), these[key], those[key]) for key in listed) if rows else (),
        chart="bars" if rows else "",
        chart_title="Vad gick fel",
        chart_unit="incidenter",
        previous_label=before_period.label if before else "",
        lede=_first(rows, these, during(scope.period)),
    )


def notified(scope: Scope, now: datetime) -> Figure:
    """Of the incidents discovered in the period: notified, to be, not to be, not decided."""
    before_period = previous(scope.period)
    rows = figure_counts.counted(scope, scope.period)
    before = figure_counts.counted(scope, before_period)
    these, those = Counter(map(_outcome, rows)), Counter(map(_outcome, before))
    share, then = Share(these["notified"], len(rows)), Share(those["notified"], len(before))
    said = compare_shares(now=share, before=then if before else None, what="andelen anmälda")
    return figure_counts.figure(
        NOTIFIED,
        "Anmälda personuppgiftsincidenter",
        scope,
        now,
        row_heading="anmälan till IMY",
        columns=_columns(before_period.label),
        rows=(
            *(
                _share_row(key, words, Share(these[key], len(rows)), Share(those[key], len(before)))
                for key, words in (
                    ("notified", "Anmälda"),
                    ("decided", "Ska anmälas, inte gjort än"),
                    ("kept", "Anmäls inte"),
                    ("undecided", "Inte beslutade än"),
                )
            ),
            _share_row("total", "Totalt", Share(len(rows), len(rows)),
                       Share(len(before), len(before)), "total", scope.unit_id),
        ),
        notes=(
            "En incident ska anmälas om det inte är osannolikt att den leder till en risk för dem "
            "som det gäller. Att en andel är hög eller låg är varken bra eller dåligt.",
        ),
        # Under way, those that are not decided yet would count as not notified.
        comment=_said(said) if rows and figure_counts.over(scope, now) else "",
        lede=_how_many(these, len(rows), during(scope.period)),
    )  # fmt: skip


def within_clock(scope: Scope, now: datetime) -> Figure:
    """Of the incidents that are notified, or should have been by now: within 72 hours, or later.

    Those that are decided not to be notified are not asked, nor those whose hours still run.
    """
    before_period = previous(scope.period)
    found = figure_counts.counted(scope, scope.period)
    rows = _asked(found, now)
    before = _asked(figure_counts.counted(scope, before_period), now)
    these, those = Counter(map(_timing, rows)), Counter(map(_timing, before))
    share, then = Share(these["in_time"], len(rows)), Share(those["in_time"], len(before))
    said = compare_shares(
        now=share, before=then if before else None, what="andelen anmälda inom 72 timmar"
    )
    return figure_counts.figure(
        WITHIN_CLOCK,
        "Anmälda inom 72 timmar",
        scope,
        now,
        row_heading="anmälan till IMY",
        columns=_columns(before_period.label),
        rows=(
            *(
                _share_row(key, words, Share(these[key], len(rows)), Share(those[key], len(before)))
                for key, words in (
                    ("in_time", "Inom 72 timmar"),
                    ("later", "Senare än 72 timmar"),
                    ("not_yet", "Inte anmälda än, tiden har gått ut"),
                )
            ),
            _share_row("total", "Totalt", Share(len(rows), len(rows)),
                       Share(len(before), len(before)), "total", scope.unit_id),
        ),
        notes=(
            "Räknat från att incidenten upptäcktes till att den första anmälan skickades, dygnet "
            "runt (artikel 33.1 i dataskyddsförordningen).",
            "Incidenter som inte ska anmälas är inte med, och inte de som har tid kvar.",
            *([_time(found, now)] if rows else []),
        ),
        comment=_said(said) if rows else "",
        lede=_in_time(these, len(rows), during(scope.period)),
    )  # fmt: skip


def _kinds(rows: list[Counted]) -> Counter[str]:
    return Counter(one.kind for one in rows)


def _label(key: str) -> str:
    return str(Kind(key).label) if key else UNKNOWN


def _outcome(one: Counted) -> str:
    if one.sent_at is not None:
        return "notified"
    if one.notify is None:
        return "undecided"
    return "decided" if one.notify else "kept"


def _timing(one: Counted) -> str:
    if one.sent_at is None:
        return "not_yet"
    return "in_time" if one.in_time else "later"


def _asked(rows: list[Counted], now: datetime) -> list[Counted]:
    return [one for one in rows if one.must_have_been_sent(now)]


def _columns(before: str) -> tuple[Column, ...]:
    return (
        Column("count", "antal"),
        Column("of", "av", definition="Så många incidenter som andelen är av."),
        Column("share", "andel", "share"),
        Column("interval", "med slump", "text",
               definition="Så mycket kan slumpen flytta andelen (95 procents säkerhet)."),
        Column("previous", f"andel {before}", "share"),
    )  # fmt: skip


def _share_row(
    key: str,
    label: str,
    share: Share,
    then: Share,
    level: str = "plain",
    unit_id: int | None = None,
) -> Row:
    cells = (
        share.part,
        share.whole,
        per_cent(share.part, share.whole),
        None if level == "total" else reach(share),
        per_cent(then.part, then.whole),
    )
    return Row(key, label, level, cells, unit_id)


def _more_or_fewer(scope: Scope, now: datetime, these: int, those: int) -> Comparison | None:
    """Only whole periods: part of a year against a whole one says nothing."""
    if not figure_counts.over(scope, now) or not those + these:
        return None
    before = previous(scope.period)
    return compare_counts(
        now=these,
        before=those,
        what="incidenter",
        the_what="antalet incidenter",
        days_now=scope.period.days,
        days_before=before.days,
    )


def _said(one: Comparison | None) -> str:
    if one is None:
        return ""
    return " ".join(part for part in (one.headline, one.sentence, one.cause) if part)


def _first(rows: list[Counted], kinds: Counter[str], when: str) -> str:
    if not rows:
        return f"Ingen personuppgiftsincident upptäcktes {when}."
    words = plural(len(rows), "personuppgiftsincident", "personuppgiftsincidenter")
    most = [key for key, count in kinds.most_common() if key and count == max(kinds.values())]
    found = f"{words} upptäcktes {when}."
    return f"{found} Vanligast: {_label(most[0])}." if len(most) == 1 and len(rows) > 1 else found


def _how_many(outcomes: Counter[str], total: int, when: str) -> str:
    if not total:
        return f"Ingen personuppgiftsincident upptäcktes {when}."
    words = plural(total, "personuppgiftsincident", "personuppgiftsincidenter")
    sent = outcomes["notified"]
    parts = [f"{number(sent)} är {'anmäld' if sent == 1 else 'anmälda'} till IMY"]
    if outcomes["kept"]:
        parts.append(f"{number(outcomes['kept'])} anmäls inte")
    waiting = outcomes["undecided"] + outcomes["decided"]
    if waiting:
        parts.append(f"{number(waiting)} väntar")
    joined = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} och {parts[-1]}"
    return f"{words} upptäcktes {when}. {joined}."


def _in_time(timings: Counter[str], total: int, when: str) -> str:
    if not total:
        return f"Ingen incident som upptäcktes {when} är anmäld till IMY."
    words = "incident" if total == 1 else "incidenter"
    found = (
        f"{number(timings['in_time'])} av {number(total)} {words} {when} som skulle anmälas "
        "anmäldes inom 72 timmar."
    )
    late = timings["not_yet"]
    if not late:
        return found
    return f"{found} {number(late)} är inte {'anmäld' if late == 1 else 'anmälda'} än."


def _time(rows: list[Counted], now: datetime) -> str:
    """The median from discovery to notification (Kaplan, Meier).

    All that may still be notified count with the time they have waited, also within their hours:
    without them the few that were quick would speak for all.
    """
    asked = [one for one in rows if one.notify is not False]
    median = median_time([(one.hours(now), one.sent_at is not None) for one in asked])
    if median is None:
        return "Mittersta tiden till anmälan går inte att säga: färre än hälften är anmälda."
    words = f"Mittersta tiden från upptäckt till anmälan: {plural(median, 'timme', 'timmar')}."
    left = not all(one.must_have_been_sent(now) for one in asked)
    return f"{words} Här är också de som har tid kvar med." if left else words
