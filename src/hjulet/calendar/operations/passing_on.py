"""What somebody answered for by her role goes to those who hold it now."""

from datetime import datetime

from django.db import transaction

from hjulet.calendar.models import Clock
from hjulet.calendar.operations.clocks import anew
from hjulet.organisation.kinds import Role
from hjulet.organisation.queries import Directory


@transaction.atomic
def pass_on(now: datetime, directory: Directory) -> int:
    """Starts the clocks of people who have left the role anew, for all who hold it. Gives how many.

    Only clocks that name both somebody and a role: those of lex Sarah cases and data breaches,
    which nobody else may open (OSL (2009:400) 26 kap. 1 §). To remind her would help no one, and
    tell her of them. SAS may let others of the board investigate or decide: who has a role there
    that is not staff keeps hers. What is left without anybody in the role goes to management,
    unless it is secret: then it stays. One query when there are none.
    """
    named = Clock.objects.filter(ended_at__isnull=True, responsible__isnull=False).exclude(role="")
    count = 0
    for one in named.select_for_update().order_by("pk"):
        holders = directory.holders({one.role}, one.unit_id)
        management = directory.holders({Role.ADMINISTRATION_LEAD}, one.unit_id)
        # One whose account is closed is known to the work list and to chasing.
        left = directory.active - holders - _in_board(one.board_id, directory)
        if one.responsible_id not in left or not (holders or (management and not one.confidential)):
            continue
        role = one.role if holders else Role.ADMINISTRATION_LEAD
        anew(one, now, role=role, responsible_id=None)
        count += 1
    return count


def _in_board(board_id: int, directory: Directory) -> frozenset[int]:
    """Those with a role that is not staff, somewhere in the board or above it."""
    tree = directory.tree
    inside = tree.below(board_id) | {node.id for node in tree.ancestors(board_id)}
    return frozenset(
        account
        for (role, unit_id), accounts in directory.at.items()
        if unit_id in inside and role != Role.STAFF
        for account in accounts
    )
