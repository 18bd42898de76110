"""A finding is written, changed, tied to its sources, released and corrected."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction

from hjulet.calendar.operations import next_reference
from hjulet.findings import searching, sources
from hjulet.findings.kinds import Origin, QualityArea, Status, Weight
from hjulet.findings.models import Cause, Finding, FindingUnit, Theme
from hjulet.findings.operations import texts as words
from hjulet.findings.operations.faults import UnknownSource, WrongStatus
from hjulet.journal import operations as journal
from hjulet.kernel import clock
from hjulet.kernel.free_text import Fault, Invalid
from hjulet.organisation.queries import board_of, tree_during
from hjulet.organisation.rules import NotAllowed, may
from hjulet.organisation.types import Actor

GONE = "Valet finns inte längre. Välj ett av dem som står i listan."
Source = tuple[str, int]


@transaction.atomic
def write(
    *,
    actor: Actor,
    now: datetime,
    title: str,
    text: str = "",
    theme_id: int | None = None,
    cause_id: int | None = None,
    quality_area: str = "",
    requirement: str = "",
    weight: int = Weight.NOTICEABLE,
    unit_ids: Collection[int] = (),
    source: Source | None = None,
    origin: str | None = None,
    found_on: date | None = None,
    board_id: int | None = None,
) -> Finding:
    """A draft, tied to its source (kind, key) in the same transaction when there is one.

    Origin, day and board follow from the source when they are not given; without a source they
    are OTHER, today and the board of the units. The actor must have the right for one of the
    units, or for the board. Raises NotAllowed, Invalid, NumbersInText, UnknownSource.
    """
    info = _source(actor, source) if source else None
    units = set(unit_ids)
    board = _board(board_id or (info.board_id if info else None), units)
    _require(actor, board, units)
    values = {
        "theme_id": theme_id, "cause_id": cause_id, "quality_area": quality_area,
        "weight": weight,
        "origin": origin or (info.origin if info else Origin.OTHER),
        "found_on": found_on or (info.found_on if info else clock.local_date(now)),
    }  # fmt: skip
    given = {"title": title, "text": text, "requirement": requirement}
    clean = _checked(given, values, units, board, clock.local_date(now))
    finding = Finding.objects.create(
        reference=next_reference("finding", clock.local_date(now).year),
        board_id=board,
        written_at=now,
        written_by_id=actor.account_id,
        **values,
        **clean,
    )
    FindingUnit.objects.bulk_create(
        FindingUnit(finding=finding, unit_id=key) for key in sorted(units)
    )
    searching.index(finding)
    if source and info:
        _room(source).link(actor, now, finding.pk, source[1])
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="findings.write",
        subject=("finding", finding.pk),
        keys={"units": sorted(units), "source": source[0] if source else ""},
    )
    return finding


@transaction.atomic
def change(
    *,
    actor: Actor,
    now: datetime,
    finding_id: int,
    title: str,
    text: str,
    theme_id: int | None,
    cause_id: int | None,
    quality_area: str,
    requirement: str,
    weight: int,
    unit_ids: Collection[int],
    origin: str,
    found_on: date,
) -> Finding:
    """Changes a draft. Raises NotAllowed, WrongStatus, Invalid, NumbersInText."""
    finding = draft(actor, finding_id)
    units = set(unit_ids)
    _require(actor, finding.board_id, units)
    values = {
        "theme_id": theme_id, "cause_id": cause_id, "quality_area": quality_area,
        "weight": weight, "origin": origin, "found_on": found_on,
    }  # fmt: skip
    given = {"title": title, "text": text, "requirement": requirement}
    today = clock.local_date(now)
    clean = _checked(given, values, units, finding.board_id, today, before=finding)
    for name, value in (values | clean).items():
        setattr(finding, name, value)
    finding.save()
    finding.unit_links.exclude(unit_id__in=units).delete()
    _add_units(finding, units)
    searching.index(finding)
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="findings.change",
        subject=("finding", finding.pk),
        keys={"units": sorted(units)},
    )
    return finding


@transaction.atomic
def discard(*, actor: Actor, now: datetime, finding_id: int) -> None:
    """Throws a draft away; its sources stay. Raises NotAllowed, WrongStatus."""
    finding = draft(actor, finding_id)
    finding.delete()
    searching.forget(finding_id)
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="findings.discard",
        subject=("finding", finding_id),
    )


@transaction.atomic
def tie(
    *,
    actor: Actor,
    now: datetime,
    finding_id: int,
    source: Source,
    kept: Collection[str] = (),
) -> Finding:
    """Ties one more source to the finding; twice is once.

    Whoever writes findings in the board may do it, and the units of the source where she has that
    right become units of the finding. The words of a released finding are compared with the new
    source as well: `kept` are those that name nobody.
    Raises NotAllowed, UnknownSource, UnansweredNames, Invalid (a source of another board).
    """
    finding = Finding.objects.select_for_update().get(pk=finding_id)
    if not Finding.objects.filter(pk=finding_id).visible_to(actor).exists():
        raise NotAllowed("finding.read")
    info = _source(actor, source)
    if info.board_id != finding.board_id:
        raise Invalid([Fault("source", "Källan hör till en annan nämnd. Skriv ett eget fynd.")])
    own = {key for key in info.unit_ids if may(actor, "finding.write", key)}
    if not own and not may(actor, "finding.write", finding.board_id):
        raise NotAllowed("finding.write")
    if finding.status == Status.RELEASED:
        open_texts = {"title": finding.title, "text": finding.text, "r": finding.requirement}
        words.answered(open_texts, info.texts, kept=kept, removed=())
    _room(source).link(actor, now, finding.pk, source[1])
    _add_units(finding, own & tree_during(date.min, date.max).below(finding.board_id))
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="findings.tie",
        subject=("finding", finding.pk),
        keys={"source": source[0], "kept": len(set(kept))},
    )
    return finding


def draft(actor: Actor, finding_id: int) -> Finding:
    """The draft, locked, for who may write it. Raises NotAllowed, WrongStatus."""
    finding = writable(actor, finding_id)
    if finding.status != Status.DRAFT:
        raise WrongStatus(finding.status)
    return finding


def writable(actor: Actor, finding_id: int) -> Finding:
    """The finding, locked, for who may write it. Raises NotAllowed."""
    finding = Finding.objects.select_for_update().get(pk=finding_id)
    if not Finding.objects.filter(pk=finding_id).writable_by(actor).exists():
        raise NotAllowed("finding.write")
    return finding


def _room(source: Source) -> sources.SourceRoom:
    room = sources.room(source[0])
    if room is None:
        raise UnknownSource(source[0])
    return room


def _source(actor: Actor, source: Source) -> sources.SourceInfo:
    info = _room(source).find(actor, source[1])
    if info is None:
        raise UnknownSource(source[0])
    return info


def _board(board_id: int | None, units: set[int]) -> int:
    """The board that is named, or that of the units. Raises Invalid without any."""
    if board_id is not None:
        return board_id
    tree = tree_during(date.min, date.max)
    for unit_id in sorted(units):
        if unit_id in tree and (board := board_of(tree, unit_id)):
            return board.id
    raise Invalid([Fault("units", "Välj minst en enhet som fyndet gäller.")])


def _require(actor: Actor, board_id: int, units: set[int]) -> None:
    if not any(may(actor, "finding.write", key) for key in (board_id, *units)):
        raise NotAllowed("finding.write")


def _checked(
    given: dict[str, str],
    values: dict[str, Any],
    units: set[int],
    board_id: int,
    today: date,
    before: Finding | None = None,
) -> dict[str, str]:
    clean, faults = words.checked(given)
    if not clean["title"]:
        faults.append(Fault("title", "Skriv fyndet i en mening."))
    faults += words.day_fault(values["found_on"], today)
    if not units:
        faults.append(Fault("units", "Välj minst en enhet som fyndet gäller."))
    elif units - tree_during(date.min, date.max).below(board_id):
        faults.append(Fault("units", "Enheten finns inte i nämnden. Välj en annan."))
    for field, model, there in (
        ("theme", Theme.objects.all(), before.theme_id if before else None),
        ("cause", Cause.objects.choosable(), before.cause_id if before else None),
    ):
        key = values[f"{field}_id"]
        if key is not None and key != there and not model.filter(pk=key, active=True).exists():
            faults.append(Fault(field, GONE))
    for field, choices in (("weight", Weight), ("origin", Origin)):
        if values[field] not in choices.values:
            faults.append(Fault(field, GONE))
    if values["quality_area"] and values["quality_area"] not in QualityArea.values:
        faults.append(Fault("quality_area", GONE))
    if faults:
        raise Invalid(faults)
    return clean


def _add_units(finding: Finding, units: Collection[int]) -> None:
    there = set(finding.unit_links.values_list("unit_id", flat=True))
    FindingUnit.objects.bulk_create(
        FindingUnit(finding=finding, unit_id=key) for key in sorted(set(units) - there)
    )
