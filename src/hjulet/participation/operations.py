"""Verbs of participation. Atomic, one journal event, refused by name."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from hjulet.findings import queries as findings
from hjulet.improvements import queries as improvements
from hjulet.journal import operations as journal
from hjulet.kernel import clock
from hjulet.kernel.free_text import Fault, Invalid, length_faults, stop_numbers
from hjulet.organisation.rules import require
from hjulet.organisation.types import Actor
from hjulet.participation.models import Meeting, MeetingItem

MOST = 500
MAX_NOTE = 4000


@transaction.atomic
def note_meeting(
    *,
    actor: Actor,
    now: datetime,
    unit_id: int,
    held_on: date,
    participants: int,
    note: str = "",
    finding_ids: Collection[int] = (),
    measure_ids: Collection[int] = (),
) -> Meeting:
    """Notes that the unit has talked about what it learnt (SOSFS 2011:9 6 kap.).

    Findings and measures that the actor may not see are left out. Raises NotAllowed, Invalid,
    NumbersInText.
    """
    require(actor, "meeting.note", unit_id)
    note = note.strip()
    faults = length_faults({"note": note}, MAX_NOTE)
    if held_on > clock.local_date(now):
        faults.append(Fault("held_on", "Dagen har inte varit än. Välj i dag eller tidigare."))
    elif Meeting.objects.filter(unit_id=unit_id, held_on=held_on).exists():
        faults.append(Fault("held_on", "Träffen den dagen är redan noterad. Välj en annan dag."))
    if not 1 <= participants <= MOST:
        faults.append(Fault("participants", f"Skriv ett antal mellan 1 och {MOST}."))
    if faults:
        raise Invalid(faults)
    stop_numbers({"note": note})
    meeting = Meeting.objects.create(
        unit_id=unit_id,
        held_on=held_on,
        participants=participants,
        note=note,
        noted_at=now,
        noted_by_id=actor.account_id,
    )
    seen = [one.id for one in findings.briefs(actor, finding_ids) if one.released]
    measures = improvements.known(actor, measure_ids)
    MeetingItem.objects.bulk_create(
        [
            *(MeetingItem(meeting=meeting, finding_id=key) for key in seen),
            *(MeetingItem(meeting=meeting, measure_id=key) for key in measures),
        ]
    )
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="participation.note_meeting",
        subject=("meeting", meeting.pk),
        keys={"unit": unit_id, "findings": len(seen), "measures": len(measures)},
    )
    return meeting
