"""How many are employed in each unit, a year at a time."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from hjulet.journal import operations as journal
from hjulet.organisation.models import Headcount
from hjulet.organisation.operations.faults import WrongHeadcount
from hjulet.organisation.queries import headcounts, staffed, tree_during
from hjulet.organisation.rules import FIRST_YEAR, LAST_YEAR, MOST_EMPLOYEES, require
from hjulet.organisation.types import Actor


@transaction.atomic
def set_headcounts(
    *, actor: Actor, now: datetime, year: int, employees: Mapping[int, int | None]
) -> int:
    """Sets the number of employees of units, by id; None takes the number away.

    Units that are not named keep theirs. Returns how many changed; when none did, nothing is
    written. Raises NotAllowed, WrongHeadcount (its `field` is "unit-7", or "year").
    """
    require(actor, "organisation.edit")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise WrongHeadcount("year", f"Välj ett år mellan {FIRST_YEAR} och {LAST_YEAR}.")
    standing = {node.id for node in staffed(tree_during(date(year, 1, 1), date(year, 12, 31)))}
    before = headcounts(year)
    changed: dict[int, int | None] = {}
    for unit_id, number in employees.items():
        if unit_id not in standing:
            raise WrongHeadcount(f"unit-{unit_id}", f"Enheten fanns inte under {year}.")
        if number is not None and not 1 <= number <= MOST_EMPLOYEES:
            raise WrongHeadcount(f"unit-{unit_id}", "Skriv minst 1, eller lämna fältet tomt.")
        if number != before.get((unit_id, year)):
            changed[unit_id] = number
    for unit_id, number in sorted(changed.items()):
        if number is None:
            Headcount.objects.filter(unit_id=unit_id, year=year).delete()
        else:
            Headcount.objects.update_or_create(
                unit_id=unit_id, year=year, defaults={"employees": number}
            )
    if changed:
        journal.record(
            actor_id=actor.account_id,
            now=now,
            verb="organisation.set_headcounts",
            subject=("year", year),
            keys={
                "units": sorted(changed),
                "before": [before.get((unit_id, year)) for unit_id in sorted(changed)],
                "after": [changed[unit_id] for unit_id in sorted(changed)],
            },
        )
    return len(changed)
