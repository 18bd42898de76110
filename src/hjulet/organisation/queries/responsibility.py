"""Who answers for what at a unit on a day: managers by level, holders of roles, substitutes."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from hjulet.organisation.kinds import Role, UnitKind
from hjulet.organisation.models import Absence, Account, RoleAssignment
from hjulet.organisation.queries.places import board_of, tree_during, trees_until
from hjulet.organisation.rules import may, roles_for
from hjulet.organisation.types import Actor, Tree

# From the unit upward. Lex Sarah and other duties are raised along this line.
MANAGERS = (Role.UNIT_MANAGER, Role.DEPARTMENT_MANAGER, Role.ADMINISTRATION_LEAD)
Levels = tuple[tuple[int, ...], ...]


@dataclass(frozen=True)
class Directory:
    """Who has which role where, and who is away, on one day; for asking about many units.

    `at` holds the accounts by role and exactly that unit; `tree` every unit that has stood until
    the day, since somebody answers for what came from a unit that is gone (docs/adr/0008).
    """

    tree: Tree
    at: dict[tuple[str, int], tuple[int, ...]]
    active: frozenset[int]
    away: dict[int, int | None]

    def holders(self, roles: Collection[str], unit_id: int) -> frozenset[int]:
        """Active accounts with one of the roles for the unit or for something above it."""
        return frozenset(
            account
            for node in self.tree.ancestors(unit_id)
            for role in roles
            for account in self.at.get((role, node.id), ())
        )

    def nearest(self, roles: Collection[str], unit_id: int) -> tuple[int, ...]:
        """Those among the holders whose role is held nearest to the unit; () when nobody is."""
        for node in self.tree.ancestors(unit_id):
            found = {one for role in roles for one in self.at.get((role, node.id), ())}
            if found:
                return tuple(sorted(found))
        return ()

    def managers_above(self, unit_id: int) -> Levels:
        """Account ids level by level from the unit; a level without anybody is left out."""
        levels = (self.nearest((role,), unit_id) for role in MANAGERS)
        return tuple(level for level in levels if level)

    def data_protection(self, unit_id: int, board_id: int) -> tuple[Role, int]:
        """Who answers for a personal data breach at the unit, and where: (role, unit).

        The dataskyddsombud, and management where there is none. At the administration (or the
        board) and not at the unit, so that what is late is raised to those who may work with it.
        """
        above = self.tree.nearest(unit_id, UnitKind.ADMINISTRATION)
        place = above.id if above is not None else board_id
        officer = Role.DATA_PROTECTION_OFFICER
        return officer if self.holders({officer}, place) else Role.ADMINISTRATION_LEAD, place

    def is_here(self, account_id: int) -> bool:
        """Whether the account is active and not away."""
        return account_id in self.active and account_id not in self.away

    def substitute_for(self, account_id: int) -> int | None:
        """Who stands in for somebody who is away and can herself be reached; else None."""
        substitute = self.away.get(account_id)
        return substitute if substitute is not None and self.is_here(substitute) else None


def boards_for(actor: Actor, action: str) -> frozenset[int]:
    """The boards where a role of the actor gives a right that holds for the whole board.

    The head of an administration covers what stands below it, but answers for its board too. Not
    meaningful for the system actor. No query for who has one board, one for others.
    """
    if not may(actor, action):
        return frozenset()
    if len(actor.board_ids) <= 1:
        return actor.board_ids
    ever, roles = tree_during(date.min, date.max), roles_for(action)
    found = (
        board_of(ever, item.unit_id)
        for item in actor.assignments
        if item.role in roles and item.unit_id is not None and item.unit_id in ever
    )
    return frozenset(board.id for board in found if board is not None)


def directory(on: date) -> Directory:
    """Four queries, however many units and people there are."""
    _, ever = trees_until(on)
    at: dict[tuple[str, int], tuple[int, ...]] = defaultdict(tuple)
    rows = (
        RoleAssignment.objects.on(on)
        .filter(account__is_active=True, unit__isnull=False)
        .order_by("id")
        .values_list("role", "unit_id", "account_id")
    )
    for role, unit_id, account_id in rows:
        at[role, unit_id] += (account_id,)
    active = Account.objects.filter(is_active=True).order_by("id").values_list("pk", flat=True)
    return Directory(ever, dict(at), frozenset(active), away_on(on))


def away_on(day: date) -> dict[int, int | None]:
    """Those who are away that day, with their substitutes (None without one). One query."""
    rows = Absence.objects.filter(first__lte=day, last__gte=day).order_by("id")
    return dict(rows.values_list("account_id", "substitute_id"))


def units_with(roles: Collection[str], on: date) -> frozenset[int]:
    """The units that somebody with one of the roles answers for that day, with those below."""
    rows = RoleAssignment.objects.on(on).filter(
        role__in=roles, account__is_active=True, unit__isnull=False
    )
    _, ever = trees_until(on)
    found: set[int] = set()
    for unit_id in rows.order_by("id").values_list("unit_id", flat=True):
        if unit_id not in found and unit_id in ever:
            found |= ever.below(unit_id)
    return frozenset(found)


def managers_above(unit_id: int, on: date) -> Levels:
    """Active managers of the unit level by level: enhetschef, avdelningschef, ledning."""
    return directory(on).managers_above(unit_id)


def holders(roles: Collection[str], unit_id: int, on: date) -> frozenset[int]:
    """Active accounts whose role covers the unit that day."""
    return directory(on).holders(roles, unit_id)


def substitute_for(account_id: int, day: date) -> int | None:
    """Who stands in for her that day: active and not away herself. None when she is here."""
    found = away_on(day)
    substitute = found.get(account_id)
    if substitute is None or substitute in found:
        return None
    return substitute if Account.objects.filter(pk=substitute, is_active=True).exists() else None


def substituting(account_id: int, day: date) -> frozenset[int]:
    """Those who are away that day and have her as substitute. One query."""
    return frozenset(key for key, stands_in in away_on(day).items() if stands_in == account_id)


def is_here(account_id: int, day: date) -> bool:
    """Whether the account can log in and is not away that day."""
    active = Account.objects.filter(pk=account_id, is_active=True).exists()
    return active and account_id not in away_on(day)


def absences_of(account_id: int, today: date) -> list[Absence]:
    """Her absences that are not over, the first one first, with the substitutes."""
    rows = Absence.objects.filter(account_id=account_id, last__gte=today)
    return list(rows.select_related("substitute").order_by("first", "id"))


def may_substitute(account_id: int, on: date) -> list[Account]:
    """The active accounts of the same board as hers, without herself; sorted by `people`' order.

    The board of an account is that of its home unit or, without one, of its roles.
    """
    tree = tree_during(on, on)
    boards: dict[int, set[int]] = defaultdict(set)
    accounts = list(Account.objects.filter(is_active=True).order_by("name", "id"))
    places = [(one.pk, one.home_unit_id) for one in accounts]
    places += RoleAssignment.objects.on(on).order_by("id").values_list("account_id", "unit_id")
    for key, unit_id in places:
        if unit_id is not None and (board := board_of(tree, unit_id)) is not None:
            boards[key].add(board.id)
    return [one for one in accounts if one.pk != account_id and boards[one.pk] & boards[account_id]]
