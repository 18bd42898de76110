"""Who may be made responsible for a measure."""

from datetime import date

from hjulet.organisation import queries as organisation
from hjulet.organisation.kinds import Role

_NEVER = frozenset({Role.SYSTEM_ADMIN, Role.BOARD_MEMBER})
MOST_STAFF = 200


def able(board_id: int, on: date, *, also: int | None = None) -> list[tuple[int, str]]:
    """(account, "Name, role") of those who work in the board that day, by name; `also` stays.

    Plain staff are left out where they are very many: then a manager answers. Three queries.
    """
    covered = organisation.tree_on(on).below(board_id)
    accounts = [one for one in organisation.people() if one.is_active or one.pk == also]
    roles = organisation.roles_of([one.pk for one in accounts])
    found: list[tuple[int, str, bool]] = []
    for one in accounts:
        own = [
            role
            for role in roles[one.pk]
            if role.unit_id in covered
            and role.role not in _NEVER
            and (role.valid_from or on) <= on <= (role.valid_to or on)
        ]
        if own or one.pk == also:
            words = Role(own[0].role).label.split(" (")[0] if own else "har slutat"
            unit = own[0].unit if own else None
            place = f", {unit.name}" if unit and unit.pk != board_id else ""
            staff = all(role.role == Role.STAFF for role in own)
            found.append((one.pk, f"{one.name}, {words}{place}", staff and one.pk != also))
    many = sum(staff for _, _, staff in found) > MOST_STAFF
    return [(pk, words) for pk, words, staff in found if not (many and staff)]
