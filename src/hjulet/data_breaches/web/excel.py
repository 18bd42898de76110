"""The register as an Excel file (art. 33.5 GDPR: what IMY may ask to see)."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime

from hjulet.data_breaches import letter as letters
from hjulet.data_breaches import rules
from hjulet.data_breaches.kinds import Status
from hjulet.data_breaches.models import Incident
from hjulet.files import workbooks
from hjulet.files.workbooks import Sheet, Value
from hjulet.kernel import clock

MAX_ROWS = 10_000
_COLUMNS = (
    ("referens", 14), ("personuppgiftsansvarig", 24), ("enhet", 24), ("läge", 12),
    ("upptäckt", 16), ("anmälas senast", 16), ("anmäls", 10), ("skäl", 40), ("anmäld", 16),
    ("inom 72 timmar", 12), ("varför senare", 30), ("senast kompletterad", 16),
    ("IMY:s diarienummer", 18),
)  # fmt: skip
_END = (("vad ni kom fram till", 40), ("avslutad", 16), ("sekretess", 10))


def workbook(rows: Iterable[Incident], now: datetime) -> tuple[bytes, int, Counter[int]]:
    """The file, how many rows it has, and how many of them with secrecy by board.

    The rows hold `sent` and `restricted`.
    """
    restricted = Counter[int]()

    def cells() -> Iterator[list[Value]]:
        for row in rows:
            if row.restricted:  # type: ignore[attr-defined]  # annotated
                restricted[row.board_id] += 1
            yield _cells(row)

    columns = [*_COLUMNS, *((one, 30) for one in letters.HEADINGS), *_END]
    sheet = Sheet("Personuppgiftsincidenter", columns, name="Incidenter")
    content, written = workbooks.as_bytes(sheet, cells(), clock.local_date(now))
    return content, written, restricted


def _cells(row: Incident) -> list[Value]:
    sent = row.sent  # type: ignore[attr-defined]  # prefetched
    first = sent[0] if sent else None
    due = rules.notify_by(row.discovered_at)
    return [
        row.reference,
        row.board.name,
        row.unit.name,
        str(Status(row.status).label),
        row.discovered_at,
        due,
        {None: "", True: "ja", False: "nej"}[row.notify],
        row.decision_reason,
        first.sent_at if first else None,
        ("ja" if first.sent_at <= due else "nej") if first else "",
        first.delay_reason if first else "",
        sent[-1].sent_at if len(sent) > 1 else None,
        row.imy_reference,
        *(text for _, text in letters.known(row)),
        row.outcome,
        row.closed_at,
        "ja" if row.restricted else "",  # type: ignore[attr-defined]
    ]
