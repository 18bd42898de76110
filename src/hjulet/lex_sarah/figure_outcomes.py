"""What the decisions on lex Sarah said, and what was learnt from each case, without naming it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime

from hjulet.calendar.rules import previous
from hjulet.figures.types import Bar, Column, Figure, Row, Scope
from hjulet.findings import queries as findings
from hjulet.findings import sources
from hjulet.findings.kinds import Handling
from hjulet.findings.queries import Brief
from hjulet.lex_sarah import figure_words
from hjulet.lex_sarah.figure_words import Counted, within
from hjulet.lex_sarah.kinds import Degree, Service
from hjulet.lex_sarah.models import CaseFinding
from hjulet.organisation.types import SYSTEM
from hjulet.ui.format import number, plural

OUTCOMES = "lex_sarah.outcomes"
LEARNED = "lex_sarah.learned"
SERVICE = "lex_sarah.kind_of_service"
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


def kind_of_service(scope: Scope, now: datetime) -> Figure:
    """What the cases were about: exercise of authority or provision of services. Four queries.

    Counted for the whole board as `learned`: of a unit with one case it would tell of that case.
    """
    chosen, scope = scope, figure_words.at_board(scope)
    period, day = scope.period, figure_words.seen_on(scope.period, now)
    cases, services = figure_words.cases(scope), figure_words.services()

    def cells(found: Sequence[Counted]) -> tuple[int, ...]:
        came = [one for one in found if within(one.received_on, period)]
        return (
            len(came),
            sum(one.decided_in(period) is not None for one in found),
            sum(one.open_on(day) for one in found),
            sum(one.others for one in came),
            sum(one.unexpected_death for one in came),
        )

    kinds = [(one.value, str(one.label)) for one in Service] + [("", "inte angivet")]
    rows = [
        Row(
            key or "none",
            f"{label[:1].upper()}{label[1:]}",
            "plain",
            cells([one for one in cases if services.get(one.id, "") == key]),
        )
        for key, label in kinds
    ]
    whole = cells(cases)
    return figure_words.figure(
        SERVICE,
        "Lex Sarah: vad ärendena gällde",
        scope,
        now,
        row_heading="vad händelsen gällde",
        columns=(
            Column("received", "inkomna"),
            Column("decided", "beslutade"),
            Column("open", "utan beslut"),
            Column("others", "andra berörda"),
            Column("death", "oväntat dödsfall"),
        ),
        rows=(*rows, Row("total", "Totalt", "total", whole, scope.unit_id)),
        notes=(
            "Andra berörda är ärenden som kom in under perioden och rör en annan nämnd eller en "
            "privat utförare. Oväntade dödsfall räknas på samma ärenden.",
            *_whole_board(chosen, scope),
        ),
        lede=(
            f"{plural(whole[0], 'ärende', 'ärenden')} kom in {figure_words.during(period)}: "
            f"{number(int(rows[0].cells[0] or 0))} gällde myndighetsutövning och "
            f"{number(int(rows[1].cells[0] or 0))} utförande av insats."
            if whole[0]
            else f"Inget ärende enligt lex Sarah kom in {figure_words.during(period)}."
        ),
    )


def _whole_board(chosen: Scope, scope: Scope) -> list[str]:
    """The note that more is counted than was chosen."""
    if scope.unit_id == chosen.unit_id:
        return []
    return [
        f"Räknat för hela {scope.unit_name}, fast en enhet är vald: annars skulle det synas vad "
        "enhetens ärende handlade om."
    ]


def learned(scope: Scope, now: datetime) -> Figure:
    """One row for each case decided in the period: theme, outcome, and what was found.

    Only findings that have been released, which hold no personal data, and the titles of their
    measures, which other figures tell too; neither the reference of
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
    titles = sources.answers_to(list(briefs))
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
                    "; ".join(dict.fromkeys(word for one in own for word in _answers(one, titles)))
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
            Column("handling", "föreslagna åtgärder", "text"),
        ),
        rows=tuple(rows),
        notes=(
            "Ärendena är numrerade i den ordning de kom in. Vilken enhet det gäller står inte här.",
            *_whole_board(chosen, scope),
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


def _answers(finding: Brief, titles: Mapping[int, Sequence[str]]) -> Sequence[str]:
    """What is to be done about it: its measures, or the word for where it stands."""
    return titles.get(finding.id) or [str(Handling(finding.handling).label)]


def _share(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None
