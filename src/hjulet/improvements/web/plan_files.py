"""An action plan as an Excel file and as a Word document."""

from collections.abc import Sequence
from datetime import date

from hjulet.documents import docx
from hjulet.documents.normalise import normalise
from hjulet.documents.tree import Cell, Document, Paragraph, Row, Table, Text
from hjulet.files import workbooks
from hjulet.files.workbooks import Sheet, Value
from hjulet.improvements.models import ActionPlan
from hjulet.improvements.queries.plans import Planned
from hjulet.improvements.web.words import next_words, outcome_words, state_of
from hjulet.kernel import clock

_COLUMNS = (
    ("referens", 12), ("åtgärd", 50), ("så här gör vi", 50), ("önskad effekt", 40),
    ("enhet", 24), ("ansvarig", 24), ("klar senast", 12), ("effekten kontrolleras", 14),
    ("läge", 24), ("genomförd", 18), ("från förra året", 12),
)  # fmt: skip


def as_workbook(title: str, rows: Sequence[Planned]) -> bytes:
    """One row a measure."""
    sheet = Sheet(title, _COLUMNS, name="Handlingsplan", printed=True)
    today = clock.today()
    return workbooks.as_bytes(sheet, (_cells(row, today) for row in rows), today)[0]


def _cells(row: Planned, today: date) -> list[Value]:
    state = state_of(row.status, row.effect, row.next_on, today)[1]
    return [
        row.reference, row.title, row.what, row.expected_effect, row.unit, row.responsible,
        row.due_on, row.effect_on, state, outcome_words(row.outcome),
        "ja" if row.carried else "",
    ]  # fmt: skip


def as_word(plan: ActionPlan, title: str, lede: str, rows: Sequence[Planned], today: date) -> bytes:
    """A Word document with a table that a screen reader can walk through."""
    blocks: list[Paragraph | Table] = [Paragraph((Text(lede),))]
    if plan.aim:
        first, *rest = [line for line in plan.aim.splitlines() if line.strip()]
        blocks.append(Paragraph((Text("Vad vi vill nå: ", bold=True), Text(first))))
        blocks += [Paragraph((Text(line),)) for line in rest]
    if rows:
        blocks.append(_table(rows, today))
    document, _ = normalise(
        Document(
            title=title,
            author=plan.board.name,
            date=today,
            blocks=tuple(blocks),
            cover=False,
            numbered=False,
        )
    )
    return docx.render(document)


def _table(rows: Sequence[Planned], today: date) -> Table:
    def cell(text: str, *, header: bool = False) -> Cell:
        return Cell((Text(text),) if text else (), header=header)

    return Table(
        caption="Åtgärder",
        header=tuple(
            cell(words, header=True) for words in ("Åtgärd", "Ansvarig", "Läge", "Nästa datum")
        ),
        rows=tuple(
            Row(
                (
                    cell(
                        f"{row.reference} {row.title}{' (från förra året)' if row.carried else ''}",
                        header=True,
                    ),
                    cell(f"{row.responsible}, {row.unit}"),
                    cell(state_of(row.status, row.effect, row.next_on, today)[1]),
                    cell(next_words(row.status, row.next_on, today)),
                )
            )
            for row in rows
        ),
        row_headers=True,
    )
