"""Lists that a municipality may edit: the tree of causes, and themes. Nothing is deleted, since
reports and findings speak of it: what is no longer used is switched off."""

from datetime import datetime
from typing import Any, Literal

from django.db import IntegrityError, transaction

from hjulet.findings.lists import Cause, Theme
from hjulet.findings.operations.faults import AlreadyListed
from hjulet.journal import operations as journal
from hjulet.kernel.free_text import Fault, Invalid, stop_numbers
from hjulet.kernel.swedish import fold
from hjulet.organisation.rules import require
from hjulet.organisation.types import Actor

Listed = Literal["cause", "theme"]
Row = Cause | Theme
_MODELS: dict[str, type[Row]] = {"cause": Cause, "theme": Theme}
LIMIT = 120


@transaction.atomic
def add_cause(*, actor: Actor, now: datetime, name: str, parent_id: int | None = None) -> Cause:
    """A new cause, last under its heading or by itself.

    One that others stand under is a heading and can no longer be chosen. Raises NotAllowed,
    Invalid (two levels), AlreadyListed (in any case), NumbersInText.
    """
    require(actor, "lists.edit")
    if parent_id is not None and Cause.objects.get(pk=parent_id).parent_id is not None:
        raise Invalid([Fault("parent", "Välj en rubrik som inte själv står under en annan.")])
    row = Cause(name=_checked("cause", name, None), parent_id=parent_id)
    _save(row)
    _note("findings.add_cause", actor, now, "cause", row, {"parent": parent_id})
    return row


@transaction.atomic
def add_theme(*, actor: Actor, now: datetime, name: str) -> Theme:
    """A new theme. Raises NotAllowed, Invalid, AlreadyListed (in any case), NumbersInText."""
    require(actor, "lists.edit")
    row = Theme(name=_checked("theme", name, None))
    _save(row)
    _note("findings.add_theme", actor, now, "theme", row)
    return row


@transaction.atomic
def rename_cause(*, actor: Actor, now: datetime, cause_id: int, name: str) -> Cause:
    """Gives a cause another name. Raises as `add_cause`, and Cause.DoesNotExist."""
    return _rename("cause", actor, now, cause_id, name)  # type: ignore[return-value]


@transaction.atomic
def rename_theme(*, actor: Actor, now: datetime, theme_id: int, name: str) -> Theme:
    """Gives a theme another name. Raises as `add_theme`, and Theme.DoesNotExist."""
    return _rename("theme", actor, now, theme_id, name)  # type: ignore[return-value]


@transaction.atomic
def set_active(*, actor: Actor, now: datetime, listed: Listed, row_id: int, active: bool) -> Row:
    """Switches a row on or off for what is written from now on; what is written keeps it."""
    require(actor, "lists.edit")
    row = _locked(listed, row_id)
    row.active = active
    row.save(update_fields=["active"])
    _note("findings.set_active", actor, now, listed, row, {"active": active})
    return row


def _rename(listed: Listed, actor: Actor, now: datetime, row_id: int, name: str) -> Row:
    require(actor, "lists.edit")
    row = _locked(listed, row_id)
    row.name = _checked(listed, name, row_id)
    _save(row)
    _note(f"findings.rename_{listed}", actor, now, listed, row)
    return row


def _locked(listed: Listed, row_id: int) -> Row:
    return _MODELS[listed]._default_manager.select_for_update().get(pk=row_id)


def _save(row: Row) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise AlreadyListed(row.name) from error


def _checked(listed: Listed, name: str, row_id: int | None) -> str:
    """The name with single spaces; refused when empty, too long or there already in any case."""
    name = " ".join(name.split())
    if not name:
        raise Invalid([Fault("name", "Skriv ett namn.")])
    if len(name) > LIMIT:
        raise Invalid([Fault("name", f"Namnet får vara högst {LIMIT} tecken långt.")])
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
    keys: dict[str, Any] | None = None,
) -> None:
    journal.record(
        actor_id=actor.account_id, now=now, verb=verb, subject=(listed, row.pk), keys=keys
    )
