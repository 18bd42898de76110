"""Background jobs of the import pages. Their arguments are keys; all else is read by the key."""

import csv
import logging
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.contrib.auth import get_user_model
from django_tasks import task

from hjulet.files.tabular_cells import RowFault
from hjulet.files.tabular_faults import TableFault
from hjulet.kernel import clock
from hjulet.organisation.imports.identity import period
from hjulet.organisation.imports.lines import LABELS
from hjulet.organisation.imports.operations import Busy as OrganisationBusy
from hjulet.organisation.imports.operations import Outcome as OrganisationOutcome
from hjulet.organisation.imports.operations import import_organisation
from hjulet.organisation.queries import actor_for, names
from hjulet.organisation.rules import NotAllowed
from hjulet.organisation.types import Actor
from hjulet.reports.imports import store
from hjulet.reports.imports.operations import Busy, import_reports
from hjulet.reports.imports.values import Outcome
from hjulet.reports.kinds import Status
from hjulet.reports.models import DeviationType

SHOWN = 200
log = logging.getLogger(__name__)
_OWN_FAULT = (
    "Det gick inte att läsa in filen. Felet är vårt, och inget är infört. Försök igen. "
    "Säg till den som sköter Hjulet om det händer igen."
)


@task()
def check_upload(key: str) -> None:
    """Checks the file and writes down what it means; changes no report."""
    _work(key, dry_run=True)


@task()
def apply_upload(key: str) -> None:
    """Applies the file, after checking it anew."""
    _work(key, dry_run=False)


@task()
def sweep_uploads() -> None:
    """Removes files older than 24 hours."""
    store.sweep(clock.now())


def _work(key: str, *, dry_run: bool) -> None:
    try:
        upload = store.find(key)
    except store.NoUpload:
        return  # removed by the one who sent it
    try:
        outcome = _run(upload, dry_run=dry_run)
    except (TableFault, Busy, OrganisationBusy) as problem:
        _fail(upload, str(problem))
    except NotAllowed:
        _fail(upload, "Du har inte längre rätt att föra in från fil. Inget är infört.")
    except Exception:
        log.exception("import %s", key)
        _fail(upload, _OWN_FAULT)
    else:
        _note(upload, outcome, applied=not dry_run and outcome.applied)


def _run(upload: store.Upload, *, dry_run: bool) -> Outcome | OrganisationOutcome:
    now = clock.now()
    account = get_user_model().objects.get(pk=upload.account_id)
    actor: Actor = actor_for(account, clock.local_date(now))
    common: dict[str, Any] = {
        "actor": actor,
        "now": now,
        "path": upload.path,
        "sheet": upload.sheet or None,
        "mapping": upload.mapping,
        "dry_run": dry_run,
    }
    if upload.target == "organisation":
        return import_organisation(**common)

    def tell(what: str, done: int, of: int) -> None:
        upload.what, upload.done, upload.of = what, done, of
        upload.beat = clock.now().isoformat()
        upload.save()

    return import_reports(progress=tell, **common)


def _fail(upload: store.Upload, message: str) -> None:
    upload.phase, upload.message = store.FAILED, message
    store.drop_table(upload)
    upload.save()


def _note(upload: store.Upload, outcome: Outcome | OrganisationOutcome, *, applied: bool) -> None:
    upload.result = {
        "rows": outcome.rows,
        "new": outcome.new,
        "changed": outcome.changed,
        "unchanged": outcome.unchanged,
        "kept_count": len(outcome.kept),
        "kept": [_kept(item) for item in outcome.kept[:SHOWN]],
        "fault_count": len(outcome.faults),
        "faults": [[f.row, f.column, f.value, f.message] for f in outcome.faults[:SHOWN]],
        "unused": list(outcome.unused),
        "new_categories": getattr(outcome, "new_categories", []),
        "new_causes": getattr(outcome, "new_causes", []),
        "first": _first(outcome),
    }
    upload.phase = store.DONE if applied else store.CHECKED
    if applied:
        store.drop_table(upload)
    elif outcome.faults:
        _write_faults(upload, outcome.faults)
    upload.save()


def _kept(item: Any) -> list[object]:
    return [item.row, item.value if isinstance(item, RowFault) else item.reference]


def _first(outcome: Outcome | OrganisationOutcome) -> dict[str, Any]:
    """Headings and the first rows as they were understood."""
    if isinstance(outcome, OrganisationOutcome):
        return {
            "headings": ["Namn", "Typ", "Överordnad", "Tid"],
            "rows": [
                [line.name, LABELS[line.kind], line.parent, period(line.span)]
                for line in outcome.first
            ],
        }
    units = names(key for row in outcome.first for key in row.unit_ids)
    types = dict(DeviationType.objects.order_by("id").values_list("id", "name"))
    return {
        "headings": ["Referens", "Inkommen", "Typer", "Enheter", "Status"],
        "rows": [
            [
                row.reference,
                date.isoformat(row.received_on),
                ", ".join(types[key] for key in row.type_ids),
                ", ".join(units[key] for key in row.unit_ids),
                Status(row.status).label,
            ]
            for row in outcome.first
        ],
    }


def _write_faults(upload: store.Upload, faults: Iterable[RowFault]) -> None:
    """All faults as CSV. A value that a spreadsheet would take for a formula is made text."""
    with upload.faults_path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["rad", "kolumn", "värde", "fel"])
        for item in faults:
            value = f"'{item.value}" if item.value[:1] in "=+-@\t" and item.value else item.value
            writer.writerow([item.row, item.column, value, item.message])
