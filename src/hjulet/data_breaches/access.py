"""Who may read incidents.

The register is open to its readers in the board. An incident that took up a report under secrecy
(lex Sarah, OSL 2009:400 26 kap.) is open only to those who work with incidents there.
"""

from django.db.models import Exists, OuterRef, Q

from hjulet.data_breaches.links import IncidentReport
from hjulet.organisation.rules import NotAllowed, may, units_for
from hjulet.organisation.types import Actor

NOTHING = Q(pk__in=[])
WORK = "data_breach.work"


def may_work(actor: Actor, board_id: int, unit_id: int) -> bool:
    """Whether the actor works with incidents of the board, or of the part of it where the unit
    stands: management of an administration answers for its own units."""
    if may(actor, WORK, board_id):
        return True
    return board_id in actor.board_ids and may(actor, WORK, unit_id)


def require_work(actor: Actor, board_id: int, unit_id: int) -> None:
    """Raises NotAllowed unless `may_work`."""
    if not may_work(actor, board_id, unit_id):
        raise NotAllowed(WORK)


def restricted() -> Exists:
    """Incidents with a report under secrecy, as the report stands now."""
    return Exists(IncidentReport.objects.filter(incident=OuterRef("pk"), report__restricted=True))


def _of(actor: Actor, *actions: str) -> Q:
    """Those of boards and units where the actor has one of the rights."""
    units = frozenset[int]().union(*(units_for(actor, action) for action in actions))
    if not units:
        return NOTHING
    return Q(board_id__in=units) | Q(board_id__in=actor.board_ids, unit_id__in=units)


def in_register(actor: Actor) -> Q:
    """Incidents of which the actor may know that they exist."""
    return Q() if actor.system else _of(actor, "data_breach.read", WORK)


def readable(actor: Actor) -> Q:
    """Incidents that the actor may open."""
    if actor.system:
        return Q()
    return (in_register(actor) & Q(~restricted())) | _of(actor, WORK)
