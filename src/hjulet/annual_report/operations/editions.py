"""Opening, deciding, publishing and discarding an edition."""

import re
from datetime import date, datetime

from django.db import transaction

from hjulet.annual_report import assembly, building, layout
from hjulet.annual_report.access import DECIDE, require_on
from hjulet.annual_report.kinds import EditionStatus, SectionStatus
from hjulet.annual_report.models import Edition, Section
from hjulet.annual_report.operations.common import found, locked, record, require_state, sound_title
from hjulet.annual_report.operations.faults import (
    AddressTaken,
    BadAddress,
    BadDecision,
    NotABoard,
    NotDecided,
)
from hjulet.calendar.rules import parse_period
from hjulet.documents.build import FORMATS, build
from hjulet.kernel.identity_numbers import in_words, persons
from hjulet.kernel.locks import serialise
from hjulet.organisation.queries import board_of, tree_during
from hjulet.organisation.types import Actor

EDITION_LOCK = 20110905  # numbers and addresses are given out one at a time
ADDRESS = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@transaction.atomic
def open_edition(
    *, actor: Actor, now: datetime, template: str, period_key: str, unit_id: int, title: str = ""
) -> Edition:
    """A new draft from a template for a unit (usually the board) and a period.

    Raises layout.UnknownTemplate, calendar.rules.UnknownPeriod, NotABoard, NotAllowed, BadTitle.
    """
    plan = layout.template(template)
    period = parse_period(period_key)
    units = tree_during(period.first, period.last)
    board = board_of(units, unit_id) if unit_id in units else None
    if board is None:
        raise NotABoard(unit_id)
    require_on(actor, DECIDE, board.id)
    serialise(EDITION_LOCK)
    edition = Edition.objects.create(
        board_id=board.id,
        unit_id=unit_id,
        template=plan.key,
        title=sound_title(title or "Kvalitetsberättelse"),
        period_key=period.key,
        number=_next_number(board.id, unit_id, plan.key, period.key),
        opened_at=now,
        opened_by_id=actor.account_id,
    )
    Section.objects.bulk_create(
        Section(
            edition=edition,
            key=item.key,
            order=order,
            level=item.level,
            title=item.title,
            body=item.body,
        )
        for order, item in enumerate(plan.sections, start=1)
    )
    record(actor, now, "open", edition.pk, {"period": period.key, "template": plan.key})
    return edition


@transaction.atomic
def open_next(*, actor: Actor, now: datetime, edition_id: int) -> Edition:
    """A new draft that starts with the texts of a frozen edition; that one stays as it is."""
    serialise(EDITION_LOCK)
    old = locked(edition_id)
    require_on(actor, DECIDE, old.board_id)
    require_state(old, "open_next")
    edition = Edition.objects.create(
        board_id=old.board_id,
        unit_id=old.unit_id,
        template=old.template,
        title=old.title,
        period_key=old.period_key,
        number=_next_number(old.board_id, old.unit_id, old.template, old.period_key),
        previous=old,
        opened_at=now,
        opened_by_id=actor.account_id,
    )
    Section.objects.bulk_create(
        Section(
            edition=edition,
            key=section.key,
            order=section.order,
            level=section.level,
            title=section.title,
            body=section.body,
            status=SectionStatus.UNDER_WAY,
            responsible_id=section.responsible_id,
        )
        for section in old.sections.order_by("order")
    )
    record(actor, now, "open", edition.pk, {"from": old.pk})
    return edition


@transaction.atomic
def rename_edition(*, actor: Actor, now: datetime, edition_id: int, title: str) -> Edition:
    """Another title for a draft. Raises BadTitle, NotInThisState, NotAllowed."""
    edition = locked(edition_id)
    require_on(actor, DECIDE, edition.board_id)
    require_state(edition, "rename")
    edition.title = sound_title(title)
    Edition.objects.filter(pk=edition.pk).update(title=edition.title)
    record(actor, now, "rename", edition.pk, {})
    return edition


def decide(
    *, actor: Actor, now: datetime, edition_id: int, dnr: str, paragraph: str, on: date
) -> Edition:
    """Notes the board's decision on a frozen edition; the files are built again with it.

    They are built before the lock is taken: building takes seconds, and others save meanwhile.
    Raises BadDecision, NotInThisState, NotAllowed.
    """
    edition = found(edition_id)
    require_on(actor, DECIDE, edition.board_id)
    require_state(edition, "decide")
    for field, text in (("dnr", dnr), ("paragraph", paragraph)):
        if named := persons(text):
            raise BadDecision(field, f"Här står {in_words(named)}. Ta bort det.")
    decision = {
        "decision_dnr": dnr.strip(),
        "decision_paragraph": paragraph.strip(),
        "decided_on": on,
    }
    for name, value in decision.items():
        setattr(edition, name, value)
    files = build(assembly.of_edition(edition), FORMATS)
    with transaction.atomic():
        edition = locked(edition_id)
        require_state(edition, "decide")
        Edition.objects.filter(pk=edition.pk).update(**decision)
        edition.refresh_from_db()
        building.store(edition, files)
        record(actor, now, "decide", edition.pk, {"on": on.isoformat()})
    return edition


@transaction.atomic
def publish(*, actor: Actor, now: datetime, edition_id: int, slug: str) -> Edition:
    """Gives the decided edition its public address. The same once more changes nothing.

    Raises AddressTaken, BadAddress, NotDecided, NotInThisState.
    """
    serialise(EDITION_LOCK)
    edition = locked(edition_id)
    require_on(actor, DECIDE, edition.board_id)
    if edition.status == EditionStatus.PUBLISHED and edition.slug == slug:
        return edition
    require_state(edition, "publish")
    if edition.decided_on is None:
        raise NotDecided(edition_id)
    if len(slug) > 120 or not ADDRESS.fullmatch(slug) or persons(slug):
        raise BadAddress(slug)
    if Edition.objects.filter(slug=slug).exclude(pk=edition.pk).exists():
        raise AddressTaken(slug)
    Edition.objects.filter(pk=edition.pk).update(
        status=EditionStatus.PUBLISHED,
        slug=slug,
        published_at=now,
        published_by_id=actor.account_id,
    )
    edition.refresh_from_db()
    record(actor, now, "publish", edition.pk, {"address": slug})
    return edition


@transaction.atomic
def discard(*, actor: Actor, now: datetime, edition_id: int) -> None:
    """Throws a draft away."""
    edition = locked(edition_id)
    require_on(actor, DECIDE, edition.board_id)
    require_state(edition, "discard")
    edition.delete()
    record(actor, now, "discard", edition_id, {})


def _next_number(board_id: int, unit_id: int, template: str, period_key: str) -> int:
    last = (
        Edition.objects.filter(
            board_id=board_id, unit_id=unit_id, template=template, period_key=period_key
        )
        .order_by("-number")
        .values_list("number", flat=True)
        .first()
    )
    return (last or 0) + 1
