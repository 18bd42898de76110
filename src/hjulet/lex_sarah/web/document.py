"""The complete document of a case: everything as it was written, who and when, and by which law."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from hjulet.documents.tree import (
    META_BOARD,
    Block,
    Break,
    Cell,
    Document,
    Inline,
    ListBlock,
    Row,
    Table,
    Text,
)
from hjulet.kernel import clock
from hjulet.kernel.law import reference
from hjulet.lex_sarah.kinds import StepKind
from hjulet.lex_sarah.models import InvestigationRecord, ReportRecord, Step
from hjulet.lex_sarah.queries import Detail, Told
from hjulet.lex_sarah.queries.past import Past
from hjulet.lex_sarah.web.document_past import past
from hjulet.lex_sarah.web.document_words import heading, labelled, paragraph, signed, table
from hjulet.ui.format import date_plain, date_time

_REPORT = {
    "received_on": "Togs emot",
    "service": "Vad händelsen gällde",
    "happened": "Vad som har hänt, eller riskerar att hända",
    "consequences": "Följder för den enskilde",
    "noticed": "När och hur det uppmärksammades",
    "at_once": "Vad som gjordes genast",
}
_INVESTIGATION = {
    "course": "Händelseförlopp",
    "causes": "Orsaker",
    "earlier": "Om något liknande har hänt förut",
    "recurrence": "Risken att det händer igen",
    "measures": "Åtgärder som är gjorda eller behövs",
}
NOTHING = "Inget är skrivet."
# The number is Hjulet's own; the board gives its own in its diary.
META_CASE = "Ärende"


def document_of(detail: Detail, pasts: Mapping[int, Past], now: datetime) -> Document:
    """The case as a document, as it stands at `now`. A rule of law is named when it is followed
    first in its section, and when it changes."""
    case = detail.case
    secrecy = reference("secrecy.no_harm", clock.local_date(now)).text
    blocks: list[Block] = [
        paragraph(f"Utskrivet {date_time(now)}. Innehållet omfattas av sekretess ({secrecy})."),
        heading("Ärendet"),
        _facts(detail),
        heading("Rapporter, som de skrevs"),
        *_each(detail.reports, lambda told: _report(told, pasts[told.report.pk])),
        heading("Dokumentation av rapporten"),
        *_each(detail.report_records, lambda row: _version(row, _REPORT)),
        heading("Utredning"),
        *_each(detail.investigation_records, lambda row: _version(row, _INVESTIGATION)),
        heading("Beslut"),
        *_each(detail.decisions, _decision),
        heading("Anmälan till IVO"),
        *_each(detail.notifications, _notification),
        heading("Information"),
        *_each(detail.told, _information),
        heading("Sammanfattning till enhetschefen"),
        *_each(detail.summaries, _summary),
        heading("Fynd"),
        *_findings(detail),
        heading("Ärendets gång"),
        _steps(detail),
    ]
    return Document(
        title=f"Lex Sarah-ärende {case.reference}",
        subtitle=f"{case.unit.name}. {case.get_status_display().capitalize()}.",
        author=case.board.name,
        date=clock.local_date(now),
        meta=((META_BOARD, case.board.name), (META_CASE, case.reference)),
        blocks=tuple(blocks),
        cover=False,
        numbered=True,
    )


def _facts(detail: Detail) -> Table:
    case = detail.case
    rows = [
        ("Enhet", case.unit.name),
        ("Första rapporten kom in", date_time(case.received_at)),
        ("Öppnat", signed(case.opened_at, case.opened_by)),
        ("Ansvarig", case.responsible.name),
        ("Utredare", ", ".join(one.account.name for one in detail.investigators)),
        ("Beslutar", case.decider.name if case.decider else ""),
        ("Tema", case.theme.name if case.theme else ""),
        ("Annan nämnd", case.other_board),
        ("Privat utförare", case.private_provider),
        ("Oväntat dödsfall", "ja" if case.unexpected_death else "nej"),
        ("Grad", case.get_degree_display()),
        ("Beslutat", date_plain(case.decided_on)),
        ("Anmält till IVO", date_plain(case.notified_on)),
        ("Avslutat", date_plain(case.closed_on)),
    ]
    return table("Uppgifter om ärendet", ("Uppgift", "Innehåll"), [row for row in rows if row[1]])


def _report(told: Told, before: Past) -> Iterable[Block]:
    report = told.report
    yield heading(f"Rapport {report.reference}", 3)
    where = ", ".join(told.units)
    left = " Rapporten har lämnat ärendet." if told.left else ""
    yield paragraph(f"Kom in {date_time(report.received_at)}. Gäller {where}.{left}")
    yield from labelled("Rapporterad av", report.reporter.name if report.reporter else "")
    yield from labelled("Rapporterad på", report.reported_unit.name)
    yield from labelled("Vad som hände", report.what_happened)
    when = " ".join(part for part in (date_plain(report.occurred_on), report.occurred_text) if part)
    yield from labelled("Hände", when)
    yield from labelled("Drabbades någon?", report.get_affected_display())
    yield from labelled("Kan det vara allvarligt?", report.get_may_be_serious_display())
    yield from labelled("Gjordes direkt", report.done_at_once)
    yield from labelled("Uppdragsgivare", report.commissioned_by)
    for one in told.additions:
        yield from labelled(f"Tillagt {date_time(one.at)}", one.text)
    yield from labelled("Bilagor", ", ".join(one.file.name for one in told.attachments))
    yield from labelled("Lagrum", told.legal_basis)
    yield from past(before)


def _version(row: ReportRecord | InvestigationRecord, names: Mapping[str, str]) -> Iterable[Block]:
    yield heading(f"Version {row.number}", 3)
    if row.sealed_at is not None:
        yield paragraph(f"Förseglad {signed(row.sealed_at, row.sealed_by)}.")
    else:
        yield paragraph(f"Utkast, sparat {signed(row.saved_at, row.saved_by)}.")
    yield from labelled("Ersätter den förra versionen", row.reason)
    for name, label in names.items():
        yield from labelled(label, _shown(row, name))


def _shown(row: Any, name: str) -> str:
    """What stands in the field, in words."""
    words = getattr(row, f"get_{name}_display", None)
    value = words() if words else getattr(row, name)
    return value if isinstance(value, str) else date_plain(value)


def _decision(row: Any) -> Iterable[Block]:
    yield heading(f"Beslut {row.number}: {row.get_degree_display()}", 3)
    by = row.by.name if row.by else "Hjulet"
    yield paragraph(f"Beslutat {date_plain(row.decided_on)} av {by}, {row.role}.")
    yield from labelled("Ställningstagande och skäl", row.position)


def _notification(row: Any) -> Iterable[Block]:
    reference = f", diarienummer {row.reference}" if row.reference else ""
    yield heading(f"Skickat {date_plain(row.sent_on)}{reference}", 3)
    yield paragraph(
        f"Noterat {signed(row.at, row.by)}. Utredningen "
        f"{'följde med' if row.with_investigation else 'skickades inte med'}."
    )
    yield from labelled("Vad som skickades", row.what)
    for answer in sorted(row.answers.all(), key=lambda one: one.pk):
        number = f", diarienummer {answer.reference}" if answer.reference else ""
        words = f"IVO svarade {date_plain(answer.answered_on)}{number}"
        yield from labelled(words, answer.answer)


def _information(row: Any) -> Iterable[Block]:
    yield heading(f"{date_plain(row.on)}: {row.get_receiver_display()}", 3)
    yield paragraph(f"{row.get_way_display().capitalize()}. Noterat {signed(row.at, row.by)}.")
    yield from labelled("", row.what)


def _summary(row: Any) -> Iterable[Block]:
    yield heading(signed(row.at, row.by), 3)
    yield from labelled("Sammanfattning", row.summary)
    yield from labelled("Måste rättas till nu", row.remedy_now)


def _findings(detail: Detail) -> Iterable[Block]:
    if detail.findings:
        yield ListBlock(
            ordered=False,
            items=tuple((paragraph(f"{one.reference}: {one.title}"),) for one in detail.findings),
        )
    else:
        yield paragraph(NOTHING)


def _said(step: Step) -> str:
    """ "Beslut: missförhållande"; of the first step which reports it was opened with."""
    label = str(StepKind(step.kind).label)
    if step.kind == StepKind.OPENED and step.about:
        return f"{label} med {'rapporterna' if ',' in step.about else 'rapport'} {step.about}"
    return f"{label}: {step.about}" if step.about else label


def _steps(detail: Detail) -> Table:
    """What was done, by whom and when; why and by which law below it in the same cell."""
    said: dict[str, str] = {}

    def told(step: Step) -> tuple[Inline, ...]:
        basis = "" if said.get("basis") == step.legal_basis else step.legal_basis
        said["basis"] = step.legal_basis or said.get("basis", "")
        lines = [_said(step), step.reason, basis]
        found: list[Inline] = []
        for line in filter(None, lines):
            found += [Break(), Text(line)] if found else [Text(line)]
        return tuple(found)

    return Table(
        caption="Allt som är gjort i ärendet",
        header=tuple(Cell((Text(words),), header=True) for words in ("När", "Steg", "Vem")),
        rows=tuple(
            Row(
                (
                    Cell((Text(date_time(step.at)),), header=True),
                    Cell(told(step)),
                    Cell((Text(step.by.name if step.by else "Hjulet"),)),
                )
            )
            for step in detail.steps
        ),
        row_headers=True,
    )


def _each(rows: Sequence[Any], blocks_of: Any) -> Iterable[Block]:
    """The blocks of every row; below those the rule that it followed, when that is a new one."""
    said = ""
    for row in rows:
        yield from blocks_of(row)
        basis = "" if isinstance(row, Told) else getattr(row, "legal_basis", "")
        if basis != said:
            yield from labelled("Lagrum", basis)
        said = basis or said
    if not rows:
        yield paragraph(NOTHING)
