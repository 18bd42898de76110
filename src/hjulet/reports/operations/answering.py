"""What another board, or somebody outside, answered to what was handed over."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from hjulet.journal import operations as journal
from hjulet.kernel import clock
from hjulet.kernel.free_text import Fault, length_faults
from hjulet.organisation.types import Actor
from hjulet.reports import clocks
from hjulet.reports.kinds import HandoverKind
from hjulet.reports.models import Handover
from hjulet.reports.operations.faults import AlreadyHandedOver
from hjulet.reports.operations.handover_common import (
    check,
    investigation_of,
    needed,
    receiver,
    require_hands,
)
from hjulet.reports.operations.investigation_common import locked_reports


def together_with(row: Handover) -> Q:
    """The rows of one handover: an investigation of several reports leaves one on each."""
    if row.investigation_id is None:
        return Q(pk=row.pk)
    return Q(investigation_id=row.investigation_id, kind=row.kind, at=row.at)


@transaction.atomic
def note_answer(
    *,
    actor: Actor,
    now: datetime,
    handover_id: int,
    answered_on: date,
    answer: str,
    their_reference: str = "",
) -> Handover:
    """What another board, or somebody outside, answered: noted on every report that they were
    told of at the same time, whose own next step it is again to be investigated. Only the first
    answer is noted here.

    Raises NotAllowed, AlreadyHandedOver (answered meanwhile), InvalidReport, NumbersInText.
    """
    row = Handover.objects.exclude(kind=HandoverKind.UNIT).get(pk=handover_id)
    together = Handover.objects.filter(together_with(row)).order_by("pk")
    reports = locked_reports(together.values_list("report_id", flat=True))
    row = Handover.objects.select_related("report").get(pk=handover_id)
    require_hands(actor, row.report, investigation_of([row.report]))
    if row.answered_on is not None:
        raise AlreadyHandedOver(receiver(row))
    texts = {
        "answer": answer.strip(),
        "their_reference": " ".join(their_reference.split()) or row.their_reference,
    }
    faults = needed(texts["answer"], "answer", "Skriv vad de svarade.")
    faults += length_faults({"their_reference": texts["their_reference"]}, 60)
    if not clock.local_date(row.at) <= answered_on <= clock.local_date(now):
        faults.append(
            Fault("answered_on", "Välj en dag mellan den då ni lämnade uppgifterna och i dag.")
        )
    check(faults, texts)
    together.update(answered_on=answered_on, **texts)
    row.refresh_from_db()
    for report in reports:
        clocks.follow(report, now)
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="reports.note_answer",
        subject=("report", row.report_id),
        keys={"handover": row.pk},
    )
    return row
