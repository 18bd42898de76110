"""The words of the two scales. The numbers 1-4 are fixed, since rules and figures go by them."""

from datetime import datetime

from django.db import transaction

from hjulet.journal import operations as journal
from hjulet.kernel.free_text import Fault, length_faults, stop_numbers
from hjulet.organisation.rules import require
from hjulet.organisation.types import Actor
from hjulet.reports.models import ScaleStep
from hjulet.reports.operations.faults import InvalidReport

LIMITS = {"name": 60, "description": 300}


@transaction.atomic
def change_scale_step(
    *, actor: Actor, now: datetime, step_id: int, name: str, description: str
) -> ScaleStep:
    """Other words for a step. Raises NotAllowed, InvalidReport, NumbersInText,
    ScaleStep.DoesNotExist."""
    require(actor, "lists.edit")
    row = ScaleStep.objects.select_for_update().get(pk=step_id)
    texts = {"name": " ".join(name.split()), "description": " ".join(description.split())}
    faults = [
        fault
        for field, text in texts.items()
        for fault in length_faults({field: text}, LIMITS[field])
    ]
    if not texts["name"]:
        faults.append(Fault("name", "Skriv ett namn."))
    if faults:
        raise InvalidReport(faults)
    stop_numbers(texts)
    row.name, row.description = texts["name"], texts["description"]
    row.save(update_fields=["name", "description"])
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="reports.change_scale_step",
        subject=("scale_step", row.pk),
    )
    return row
