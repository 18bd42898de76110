"""Who may open which cases, as conditions on the Case table.

OSL (2009:400) 26 kap. 1 § and 8 kap. 1 §: only those who need it. SAS of the board, those whom
SAS has made investigators, and the one who is to decide. Nobody else: not the manager of the
unit, the quality team or the one who runs the system.
"""

from django.db.models import Exists, OuterRef, Q

from hjulet.lex_sarah.links import Investigator
from hjulet.organisation.rules import units_for
from hjulet.organisation.types import Actor

NOTHING = Q(pk__in=[])


def manageable(actor: Actor) -> Q:
    """Cases whose SAS the actor is."""
    if actor.system:
        return Q()
    units = units_for(actor, "lex_sarah.work")
    return Q(board_id__in=units) if units else NOTHING


def writable(actor: Actor) -> Q:
    """Cases that the actor investigates: as SAS, or because SAS has let her in."""
    return manageable(actor) | _investigated_by(actor)


def readable(actor: Actor) -> Q:
    """Cases that the actor may open."""
    condition = writable(actor)
    if not actor.system and actor.account_id is not None:
        # The case follows the task: who no longer decides for the unit no longer reads it.
        units = units_for(actor, "lex_sarah.decide")
        if units:
            condition |= Q(decider_id=actor.account_id, unit_id__in=units)
    return condition


def _investigated_by(actor: Actor) -> Q:
    if actor.account_id is None or not actor.board_ids:
        return NOTHING
    own = Investigator.objects.filter(
        case=OuterRef("pk"), account_id=actor.account_id, withdrawn_at__isnull=True
    )
    return Q(Exists(own), board_id__in=actor.board_ids)
