"""That a unit met and talked about what had been learnt (SOSFS 2011:9 6 kap. 2-3 §§)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from hjulet.findings.queries.learning import released_ids
from hjulet.improvements.queries.learning import readable_ids
from hjulet.journal import operations as journal
from hjulet.kernel import clock
from hjulet.kernel.free_text import Fault, Invalid, stop_numbers
from hjulet.organisation.queries import tree_on
from hjulet.organisation.rules import require
from hjulet.organisation.types import Actor
from hjulet.participation.models import Meeting, MeetingItem
from hjulet.participation.rules import faults_of


@transaction.atomic
def note_meeting(
    *,
    actor: Actor,
    now: datetime,
    unit_id: int,
    held_on: date,
    participants: int,
    note: str = "",
    finding_ids: Iterable[int] = (),
    measure_ids: Iterable[int] = (),
) -> Meeting:
    """Notes that the unit met that day, how many they were and what they concluded.

    `finding_ids` and `measure_ids` are what was talked about; those that the actor may not read
    are left out. Raises NotAllowed, Invalid (also when the day is noted already), NumbersInText.
    """
    require(actor, "meeting.note", unit_id)
    note = note.strip()
    faults = faults_of(
        held_on=held_on, participants=participants, note=note, today=clock.local_date(now)
    )
    if not faults and unit_id not in tree_on(held_on):
        faults.append(Fault("held_on", "Enheten fanns inte den dagen. Välj en annan dag."))
    if faults:
        raise Invalid(faults)
    stop_numbers({"note": note})
    meeting, made = Meeting.objects.get_or_create(
        unit_id=unit_id,
        held_on=held_on,
        defaults={
            "participants": participants,
            "note": note,
            "noted_at": now,
            "noted_by_id": actor.account_id,
        },
    )
    if not made:
        raise Invalid([Fault("held_on", "Träffen den dagen är redan noterad. Välj en annan dag.")])
    findings = released_ids(actor, finding_ids)
    measures = readable_ids(actor, measure_ids)
    MeetingItem.objects.bulk_create(
        [MeetingItem(meeting=meeting, finding_id=pk) for pk in findings]
        + [MeetingItem(meeting=meeting, measure_id=pk) for pk in measures]
    )
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="participation.note_meeting",
        subject=("meeting", meeting.pk),
        keys={
            "unit": unit_id,
            "participants": participants,
            "findings": len(findings),
            "measures": len(measures),
        },
    )
    return meeting
