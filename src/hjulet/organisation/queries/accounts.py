"""Reading people: who somebody is, her roles, and the accounts by name."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hjulet.journal import queries as journal
from hjulet.kernel import clock
from hjulet.kernel.swedish import fold, sort_key
from hjulet.organisation.kinds import Role, UnitKind
from hjulet.organisation.models import Account, RoleAssignment, Unit
from hjulet.organisation.queries.places import board_of, trees_until
from hjulet.organisation.rules import DEMO_DOMAIN, reading_roles, units_for
from hjulet.organisation.types import Actor, Assignment

# How many days a new reader of reports is shown to those who follow it.
MONTH = 31


def actor_for(account: Account, on: date) -> Actor:
    """Who the account is on that day: roles in force, what they cover, home unit. Two queries.

    A role covers what stands below its unit, and what stood there when it ended: somebody must
    answer for the reports of a unit that is gone (docs/adr/0008).
    """
    tree, ever = trees_until(on)
    everywhere = frozenset(node.id for node in ever.nodes)
    assignments = tuple(
        Assignment(role, unit_id, ever.below(unit_id) if unit_id is not None else everywhere)
        for role, unit_id in RoleAssignment.objects.on(on)
        .filter(account_id=account.pk)
        .order_by("id")
        .values_list("role", "unit_id")
    )
    home = account.home_unit_id
    if home is None or home not in tree:
        home = next((item.unit_id for item in assignments if item.unit_id in tree), None)
    board = board_of(tree, home) if home is not None else None
    department = tree.nearest(home, UnitKind.DEPARTMENT) if home is not None else None
    board_ids = {
        found.id
        for item in assignments
        if item.unit_id is not None and (found := board_of(ever, item.unit_id)) is not None
    }
    return Actor(
        account_id=account.pk,
        name=account.name,
        assignments=assignments,
        home_unit_id=home,
        home_unit_name=tree[home].name if home is not None else "",
        home_department_name=department.name if department else (board.name if board else ""),
        board_id=board.id if board else None,
        board_name=board.name if board else "",
        board_ids=frozenset(board_ids),
    )


def admins_on(day: date) -> set[int]:
    """Accounts that can log in and are systemförvaltare that day."""
    return set(
        RoleAssignment.objects.on(day)
        .filter(role=Role.SYSTEM_ADMIN, account__is_active=True)
        .values_list("account_id", flat=True)
    )


def roles_at(unit_id: int) -> list[RoleAssignment]:
    """Everybody's roles for exactly this unit, newest first, with the person."""
    rows = RoleAssignment.objects.filter(unit_id=unit_id).select_related("account", "unit")
    return sorted(rows, key=_role_order)


def roles_of(account_ids: Iterable[int]) -> dict[int, list[RoleAssignment]]:
    """The roles of each account, those that still hold first. One query."""
    found: dict[int, list[RoleAssignment]] = {key: [] for key in account_ids}
    rows = RoleAssignment.objects.filter(account_id__in=list(found)).select_related("unit")
    for row in sorted(rows, key=_role_order):
        found[row.account_id].append(row)
    return found


@dataclass(frozen=True, slots=True)
class NewReader:
    """Somebody who was given a role that reads reports: by whom, None for the command line."""

    name: str
    role: str
    unit: str
    given_at: datetime
    given_by: str | None


def new_readers(actor: Actor, now: datetime) -> list[NewReader]:
    """The roles that read reports, given in the last month where the actor follows them and not
    ended, newest first. Three queries, none for who follows nothing.
    """
    followed = units_for(actor, "people.follow")
    if not followed:
        return []
    given = {
        json.loads(event.keys)["assignment"]: event
        for event in journal.by_verb(["organisation.give_role"]).filter(
            at__gt=now - timedelta(days=MONTH)
        )
    }
    rows = (
        RoleAssignment.objects.filter(pk__in=given, unit_id__in=followed, role__in=reading_roles())
        .exclude(valid_to__lt=clock.local_date(now))
        .select_related("account", "unit")
    )
    givers = dict(
        Account.objects.filter(pk__in={given[row.pk].actor_id for row in rows}).values_list(
            "pk", "name"
        )
    )
    return [
        NewReader(
            name=row.account.name,
            role=row.get_role_display(),
            unit=row.unit.name if row.unit else "",
            given_at=given[row.pk].at,
            given_by=givers.get(given[row.pk].actor_id or 0),
        )
        for row in sorted(rows, key=lambda row: -given[row.pk].seq)
    ]


def _role_order(row: RoleAssignment) -> tuple[int, int, int]:
    last = row.valid_to or date.max
    return (-last.toordinal(), list(Role).index(Role(row.role)), row.pk)


def people(words: str = "", unit_id: int | None = None) -> list[Account]:
    """Accounts by Swedish name; every word of `words` must begin a word of name or address.

    `unit_id` keeps those who work there. Compared in Python, since SQLite does not fold å, ä, ö.
    """
    rows = Account.objects.select_related("home_unit").order_by("id")
    if unit_id is not None:
        rows = rows.filter(home_unit_id=unit_id)
    wanted = fold(words).split()
    hits = [row for row in rows if _matches(row, wanted)]
    return sorted(hits, key=lambda row: (sort_key(row.name), row.pk))


def _matches(account: Account, wanted: list[str]) -> bool:
    parts = [*fold(account.name).split(), *fold(account.email).replace("@", " ").split()]
    parts.append(fold(account.email))
    return all(any(part.startswith(word) for part in parts) for word in wanted)


def demo_accounts() -> list[tuple[str, str]]:
    """(role in words, e-mail) of the practice accounts, one for each role; see `rules.is_demo`."""
    rows = (
        RoleAssignment.objects.filter(
            account__email__endswith=f"@{DEMO_DOMAIN}", account__is_active=True
        )
        .order_by("id")
        .values_list("role", "account__email", "unit__name")
    )
    first: dict[str, tuple[str, str]] = {}
    for role, email, unit in rows:
        label = Role(role).label.split(" (")[0]
        words = label[:1].upper() + label[1:]
        first.setdefault(role, (f"{words}, {unit}" if unit else words, email))
    return [first[role] for role in Role if role in first]


def is_empty() -> bool:
    """Whether nobody has laid up a unit or an account yet."""
    return not Unit.objects.exists() and not Account.objects.exists()


def actor_by_email(email: str, on: date) -> Actor:
    """The Actor of an account; LookupError when no account has the address."""
    account = Account.objects.filter(email__iexact=email).first()
    if account is None:
        raise LookupError(email)
    return actor_for(account, on)
