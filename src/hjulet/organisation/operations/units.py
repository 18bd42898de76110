"""Adding, changing, moving and ending units. History is kept as placements with a period."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from hjulet.journal import operations as journal
from hjulet.kernel.swedish import fold, sort_key
from hjulet.organisation import followers
from hjulet.organisation.models import Placement, Unit
from hjulet.organisation.operations.faults import (
    NameTaken,
    NotFound,
    NotThere,
    ParentNotThere,
    StillStands,
    WrongLevel,
    WrongPeriod,
    stop_persons,
)
from hjulet.organisation.queries import names
from hjulet.organisation.rules import (
    covers,
    day_after,
    day_before,
    may_stand_under,
    overlap,
    require,
)
from hjulet.organisation.types import Actor

Span = tuple[date | None, date | None]


@transaction.atomic
def add_unit(
    *,
    actor: Actor,
    now: datetime,
    name: str,
    kind: str,
    parent_id: int | None,
    valid_from: date | None = None,
    valid_to: date | None = None,
    service_area: str = "",
    legal_basis: str = "",
) -> Unit:
    """Adds a unit to the tree. An empty day means "as long as what it stands under".

    Raises NotAllowed, WrongPeriod, WrongLevel, ParentNotThere, NumberOfPerson, NameTaken.
    """
    require(actor, "organisation.edit")
    span = (valid_from, valid_to)
    _check_order(span)
    _check_parent(kind, parent_id, span)
    name = " ".join(name.split())
    stop_persons(name=name, service_area=service_area, legal_basis=legal_basis)
    _check_name(name, parent_id, span, unit_id=None)
    unit = Unit.objects.create(kind=kind, name=name)
    placement = Placement.objects.create(
        unit=unit,
        name=name,
        parent_id=parent_id,
        service_area=service_area.strip(),
        legal_basis=legal_basis.strip(),
        valid_from=valid_from,
        valid_to=valid_to,
    )
    followers.tree_changed(valid_from)
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="organisation.add_unit",
        subject=("unit", unit.pk),
        keys={"placement": placement.pk, "parent": parent_id},
    )
    return unit


@transaction.atomic
def change_unit(
    *,
    actor: Actor,
    now: datetime,
    unit_id: int,
    name: str,
    service_area: str = "",
    legal_basis: str = "",
    from_day: date | None = None,
) -> Placement:
    """Gives the unit another name, area or legal basis.

    With `from_day` the old words stay for the time before; without it the latest placement is
    corrected, since it was wrong all along.
    Raises NotAllowed, NotFound, NotThere, NumberOfPerson, NameTaken.
    """
    require(actor, "organisation.edit")
    unit = _unit(unit_id)
    name = " ".join(name.split())
    old = _latest(unit) if from_day is None else _standing(unit, from_day)
    start = old.valid_from if from_day is None else from_day
    stop_persons(name=name, service_area=service_area, legal_basis=legal_basis)
    _check_name(name, old.parent_id, (start, old.valid_to), unit_id=unit.pk)
    placement = _split(old, from_day)
    placement.name = name
    placement.service_area = service_area.strip()
    placement.legal_basis = legal_basis.strip()
    placement.save()
    _keep_latest_name(unit)
    followers.tree_changed(start)
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="organisation.change_unit",
        subject=("unit", unit.pk),
        keys={"placement": placement.pk, "from": str(from_day or "")},
    )
    return placement


@transaction.atomic
def move_unit(
    *, actor: Actor, now: datetime, unit_id: int, parent_id: int | None, from_day: date
) -> Placement:
    """Moves the unit, with all below it, under another from a day; before it stands where it stood.

    Since a unit always stands under one of a higher level, no circle can arise.
    Raises NotAllowed, NotFound, NotThere, WrongLevel, ParentNotThere, NameTaken.
    """
    require(actor, "organisation.edit")
    unit = _unit(unit_id)
    old = _standing(unit, from_day)
    span = (from_day, old.valid_to)
    _check_parent(unit.kind, parent_id, span)
    _check_name(old.name, parent_id, span, unit_id=unit.pk)
    placement = _split(old, from_day)
    placement.parent_id = parent_id
    placement.save()
    followers.tree_changed(from_day)
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="organisation.move_unit",
        subject=("unit", unit.pk),
        keys={"placement": placement.pk, "parent": parent_id, "from": str(from_day)},
    )
    return placement


@transaction.atomic
def end_unit(
    *, actor: Actor, now: datetime, unit_id: int, last_day: date, with_below: bool = False
) -> int:
    """Ends the unit after `last_day`; with `with_below` also all under it. Returns how many ended.

    What was planned for later falls away. Raises NotAllowed, NotFound, NotThere, StillStands.
    """
    require(actor, "organisation.edit")
    unit = _unit(unit_id)
    _standing(unit, last_day)
    below = _standing_below(unit.pk, last_day)
    if below and not with_below:
        raise StillStands(sorted(names(below).values(), key=sort_key))
    ids = [unit.pk, *below]
    after = Q(valid_from__isnull=False, valid_from__gt=last_day)
    Placement.objects.filter(after, unit_id__in=ids).delete()
    Placement.objects.filter(
        Q(valid_to__isnull=True) | Q(valid_to__gt=last_day), unit_id__in=ids
    ).update(valid_to=last_day)
    followers.tree_changed(day_after(last_day))
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="organisation.end_unit",
        subject=("unit", unit.pk),
        keys={"units": sorted(ids), "last_day": str(last_day)},
    )
    return len(ids)


def _unit(unit_id: int) -> Unit:
    unit = Unit.objects.filter(pk=unit_id).first()
    if unit is None:
        raise NotFound(f"unit {unit_id}")
    return unit


def _latest(unit: Unit) -> Placement:
    placements = sorted(unit.placements.all(), key=lambda item: item.valid_from or date.min)
    if not placements:
        raise NotThere("from_day", "Enheten har ingen plats i organisationen.")
    return placements[-1]


def _standing(unit: Unit, day: date) -> Placement:
    placement = Placement.objects.on(day).filter(unit=unit).first()
    if placement is None:
        raise NotThere("from_day", "Enheten fanns inte den dagen. Välj en dag då den fanns.")
    return placement


def _split(old: Placement, from_day: date | None) -> Placement:
    """The placement to change: `old` itself, or a copy that begins on `from_day`."""
    if from_day is None or old.valid_from == from_day:
        return old
    copy = Placement(
        unit_id=old.unit_id,
        name=old.name,
        parent_id=old.parent_id,
        service_area=old.service_area,
        legal_basis=old.legal_basis,
        valid_from=from_day,
        valid_to=old.valid_to,
    )
    old.valid_to = day_before(from_day)
    old.save(update_fields=["valid_to"])
    return copy


def _keep_latest_name(unit: Unit) -> None:
    unit.name = _latest(unit).name
    unit.save(update_fields=["name"])


def _check_order(span: Span) -> None:
    if span[0] and span[1] and span[1] < span[0]:
        raise WrongPeriod("valid_to", "Sista dagen ligger före den första.")


def _check_parent(kind: str, parent_id: int | None, span: Span) -> None:
    parent = _unit(parent_id) if parent_id is not None else None
    if not may_stand_under(kind, parent.kind if parent else None):
        raise WrongLevel(
            "parent",
            "Nämnden står överst. Lämna fältet tomt."
            if parent is not None and kind == "board"
            else "Välj något som är större: nämnd, förvaltning, avdelning, enhet, team.",
        )
    if parent is None:
        return
    spans = list(Placement.objects.filter(unit=parent).values_list("valid_from", "valid_to"))
    if not covers(spans, span):
        raise ParentNotThere("parent", f"{parent.name} finns inte under hela den tiden.")


def _check_name(name: str, parent_id: int | None, span: Span, *, unit_id: int | None) -> None:
    """Two of the same name under the same unit could never be told apart in a file or a table."""
    beside = Placement.objects.filter(parent_id=parent_id)
    if unit_id is not None:
        beside = beside.exclude(unit_id=unit_id)
    for other, first, last in beside.values_list("name", "valid_from", "valid_to"):
        if fold(other) == fold(name) and overlap((first, last), span):
            raise NameTaken("name", f"Det finns redan något som heter {other} på samma ställe.")


def _standing_below(unit_id: int, last_day: date) -> list[int]:
    """Everything that would stand under the unit on some day after `last_day`."""
    found: list[int] = []
    waiting = [unit_id]
    while waiting:
        children = (
            Placement.objects.filter(
                Q(valid_to__isnull=True) | Q(valid_to__gt=last_day), parent_id__in=waiting
            )
            .exclude(unit_id__in=[unit_id, *found])
            .values_list("unit_id", flat=True)
            .distinct()
        )
        waiting = list(children)
        found.extend(waiting)
    return found
