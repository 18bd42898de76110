"""Writing in a section: save, restore, who writes it, and whether it is done."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from hjulet.annual_report import assembly, queries
from hjulet.annual_report.access import DECIDE, WRITE, require_on
from hjulet.annual_report.kinds import SectionStatus
from hjulet.annual_report.models import Edition, Section, SectionVersion
from hjulet.annual_report.operations.common import locked, record, require_state, sound_title
from hjulet.annual_report.operations.faults import StaleSection, UnknownWriter
from hjulet.annual_report.sources import source_for
from hjulet.organisation.types import Actor

# Saves by one person within this time share a row of history.
SAME_SITTING = timedelta(minutes=10)


def save_section(
    *, actor: Actor, now: datetime, section_id: int, version: int, body: Mapping[str, Any]
) -> Section:
    """Saves the text when nobody else has saved since `version`; keeps what stood before.

    Raises StaleSection, NotInThisState, NotAllowed, stored.StoredFormError.
    """
    section = _found(section_id)
    require_on(actor, WRITE, section.edition.board_id)
    require_state(section.edition, "write")
    # Before the lock, and only what is new: counting a figure takes longer than saving a text.
    assembly.check_text(body, source_for(section.edition), already=section.body)
    return _write(actor, now, section_id, version, body, sitting=True)


def restore_section(
    *, actor: Actor, now: datetime, section_id: int, version: int, from_version: int
) -> Section:
    """An earlier text becomes the newest version; all versions stay. Raises as `save_section`.

    SectionVersion.DoesNotExist when there is no such earlier text.
    """
    section = _found(section_id)
    require_on(actor, WRITE, section.edition.board_id)
    require_state(section.edition, "write")
    earlier = SectionVersion.objects.get(section_id=section_id, version=from_version)
    assembly.check_text(earlier.body, source_for(section.edition), already=section.body)
    return _write(actor, now, section_id, version, earlier.body, sitting=False)


@transaction.atomic
def rename_section(*, actor: Actor, now: datetime, section_id: int, title: str) -> Section:
    """Another heading for a section of a draft. Raises BadTitle, NotInThisState, NotAllowed."""
    section = _locked(section_id)
    require_on(actor, DECIDE, section.edition.board_id)
    require_state(section.edition, "rename")
    section.title = sound_title(title)
    Section.objects.filter(pk=section_id).update(title=section.title)
    record(actor, now, "rename_section", section.edition_id, {"section": section.pk})
    return section


@transaction.atomic
def set_section_status(
    *, actor: Actor, now: datetime, section_id: int, status: SectionStatus
) -> Section:
    """Says that a section is done, or under way again."""
    section = _locked(section_id)
    require_on(actor, WRITE, section.edition.board_id)
    require_state(section.edition, "write")
    Section.objects.filter(pk=section_id).update(status=status)
    section.status = status
    record(
        actor,
        now,
        "set_section_status",
        section.edition_id,
        {"section": section.pk, "to": str(status)},
    )
    return section


@transaction.atomic
def assign_section(
    *, actor: Actor, now: datetime, section_id: int, account_id: int | None
) -> Section:
    """Says who writes a section; it lands on her work list. Raises UnknownWriter.

    Whoever decides on the report hands out its sections; a writer may take one herself.
    """
    section = _locked(section_id)
    board_id = section.edition.board_id
    own = account_id is not None and account_id == actor.account_id
    require_on(actor, WRITE if own else DECIDE, board_id)
    require_state(section.edition, "write")
    if account_id is not None and account_id not in {one.pk for one in queries.writers(board_id)}:
        raise UnknownWriter(account_id)
    Section.objects.filter(pk=section_id).update(responsible_id=account_id)
    section.responsible_id = account_id
    record(
        actor,
        now,
        "assign_section",
        section.edition_id,
        {"section": section.pk, "to": account_id},
    )
    return section


def _found(section_id: int) -> Section:
    return Section.objects.select_related("edition", "edition__unit", "edition__board").get(
        pk=section_id
    )


def _locked(section_id: int) -> Section:
    """The section with its edition held: it cannot freeze before the transaction ends."""
    edition_id = Section.objects.values_list("edition_id", flat=True).get(pk=section_id)
    edition: Edition = locked(edition_id)
    section = Section.objects.get(pk=section_id)
    section.edition = edition
    return section


@transaction.atomic
def _write(
    actor: Actor,
    now: datetime,
    section_id: int,
    version: int,
    body: Mapping[str, Any],
    *,
    sitting: bool,
) -> Section:
    section = _locked(section_id)
    require_state(section.edition, "write")
    if section.version != version:
        raise StaleSection(section)
    _keep_start(section)
    section.version += 1
    section.body = dict(body)
    section.saved_at = now
    section.saved_by_id = actor.account_id
    if section.status == SectionStatus.NOT_STARTED:
        section.status = SectionStatus.UNDER_WAY
    section.save(update_fields=["version", "body", "saved_at", "saved_by", "status"])
    _keep_history(section, actor, now, sitting=sitting)
    record(
        actor,
        now,
        "change_section" if sitting else "restore_section",
        section.edition_id,
        {"section": section.pk, "version": section.version},
    )
    return section


def _keep_start(section: Section) -> None:
    """The text that the section started with is the first row of its history."""
    if section.version == 1:
        SectionVersion.objects.get_or_create(
            section=section,
            version=1,
            defaults={
                "body": section.body,
                "saved_at": section.edition.opened_at,
                "saved_by_id": section.edition.opened_by_id,
            },
        )


def _keep_history(section: Section, actor: Actor, now: datetime, *, sitting: bool) -> None:
    latest = section.history.order_by("-version").first()
    if (
        sitting
        and latest is not None
        and latest.version > 1
        and latest.saved_by_id == actor.account_id
        and now - latest.saved_at < SAME_SITTING
    ):
        SectionVersion.objects.filter(pk=latest.pk).update(
            version=section.version, body=section.body
        )
        return
    SectionVersion.objects.create(
        section=section,
        version=section.version,
        body=section.body,
        saved_at=now,
        saved_by_id=actor.account_id,
    )
