"""Each type as a share of the deviations, and the shares that were notified."""

from collections.abc import Sequence
from datetime import datetime

from hjulet.figures.types import Bar, Column, Figure, Row, Scope
from hjulet.reports import counts, figure_words
from hjulet.reports.figure_types import opening, per_cent, shown
from hjulet.stats.many import holm
from hjulet.stats.numbers import number as plain_number
from hjulet.stats.proportions import Share, wilson
from hjulet.stats.words import Comparison, compare_shares
from hjulet.ui.format import NBSP, number

TYPE_SHARES = "reports.type_shares"


def type_shares(scope: Scope, now: datetime) -> Figure:
    """Each type's share of the reports that were deviations, and the shares that were notified."""
    selection = counts.select(scope)
    counted = counts.whole(scope, selection)
    types = shown(counts.types(), counted)
    alone = counts.stands_alone(types)
    deviations = counted.whole.without(alone)
    notified = counts.notified(scope, selection, counted, types)
    waiting = counts.not_assessed(scope, selection)
    earlier_scope = figure_words.before(scope)
    earlier = counts.select(earlier_scope)
    # A share may be compared with that of a part of a period, a count may not.
    known = figure_words.past(earlier_scope, earlier)
    past = counts.whole(earlier_scope, earlier) if known.shown else None
    past_whole = past.whole.without(alone) if past else 0
    rows: list[Row] = []
    compared: list[tuple[str, Comparison]] = []
    for one in types:
        if one.pk in alone:
            continue
        share = Share(counted.whole.by_type.get(one.pk, 0), deviations)
        then = Share(past.whole.by_type.get(one.pk, 0), past_whole) if past else None
        rows.append(_share_row(figure_words.type_key(one), one.name, share, then))
        what = f"andelen {one.name[:1].lower()}{one.name[1:]}"
        compared.append((one.name, compare_shares(now=share, before=then, what=what)))
    n = notified
    rows += [
        _share_row("ivo-lex_sarah", "Anmälda till IVO, av lex Sarah",
                   Share(n.lex_sarah_ivo, n.lex_sarah)),
        _share_row("ivo-all", "Anmälda till IVO, av alla avvikelser",
                   Share(n.deviations_ivo, n.deviations)),
        _share_row("imy", "Anmälda till IMY, av personuppgiftsincidenter",
                   Share(n.breaches_imy, n.breaches)),
        Row("total", "Totalt", "total", (deviations, deviations, per_cent(deviations, deviations),
                                         None, None), scope.unit_id),
    ]  # fmt: skip
    before = earlier_scope.period.label
    shares = sum(counted.whole.by_type.get(one.pk, 0) for one in types if one.pk not in alone)
    return figure_words.figure(
        TYPE_SHARES,
        "Andelar av avvikelserna",
        scope,
        now,
        assessed=counted.whole.total,
        waiting=waiting,
        row_heading="typ",
        columns=(
            Column("count", "antal"),
            Column("of", "av", definition="Så många rapporter som andelen är av."),
            Column("share", "andel", "share"),
            Column("interval", "med slump", "text",
                   definition="Så mycket kan slumpen flytta andelen (95 procents säkerhet)."),
            Column("previous", f"andel {before}", "share"),
        ),
        rows=tuple(rows),
        notes=(
            _together(shares, deviations),
            "”Med slump” är hur mycket andelen kan skilja sig från år till år utan att något "
            "har ändrats.",
            *figure_words.notes_on_scope(scope, now, selection, counted, waiting),
        ),
        comment=_comment(scope, now, compared, counted.whole.total, waiting) if past else "",
        bars=tuple(
            Bar(row.label, float(row.cells[2] or 0), _as_float(row.cells[4]))
            for row in rows[: len(compared)]
        ) if deviations else (),
        chart="bars" if deviations and len(compared) > 1 else "",
        chart_title="Andel av avvikelserna per typ",
        chart_unit="%",
        lede=opening(scope, counted.whole, types, waiting),
    )  # fmt: skip


def _as_float(value: int | float | str | None) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _share_row(key: str, label: str, share: Share, then: Share | None = None) -> Row:
    span = wilson(share)
    low, high = (plain_number(round(100 * edge)) for edge in (span.low, span.high))
    interval = f"{low}–{high}{NBSP}%" if share.whole else None
    before = per_cent(then.part, then.whole) if then else None
    cells = (share.part, share.whole, per_cent(share.part, share.whole), interval, before)
    return Row(key, label, "plain", cells)


def _together(by_type: int, deviations: int) -> str:
    """Whether the shares make more than the whole, which only some reports of several types do."""
    apart = "”Ej avvikelse” ingår inte."
    if by_type <= deviations:
        return f"Andelarna är av avvikelserna. {apart}"
    return (
        "En rapport kan vara flera saker samtidigt, så andelarna blir tillsammans mer än "
        f"100{NBSP}%. {apart}"
    )


def _comment(
    scope: Scope,
    now: datetime,
    compared: Sequence[tuple[str, Comparison]],
    assessed: int,
    waiting: int,
) -> str:
    """What may be said about change; nothing while many wait, since grave ones are seen first."""
    if waiting > figure_words.FEW_MISSING * (assessed + waiting):
        return (
            f"Andelarna går inte att jämföra än. {number(waiting)} av "
            f"{number(assessed + waiting)} inkomna rapporter är inte bedömda."
        )
    before = figure_words.before(scope).period.label
    said = _on_shares(compared, before)
    if said and figure_words.under_way(scope.period, now):
        return f"{said} Det är {scope.period.label} hittills mot hela {before}."
    return said


def _on_shares(compared: Sequence[tuple[str, Comparison]], before: str) -> str:
    """Which shares differ from the period before when all are looked at together (Holm)."""
    tested = [(name, one) for name, one in compared if one.p is not None]
    if not tested:
        return ""
    adjusted = holm([one.p or 0.0 for _, one in tested])
    differing = [
        one for (_, one), p in zip(tested, adjusted, strict=True) if one.differs and p < 0.05
    ]
    if not differing:
        return (
            f"Vi kan inte säga att någon av andelarna har ändrats. Skillnaderna mot {before} "
            "ryms inom slumpen."
        )
    return " ".join(f"{one.headline} {one.sentence}" for one in differing) + (
        f" {differing[0].cause}" if differing[0].cause else ""
    )
