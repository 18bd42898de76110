"""Freezing: from now on text, figures and files stay as they are."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hjulet.annual_report import assembly, building
from hjulet.annual_report.access import DECIDE, require_on
from hjulet.annual_report.kinds import EditionStatus
from hjulet.annual_report.models import Edition, FrozenFigure, Section
from hjulet.annual_report.operations.common import found, locked, record, require_state
from hjulet.annual_report.operations.faults import StaleSection
from hjulet.annual_report.sources import FrozenSource, LiveSource, scope_of
from hjulet.documents import stored
from hjulet.documents.build import FORMATS, build
from hjulet.figures.types import Figure
from hjulet.organisation.types import Actor

TRIES = 3


@dataclass(frozen=True)
class _Prepared:
    """All that a freeze stores, made before anything is locked."""

    versions: Mapping[int, int]
    figures: Mapping[tuple[str, str], Figure]
    files: Mapping[str, bytes]


def freeze(*, actor: Actor, now: datetime, edition_id: int) -> Edition:
    """Stores every Figure that the text uses and builds the files; nothing changes afterwards.

    Counting and building take seconds and are done outside the lock. If somebody saved
    meanwhile it is done again; StaleSection when that happens each time.
    Raises sources.BadReference when a figure of the text cannot be counted.
    """
    edition = found(edition_id)
    require_on(actor, DECIDE, edition.board_id)
    require_state(edition, "freeze")
    for _ in range(TRIES):
        prepared = _prepare(edition, now)
        with transaction.atomic():
            edition = locked(edition_id)
            require_state(edition, "freeze")
            if _versions(edition) == prepared.versions:
                return _store(edition, prepared, actor, now)
    raise StaleSection(edition.sections.order_by("-saved_at")[0])


def _prepare(edition: Edition, now: datetime) -> _Prepared:
    sections = list(edition.sections.order_by("order"))
    source = LiveSource(scope_of(edition), now)
    for section in sections:
        for _, key, params in assembly.references(stored.parse(section.body)):
            source.figure(key, params)
    # Read back from JSON, so that the files are built from exactly what is stored.
    figures = {
        name: Figure.from_json(json.loads(json.dumps(figure.as_json())))
        for name, figure in source.seen.items()
    }
    edition.frozen_at = now
    document = assembly.of_edition(edition, source=FrozenSource(figures), sections=sections)
    return _Prepared(
        versions={section.pk: section.version for section in sections},
        figures=figures,
        files=build(document, FORMATS),
    )


def _versions(edition: Edition) -> dict[int, int]:
    return dict(Section.objects.filter(edition=edition).values_list("pk", "version"))


def _store(edition: Edition, prepared: _Prepared, actor: Actor, now: datetime) -> Edition:
    FrozenFigure.objects.bulk_create(
        FrozenFigure(
            edition=edition, key=key, params=params, figure=figure.as_json(), counted_at=now
        )
        for (key, params), figure in prepared.figures.items()
    )
    Edition.objects.filter(pk=edition.pk).update(
        status=EditionStatus.FROZEN, frozen_at=now, frozen_by_id=actor.account_id
    )
    edition.refresh_from_db()
    building.store(edition, prepared.files)
    record(actor, now, "freeze", edition.pk, {"figures": len(prepared.figures)})
    return edition
