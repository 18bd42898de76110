"""The complete document of a case: everything as it was written, who and when, and by which law."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from hjulet.documents.tree import (
    META_BOARD,
    META_DNR,
    Block,
    Break,
    Cell,
    Document,
    Heading,
    Inline,
    ListBlock,
    Paragraph,
    Row,
    Table,
    Text,
)
from hjulet.kernel import clock
from hjulet.lex_sarah.kinds import StepKind
from hjulet.lex_sarah.models import InvestigationRecord, ReportRecord, Step
from hjulet.lex_sarah.queries import Detail, Told
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
# Signs that still fit beside a label.
SHORT = 60


def document_of(detail: Detail, now: datetime) -> Document:
    """The case as a document, as it stands at `now`."""
    case = detail.case
    blocks: list[Block] = [
        _paragraph(f"Utskrivet {date_time(now)}. Innehållet omfattas av sekretess (26 kap. OSL)."),
        _heading("Ärendet"),
        _facts(detail),
        _heading("Rapporter, som de skrevs"),
        *_each(detail.reports, _report),
        _heading("Dokumentation av rapporten"),
        *_each(detail.report_records, lambda row: _version(row, _REPORT)),
        _heading("Utredning"),
        *_each(detail.investigation_records, lambda row: _version(row, _INVESTIGATION)),
        _heading("Beslut"),
        *_each(detail.decisions, _decision),
        _heading("Anmälan till IVO"),
        *_each(detail.notifications, _notification),
        _heading("Information"),
        *_each(detail.told, _information),
        _heading("Sammanfattning till enhetschefen"),
        *_each(detail.summaries, _summary),
        _heading("Fynd"),
        *_findings(detail),
        _heading("Ärendets gång"),
        _steps(detail),
    ]
    return Document(
        title=f"Lex Sarah-ärende {case.reference}",
        subtitle=f"{case.unit.name}. {case.get_status_display().capitalize()}.",
        author=case.board.name,
        date=clock.local_date(now),
        meta=((META_BOARD, case.board.name), (META_DNR, case.reference)),
        blocks=tuple(blocks),
        cover=False,
        numbered=True,
    )


def _facts(detail: Detail) -> Table:
    case = detail.case
    rows = [
        ("Enhet", case.unit.name),
        ("Första rapporten kom in", date_time(case.received_at)),
        ("Öppnat", _signed(case.opened_at, case.opened_by)),
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
    return _table("Uppgifter om ärendet", ("Uppgift", "Innehåll"), [row for row in rows if row[1]])


def _report(told: Told) -> Iterable[Block]:
    report = told.report
    yield _heading(f"Rapport {report.reference}", 3)
    where = ", ".join(told.units)
    left = " Rapporten har lämnat ärendet." if told.left else ""
    yield _paragraph(f"Kom in {date_time(report.received_at)}. Gäller {where}.{left}")
    yield from _text("", report.what_happened)
    when = " ".join(part for part in (date_plain(report.occurred_on), report.occurred_text) if part)
    yield from _text("Hände", when)
    yield from _text("Gjordes direkt", report.done_at_once)
    for one in told.additions:
        yield from _text(f"Tillagt {date_time(one.at)}", one.text)
    yield from _text("Bilagor", ", ".join(one.file.name for one in told.attachments))
    yield from _text("Lagrum", told.legal_basis)


def _version(row: ReportRecord | InvestigationRecord, names: Mapping[str, str]) -> Iterable[Block]:
    yield _heading(f"Version {row.number}", 3)
    if row.sealed_at is not None:
        yield _paragraph(f"Förseglad {_signed(row.sealed_at, row.sealed_by)}.")
    else:
        yield _paragraph(f"Utkast, sparat {_signed(row.saved_at, row.saved_by)}.")
    yield from _text("Ersätter den förra versionen", row.reason)
    for name, label in names.items():
        yield from _text(label, _shown(row, name))
    yield from _text("Lagrum", row.legal_basis)


def _shown(row: Any, name: str) -> str:
    """What stands in the field, in words."""
    words = getattr(row, f"get_{name}_display", None)
    value = words() if words else getattr(row, name)
    return value if isinstance(value, str) else date_plain(value)


def _decision(row: Any) -> Iterable[Block]:
    yield _heading(f"Beslut {row.number}: {row.get_degree_display()}", 3)
    by = row.by.name if row.by else "Hjulet"
    yield _paragraph(f"Beslutat {date_plain(row.decided_on)} av {by}, {row.role}.")
    yield from _text("Ställningstagande och skäl", row.position)
    yield from _text("Lagrum", row.legal_basis)


def _notification(row: Any) -> Iterable[Block]:
    reference = f", diarienummer {row.reference}" if row.reference else ""
    yield _heading(f"Skickat {date_plain(row.sent_on)}{reference}", 3)
    yield _paragraph(
        f"Noterat {_signed(row.at, row.by)}. Utredningen "
        f"{'följde med' if row.with_investigation else 'skickades inte med'}."
    )
    yield from _text("Vad som skickades", row.what)
    for answer in sorted(row.answers.all(), key=lambda one: one.pk):
        yield from _text(f"IVO svarade {date_plain(answer.answered_on)}", answer.answer)
    yield from _text("Lagrum", row.legal_basis)


def _information(row: Any) -> Iterable[Block]:
    yield _heading(f"{date_plain(row.on)}: {row.get_receiver_display()}", 3)
    yield _paragraph(f"{row.get_way_display().capitalize()}. Noterat {_signed(row.at, row.by)}.")
    yield from _text("", row.what)


def _summary(row: Any) -> Iterable[Block]:
    yield _heading(_signed(row.at, row.by), 3)
    yield from _text("Sammanfattning", row.summary)
    yield from _text("Måste rättas till nu", row.remedy_now)


def _findings(detail: Detail) -> Iterable[Block]:
    if detail.findings:
        yield ListBlock(
            ordered=False,
            items=tuple((_paragraph(f"{one.reference}: {one.title}"),) for one in detail.findings),
        )
    else:
        yield _paragraph(NOTHING)


def _steps(detail: Detail) -> Table:
    """What was done, by whom and when; why and by which law below it in the same cell."""

    def told(step: Step) -> tuple[Inline, ...]:
        about = f": {step.about}" if step.about else ""
        lines = [f"{StepKind(step.kind).label}{about}", step.reason, step.legal_basis]
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
    for row in rows:
        yield from blocks_of(row)
    if not rows:
        yield _paragraph(NOTHING)


def _signed(at: datetime, by: Any) -> str:
    return f"{date_time(at)} av {by.name if by else 'Hjulet'}"


def _heading(text: str, level: int = 2) -> Heading:
    return Heading(level, (Text(text),))


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Text(text),))


def _text(label: str, text: str) -> Iterable[Block]:
    """What somebody wrote, line by line; a few words stand on the line of their label."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if label and len(lines) == 1 and len(lines[0]) <= SHORT:
        yield Paragraph((Text(f"{label}: ", bold=True), Text(lines[0])))
        return
    if label and lines:
        yield Paragraph((Text(label, bold=True),))
    for line in lines:
        yield _paragraph(line)


def _table(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    def cell(text: str, *, header: bool = False) -> Cell:
        return Cell((Text(text),) if text else (), header=header)

    return Table(
        caption=caption,
        header=tuple(cell(words, header=True) for words in heads),
        rows=tuple(
            Row(tuple(cell(text, header=place == 0) for place, text in enumerate(row)))
            for row in rows
        ),
        row_headers=True,
    )
