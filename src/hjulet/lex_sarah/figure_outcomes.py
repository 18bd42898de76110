"""What the decisions on lex Sarah said, and what was learnt from each case, without naming it."""

from collections import Counter
from datetime import datetime

from hjulet.calendar.rules import previous
from hjulet.figures.types import Bar, Column, Figure, Row, Scope
from hjulet.findings import queries as findings
from hjulet.findings.kinds import Handling
from hjulet.lex_sarah import figure_words
from hjulet.lex_sarah.kinds import Degree
from hjulet.lex_sarah.models import CaseFinding
from hjulet.organisation.types import SYSTEM
from hjulet.ui.format import number, plural

OUTCOMES = "lex_sarah.outcomes"
LEARNED = "lex_sarah.learned"
MOST = 200


def outcomes(scope: Scope, now: datetime) -> Figure:
    """The decisions of the period by degree, and how many were notified to IVO. Three queries."""
    period, before = scope.period, previous(scope.period)
    cases = figure_words.cases(scope)
    decided = [(one, degree) for one in cases if (degree := one.decided_in(period)) is not None]
    earlier = Counter(degree for one in cases if (degree := one.decided_in(before)) is not None)
    counts = Counter(degree for _, degree in decided)
    ivo = Counter(degree for one, degree in decided if one.notified_on is not None)
    rows = [
        Row(
            one.value,
            str(one.label)[:1].upper() + str(one.label)[1:],
            "plain",
            (counts[one], _share(counts[one], len(decided)), ivo[one], earlier[one]),
        )
        for one in Degree
    ]
    total = (len(decided), _share(len(decided), len(decided)), ivo.total(), earlier.total())
    return figure_words.figure(
        OUTCOMES,
        "Lex Sarah: utfall av besluten",
        scope,
        now,
        row_heading="utfall",
        columns=(
            Column("count", "beslut"),
            Column("share", "andel", "share"),
            Column("notified", "anmälda till IVO"),
            Column("previous", f"beslut {before.label}"),
        ),
        rows=(*rows, Row("total", "Totalt", "total", total, scope.unit_id)),
        notes=(
            "Räknat på beslut som fattades under perioden, också i ärenden som kom in tidigare. "
            "Varje ärende räknas en gång, även när det samlar flera rapporter. Öppnades det igen "
            "och beslutades två gånger under perioden räknas det senaste beslutet.",
        ),
        bars=tuple(
            Bar(row.label, counts[one], earlier[one]) for one, row in zip(Degree, rows, strict=True)
        )
        if decided
        else (),
        chart="bars" if decided else "",
        chart_title="Utfall av besluten",
        chart_unit="beslut",
        previous_label=before.label if earlier else "",
        lede=(
            f"{plural(len(decided), 'beslut', 'beslut')} {figure_words.during(period)}, varav "
            f"{number(ivo.total())} anmäldes till IVO."
            if decided
            else f"Inget ärende enligt lex Sarah beslutades {figure_words.during(period)}."
        ),
    )


def learned(scope: Scope, now: datetime) -> Figure:
    """One row for each case decided in the period: theme, outcome, and what was found.

    Only findings that have been released, which hold no personal data; neither the reference of
    the case nor its unit is told. Whatever unit is chosen it is counted for its whole board: of a
    unit with one case it would tell what that case was.
    """
    chosen, scope = scope, figure_words.at_board(scope)
    cases = figure_words.cases(scope)
    decided = [
        (one, degree) for one in cases if (degree := one.decided_in(scope.period)) is not None
    ]
    shown = decided[:MOST]
    links = CaseFinding.objects.filter(case_id__in=[one.id for one, _ in shown]).order_by("pk")
    pairs = list(links.values_list("case_id", "finding_id"))
    briefs = {
        one.id: one
        for one in findings.briefs(SYSTEM, {finding for _, finding in pairs})
        if one.released
    }
    rows = []
    for number_, (case, degree) in enumerate(shown, start=1):
        own = [briefs[finding] for pk, finding in pairs if pk == case.id and finding in briefs]
        rows.append(
            Row(
                f"case-{number_}",
                f"Ärende {number_}",
                "plain",
                (
                    case.theme or "–",
                    str(Degree(degree).label),
                    "; ".join(one.title for one in own) or "Inget fynd släppt",
                    "; ".join(dict.fromkeys(str(Handling(one.handling).label) for one in own))
                    or "–",
                ),
            )
        )
    if not rows:
        rows = [Row("none", "Inget beslut", "plain", ("", "", "", ""))]
    return figure_words.figure(
        LEARNED,
        "Lex Sarah: vad ärendena visade",
        scope,
        now,
        row_heading="ärende",
        columns=(
            Column("theme", "tema", "text"),
            Column("degree", "utfall", "text"),
            Column("findings", "fynd", "text"),
            Column("handling", "åtgärder", "text"),
        ),
        rows=tuple(rows),
        notes=(
            "Ärendena är numrerade i den ordning de kom in. Vilken enhet det gäller står inte här.",
            *(
                [
                    f"Räknat för hela {scope.unit_name}, fast en enhet är vald: annars skulle det "
                    "synas vad enhetens ärende handlade om."
                ]
                if scope.unit_id != chosen.unit_id
                else []
            ),
            *(
                [f"Tabellen visar de {number(MOST)} första av {number(len(decided))} ärenden."]
                if len(decided) > MOST
                else []
            ),
        ),
        lede=(
            f"{plural(len(decided), 'ärende', 'ärenden')} beslutades. "
            f"{plural(len(briefs), 'fynd', 'fynd')} är släppta, så att andra kan lära av dem."
            if decided
            else "Inget ärende beslutades, så det finns inget att lära av än."
        ),
    )


def _share(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None
