"""What a board decides for itself."""

from datetime import datetime

from django.db import transaction

from hjulet.journal import operations as journal
from hjulet.organisation.kinds import UnitKind
from hjulet.organisation.models import BoardSettings, Unit
from hjulet.organisation.operations.faults import NotFound, NotPossible
from hjulet.organisation.rules import require
from hjulet.organisation.types import Actor


@transaction.atomic
def set_board_settings(
    *,
    actor: Actor,
    now: datetime,
    board_id: int,
    quality_year_starts_in: int,
    small_number_limit: int,
) -> BoardSettings:
    """Sets the board's own choices: first month of the quality year, small numbers.

    How long things may take are Deadlines in `calendar`. Raises NotAllowed, NotFound, NotPossible.
    """
    require(actor, "organisation.edit")
    if not Unit.objects.filter(pk=board_id, kind=UnitKind.BOARD).exists():
        raise NotFound(f"board {board_id}")
    if not 1 <= quality_year_starts_in <= 12:
        raise NotPossible("quality_year_starts_in", "Välj en månad.")
    settings, _ = BoardSettings.objects.update_or_create(
        board_id=board_id,
        defaults={
            "quality_year_starts_in": quality_year_starts_in,
            "small_number_limit": small_number_limit,
        },
    )
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="organisation.set_board_settings",
        subject=("unit", board_id),
        keys={
            "quality_year_starts_in": quality_year_starts_in,
            "small_number_limit": small_number_limit,
        },
    )
    return settings
