"""A report comes in."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.db.models import F

from hjulet.files import operations as files
from hjulet.files.models import StoredFile
from hjulet.files.types import Prepared
from hjulet.journal import operations as journal
from hjulet.kernel import clock
from hjulet.kernel.free_text import MAX_LINE, Fault, length_faults, stop_numbers
from hjulet.kernel.locks import serialise
from hjulet.organisation.queries import board_of, tree_on
from hjulet.organisation.rules import require
from hjulet.organisation.types import Actor
from hjulet.reports import clocks, searching
from hjulet.reports.kinds import Affected, Astray, Serious
from hjulet.reports.models import (
    ReferenceSeries,
    Report,
    ReportAttachment,
    ReportDraft,
    ReportUnit,
)
from hjulet.reports.operations.faults import InvalidReport
from hjulet.reports.operations.telling import tell_of_haste
from hjulet.reports.rules import reference

_BLOCK = 200
REFERENCE_LOCK = 20110907


def submit(
    *,
    actor: Actor,
    now: datetime,
    unit_id: int,
    what_happened: str,
    occurred_on: date | None = None,
    occurred_text: str = "",
    affected: str = "",
    may_be_serious: str = "",
    data_astray: str = "",
    done_at_once: str = "",
    attachments: Sequence[Prepared] = (),
    idempotency_key: UUID | None = None,
    draft_id: int | None = None,
) -> Report:
    """Takes a report in, gives it a reference (2025-417) and a day to be assessed by.

    When it may be serious SAS is told at once, and the dataskyddsombud when data may have gone
    astray (27 kap. 5 § SoL, art. 33 GDPR): the reference only.
    `attachments` have been through `files.checks.prepare`. The same `idempotency_key` from the
    same person gives back the report that is there already. Raises NotAllowed, NumbersInText
    and InvalidReport; then nothing is saved.
    """
    require(actor, "report.create")
    today = clock.local_date(now)
    texts = {
        "what_happened": what_happened.strip(),
        "done_at_once": done_at_once.strip(),
        "occurred_text": occurred_text.strip(),
    }
    faults = _faults(texts, occurred_on, today)
    faults += _choice_faults(affected, may_be_serious, data_astray)
    if faults:
        raise InvalidReport(faults)
    stop_numbers(texts)
    stop_numbers({"attachments": "\n".join(item.name for item in attachments)})
    board_id = _board(actor, unit_id, today)
    report = Report(
        board_id=board_id,
        reported_unit_id=unit_id,
        reporter_id=actor.account_id,
        idempotency_key=uuid5(idempotency_key, str(actor.account_id)) if idempotency_key else None,
        received_at=now,
        received_on=today,
        occurred_on=occurred_on,
        affected=affected,
        may_be_serious=may_be_serious,
        data_astray=data_astray,
        **texts,
    )
    report.assess_by = clocks.assess_by(report, today)
    written: list[StoredFile] = []
    try:
        return _take_in(report, actor, now, attachments, draft_id, written)
    except BaseException as error:
        for stored in written:
            files.remove_content(stored)
        if isinstance(error, IntegrityError) and (earlier := _earlier(report)):
            return earlier  # the same form was sent twice at the same moment
        raise


@transaction.atomic
def _take_in(
    report: Report,
    actor: Actor,
    now: datetime,
    attachments: Sequence[Prepared],
    draft_id: int | None,
    written: list[StoredFile],
) -> Report:
    if earlier := _earlier(report):
        return earlier
    register(report, now)
    tell_of_haste(report, now)
    for prepared in attachments:
        stored = files.keep(prepared=prepared, now=now)
        written.append(stored)
        ReportAttachment.objects.create(report=report, file=stored)
    if draft_id is not None:
        ReportDraft.objects.filter(pk=draft_id, account_id=actor.account_id or 0).delete()
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="reports.submit",
        subject=("report", report.pk),
        keys={"attachments": len(written), "unit": report.reported_unit_id},
    )
    return report


def register(report: Report, now: datetime) -> None:
    """Gives a new report its reference and a clock, within the caller's transaction."""
    report.reference = _next_reference(report.received_on.year)
    report.save(force_insert=True)
    ReportUnit.objects.create(report=report, unit_id=report.reported_unit_id)
    searching.index(report)
    clocks.start(report, now)


def _earlier(report: Report) -> Report | None:
    if report.idempotency_key is None:
        return None
    return Report.objects.filter(idempotency_key=report.idempotency_key).first()


def _choice_faults(affected: str, serious: str, astray: str) -> list[Fault]:
    given = (
        ("affected", affected, Affected.values),
        ("may_be_serious", serious, Serious.values),
        ("data_astray", astray, Astray.values),
    )
    return [
        Fault(name, "Välj ett av svaren.")
        for name, value, known in given
        if value and value not in known
    ]


def _faults(texts: dict[str, str], occurred_on: date | None, today: date) -> list[Fault]:
    faults = length_faults({key: texts[key] for key in ("what_happened", "done_at_once")})
    faults += length_faults({"occurred_text": texts["occurred_text"]}, MAX_LINE)
    if not texts["what_happened"]:
        faults.append(Fault("what_happened", "Berätta kort vad som hände."))
    if occurred_on and occurred_on > today:
        faults.append(Fault("occurred_on", "Dagen har inte varit än. Välj i dag eller tidigare."))
    if occurred_on and occurred_on < today - timedelta(days=365 * 100):
        faults.append(Fault("occurred_on", "Dagen ligger för långt tillbaka. Kontrollera året."))
    return faults


def _board(actor: Actor, unit_id: int, today: date) -> int:
    """The board of the unit today; a unit elsewhere is as unknown as one that does not exist."""
    tree = tree_on(today)
    board = board_of(tree, unit_id) if unit_id in tree else None
    own = actor.board_ids | {actor.board_id}
    if board is None or not (actor.system or board.id in own):
        raise InvalidReport([Fault("unit", "Välj vilken enhet det gäller.")])
    return board.id


def _next_reference(year: int) -> str:
    """The next free reference of the year. Numbers that came with a file are passed over.

    The update holds the row until the transaction ends, so that nobody gets the same number. Who
    waits for a row on PostgreSQL may be passed by who came later; who waits for a lock is not.
    """
    serialise(REFERENCE_LOCK)
    ReferenceSeries.objects.get_or_create(year=year)
    series = ReferenceSeries.objects.filter(year=year)
    series.update(last=F("last") + 1)
    number: int = series.values_list("last", flat=True).get()
    first = number
    while True:
        block = {reference(year, value): value for value in range(number, number + _BLOCK)}
        taken = set(Report.objects.filter(reference__in=block).values_list("reference", flat=True))
        free = next((value for text, value in block.items() if text not in taken), None)
        if free is not None:
            break
        number += _BLOCK
    if free != first:
        series.update(last=free)
    return reference(year, free)
