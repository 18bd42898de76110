"""Who may read which findings, as conditions on the Finding table.

A released finding holds no personal data and is open to all staff of the board; a draft only to
those who write findings for a unit that it concerns, and to its writer.
"""

from django.db.models import Exists, OuterRef, Q

from hjulet.findings.kinds import Status
from hjulet.findings.links import FindingUnit
from hjulet.organisation.rules import units_for
from hjulet.organisation.types import Actor

NOTHING = Q(pk__in=[])


def readable(actor: Actor) -> Q:
    """The findings whose words the actor may read."""
    if actor.system:
        return Q()
    condition = NOTHING
    if units_for(actor, "finding.read"):
        condition |= Q(status=Status.RELEASED, board_id__in=actor.board_ids)
    return condition | writable(actor)


def writable(actor: Actor) -> Q:
    """The findings that the actor may change and release."""
    if actor.system:
        return Q()
    condition = NOTHING
    if units := units_for(actor, "finding.write"):
        links = FindingUnit.objects.filter(finding=OuterRef("pk"), unit_id__in=units)
        condition |= Q(board_id__in=actor.board_ids) & Q(Exists(links))
        condition |= Q(board_id__in=units)
        if actor.account_id is not None:
            condition |= Q(written_by_id=actor.account_id, board_id__in=actor.board_ids)
    return condition
