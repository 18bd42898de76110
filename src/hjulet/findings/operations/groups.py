"""Findings that say the same thing are put in a group, so that it shows how often it comes back."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from hjulet.findings import sources
from hjulet.findings.models import Finding, FindingGroup
from hjulet.findings.operations import texts as words
from hjulet.findings.operations.writing import writable
from hjulet.journal import operations as journal
from hjulet.kernel.free_text import Fault, Invalid
from hjulet.kernel.swedish import fold
from hjulet.organisation.rules import NotAllowed
from hjulet.organisation.types import Actor


@transaction.atomic
def group(
    *,
    actor: Actor,
    now: datetime,
    finding_id: int,
    name: str,
    also: Collection[int] = (),
) -> FindingGroup:
    """Puts the finding, and those in `also` that the actor may read, in the group of that name.

    A group that the board does not have is made. The name stands open, so it may share no name
    with a source of the findings. Raises NotAllowed, Invalid, NumbersInText.
    """
    finding = writable(actor, finding_id)
    clean, faults = words.checked({"name": " ".join(name.split())})
    name = clean["name"]
    if not name:
        faults.append(Fault("name", "Skriv vad gruppen ska heta."))
    if faults:
        raise Invalid(faults)
    wanted = set(also) - {finding_id}
    others = Finding.objects.visible_to(actor).filter(pk__in=wanted, board=finding.board_id)
    keys = sorted(others.values_list("pk", flat=True))
    if len(keys) != len(wanted):
        raise NotAllowed("finding.read")
    texts = [text for key in (finding_id, *keys) for text in sources.texts_of(key)]
    if shared := words.shared([name], texts):
        quoted = " och ".join(f"”{one.word}”" for one in shared)
        raise Invalid([Fault("name", f"Välj ett namn utan {quoted}. Det står också i en källa.")])
    made = _named(finding.board_id, name) or FindingGroup.objects.create(
        board_id=finding.board_id, name=name, made_at=now, made_by_id=actor.account_id
    )
    left = _groups_of([finding_id, *keys]) - {made.pk}
    Finding.objects.filter(pk__in=[finding_id, *keys]).update(group=made)
    _drop_empty(left)
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="findings.group",
        subject=("finding_group", made.pk),
        keys={"findings": [finding_id, *keys]},
    )
    return made


@transaction.atomic
def ungroup(*, actor: Actor, now: datetime, finding_id: int) -> None:
    """Takes the finding out of its group; a group that holds none is gone. Raises NotAllowed."""
    finding = writable(actor, finding_id)
    left = _groups_of([finding_id])
    Finding.objects.filter(pk=finding.pk).update(group=None)
    _drop_empty(left)
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="findings.ungroup",
        subject=("finding", finding.pk),
        keys={"group": finding.group_id},
    )


def _named(board_id: int, name: str) -> FindingGroup | None:
    rows = FindingGroup.objects.select_for_update().filter(board=board_id).order_by("pk")
    return next((row for row in rows if fold(row.name) == fold(name)), None)


def _groups_of(finding_ids: Collection[int]) -> set[int]:
    rows = Finding.objects.filter(pk__in=finding_ids, group__isnull=False)
    return set(rows.values_list("group_id", flat=True))


def _drop_empty(group_ids: set[int]) -> None:
    FindingGroup.objects.filter(pk__in=group_ids, findings__isnull=True).delete()
