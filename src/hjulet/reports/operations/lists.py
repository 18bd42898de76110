"""Lists that a municipality may edit: names of types and categories. Nothing is deleted, since
reports speak of it: what is no longer used is switched off."""

from datetime import datetime
from typing import Literal

from django.db import IntegrityError, transaction

from hjulet.journal import operations as journal
from hjulet.kernel.free_text import Fault, stop_numbers
from hjulet.kernel.swedish import fold
from hjulet.organisation.rules import require
from hjulet.organisation.types import Actor
from hjulet.reports.models import Category, DeviationType
from hjulet.reports.operations.faults import AlreadyListed, InvalidReport

Listed = Literal["type", "category"]
Row = DeviationType | Category
_MODELS: dict[str, type[Row]] = {"type": DeviationType, "category": Category}
_LIMITS = {"type": 80, "category": 120}


def rename_type(*, actor: Actor, now: datetime, type_id: int, name: str) -> DeviationType:
    """Gives a type another name; its kind, what it means to the law, never changes."""
    return _rename("type", actor, now, type_id, name)  # type: ignore[return-value]


def rename_category(*, actor: Actor, now: datetime, category_id: int, name: str) -> Category:
    return _rename("category", actor, now, category_id, name)  # type: ignore[return-value]


def add_category(*, actor: Actor, now: datetime, name: str) -> Category:
    """A new category. Raises NotAllowed, InvalidReport, AlreadyListed (in any case)."""
    return _add("category", actor, now, name)  # type: ignore[return-value]


@transaction.atomic
def set_active(*, actor: Actor, now: datetime, listed: Listed, row_id: int, active: bool) -> Row:
    """Switches a row on or off for new assessments; old ones keep it."""
    require(actor, "lists.edit")
    row = _MODELS[listed]._default_manager.select_for_update().get(pk=row_id)
    row.active = active
    row.save(update_fields=["active"])
    _note("reports.set_active", actor, now, listed, row, {"active": active})
    return row


@transaction.atomic
def _rename(listed: Listed, actor: Actor, now: datetime, row_id: int, name: str) -> Row:
    require(actor, "lists.edit")
    model = _MODELS[listed]
    row = model._default_manager.select_for_update().get(pk=row_id)
    row.name = _checked(listed, name, row_id)
    _save(row, model)
    _note(f"reports.rename_{listed}", actor, now, listed, row)
    return row


@transaction.atomic
def _add(listed: Listed, actor: Actor, now: datetime, name: str) -> Row:
    require(actor, "lists.edit")
    model = _MODELS[listed]
    row = model(name=_checked(listed, name, None))
    _save(row, model)
    _note(f"reports.add_{listed}", actor, now, listed, row)
    return row


def _save(row: Row, model: type[Row]) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise AlreadyListed(row.name) from error


def _checked(listed: Listed, name: str, row_id: int | None) -> str:
    """The name with single spaces; refused when empty, too long or there already in any case."""
    name = " ".join(name.split())
    if not name:
        raise InvalidReport([Fault("name", "Skriv ett namn.")])
    if len(name) > _LIMITS[listed]:
        raise InvalidReport(
            [Fault("name", f"Namnet får vara högst {_LIMITS[listed]} tecken långt.")]
        )
    stop_numbers({"name": name})
    others = _MODELS[listed]._default_manager.exclude(pk=row_id or 0).values_list("name", flat=True)
    if any(fold(other) == fold(name) for other in others):
        raise AlreadyListed(name)
    return name


def _note(
    verb: str,
    actor: Actor,
    now: datetime,
    listed: Listed,
    row: Row,
    keys: dict[str, object] | None = None,
) -> None:
    journal.record(
        actor_id=actor.account_id, now=now, verb=verb, subject=(listed, row.pk), keys=keys
    )
