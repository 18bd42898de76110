"""Which records may go: asked of the room that has them, by the columns it has named."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from hjulet.retention.record_kinds import RecordKind


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that is closed and that nothing needs any more."""

    key: int
    reference: str
    unit_id: int
    started_on: date
    ended_on: date


def due(
    kind: RecordKind, board_id: int, ended_by: date, limit: int, without: Collection[int] = ()
) -> list[Candidate]:
    """Those that ended that day or earlier, the oldest first. One query."""
    names = kind.columns
    rows = _due(kind, board_id, ended_by, without).order_by(names.ended, "pk")
    return [Candidate(*row) for row in rows.values_list("pk", *_columns(kind))[:limit]]


def count_due(
    kind: RecordKind, board_id: int, ended_by: date, without: Collection[int] = ()
) -> int:
    """How many there are. One query."""
    return int(_due(kind, board_id, ended_by, without).count())


def earliest(kind: RecordKind, board_id: int) -> date | None:
    """The day that the oldest of them ended. One query."""
    found: date | None = (
        kind.ready()
        .filter(**{kind.columns.board: board_id})
        .order_by(kind.columns.ended)
        .values_list(kind.columns.ended, flat=True)
        .first()
    )
    return found


def as_it_stands(kind: RecordKind, key: int) -> Candidate | None:
    """The record now; None when it may not go, or is gone. One query."""
    row = kind.ready().filter(pk=key).values_list("pk", *_columns(kind)).first()
    return Candidate(*row) if row else None


def find(kind: RecordKind, board_id: int, reference: str) -> int | None:
    """The key of a record of the board, also one that is not closed yet. One query."""
    rows = kind.ready().model._default_manager.filter(
        **{kind.columns.reference: reference.strip(), kind.columns.board: board_id}
    )
    found: int | None = rows.order_by("pk").values_list("pk", flat=True).first()
    return found


def has_any(kind: RecordKind, board_id: int) -> bool:
    """Whether the board has a record of the kind at all, also one that is gone. One query."""
    rows = kind.ready().model._default_manager.filter(**{kind.columns.board: board_id})
    return bool(rows.exists())


def readable(kind: RecordKind, actor: Any, keys: Iterable[int]) -> frozenset[int]:
    """Of these keys those that the actor may open. One query."""
    rows = kind.visible(actor).filter(pk__in=list(keys)).order_by("pk")
    return frozenset(rows.values_list("pk", flat=True))


def _columns(kind: RecordKind) -> tuple[str, ...]:
    names = kind.columns
    return (names.reference, names.unit, names.started, names.ended)


def _due(kind: RecordKind, board_id: int, ended_by: date, without: Collection[int]) -> Any:
    names = kind.columns
    rows = kind.ready().filter(**{names.board: board_id, f"{names.ended}__lte": ended_by})
    return rows.exclude(pk__in=list(without)) if without else rows
