"""An investigation is opened, written, said to be done, and given to somebody else."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from hjulet.calendar.operations import next_reference
from hjulet.journal import operations as journal
from hjulet.kernel import clock
from hjulet.kernel.free_text import Fault, stop_numbers
from hjulet.organisation.types import Actor
from hjulet.reports import investigation_clocks
from hjulet.reports.investigation_rules import Content, draft_faults, finish_faults
from hjulet.reports.kinds import InvestigationStatus as Status
from hjulet.reports.kinds import InvestigationVerb as Verb
from hjulet.reports.kinds import TypeKind
from hjulet.reports.models import (
    Investigation,
    InvestigationReport,
    InvestigationVersion,
    Report,
)
from hjulet.reports.operations import cases
from hjulet.reports.operations.faults import InvalidReport, StaleInvestigation
from hjulet.reports.operations.investigation_common import (
    causes_fault,
    finish_step,
    locked,
    locked_reports,
    require_investigates,
    require_write,
    responsible_fault,
    seal,
    write_content,
)
from hjulet.reports.queries.investigated import content_of, current_ids


@transaction.atomic
def open_investigation(
    *,
    actor: Actor,
    now: datetime,
    report_ids: Collection[int],
    unit_id: int | None = None,
    responsible_id: int | None = None,
) -> Investigation:
    """Takes assessed deviations up to be investigated, alone or several together.

    The unit is one of theirs where the actor investigates, and she is responsible, when nothing
    else is given. Raises NotAllowed (also for a report that she does not read whole, or with
    secrecy), WrongStatus, WrongKind, AlreadyTakenUp, InvalidReport.
    """
    reports = locked_reports(report_ids)
    if not reports or len(reports) != len(set(report_ids)):
        raise Report.DoesNotExist
    units = [key for report in reports for key in require_investigates(actor, report)]
    faults = []
    if len({report.board_id for report in reports}) > 1:
        faults.append(Fault("reports", "Välj rapporter från samma nämnd."))
    if unit_id is None:
        places = [report.reported_unit_id for report in reports]
        unit_id = next((key for key in places if key in units), units[0])
    elif unit_id not in units:
        faults.append(Fault("unit", "Välj en enhet som rapporten gäller."))
    responsible_id = responsible_id or actor.account_id
    faults += responsible_fault(responsible_id, unit_id, now)
    if faults or responsible_id is None:
        raise InvalidReport(faults)
    found = Investigation.objects.create(
        reference=next_reference("investigation", clock.local_date(now).year),
        board_id=reports[0].board_id,
        unit_id=unit_id,
        responsible_id=responsible_id,
        opened_at=now,
    )
    for report in reports:
        take_in(found, report, now)
    keys: dict[str, object] = {"reports": [report.pk for report in reports], "unit": unit_id}
    finish_step(found, actor, now, Verb.OPENED, keys=keys)
    return found


def take_in(found: Investigation, report: Report, now: datetime) -> None:
    """The report is investigated there from now on."""
    cases.take_up(
        now=now,
        report_id=report.pk,
        kind=TypeKind.DEVIATION,
        reference=f"utredning {found.reference}",
        path=reverse("investigation_page", args=[found.reference]),
    )
    InvestigationReport.objects.create(investigation=found, report=report)


@transaction.atomic
def save_investigation(
    *,
    actor: Actor,
    now: datetime,
    investigation_id: int,
    content: Content,
    expected: int,
    quietly: bool = False,
) -> Investigation:
    """Saves the draft as it stands, finished or not. `expected` is the version that she saw.

    The same again changes nothing. `quietly`: the page saves while she writes, which is no event
    of its own after the first save. Raises NotAllowed, WrongStep, StaleInvestigation,
    InvalidReport, NumbersInText, Investigation.DoesNotExist.
    """
    found = locked(actor, investigation_id, "save")
    content = _checked(found, actor, now, content, expected)
    if content == content_of(found):
        return found
    first = found.version == 0
    write_content(found, content, actor)
    if first or not quietly:
        journal.record(
            actor_id=actor.account_id,
            now=now,
            verb="reports.save_investigation",
            subject=("investigation", found.pk),
            keys={"version": found.version},
        )
    return found


@transaction.atomic
def finish_investigation(
    *,
    actor: Actor,
    now: datetime,
    investigation_id: int,
    content: Content,
    expected: int,
) -> InvestigationVersion:
    """Says that it is done: what must stand there is asked now, and a copy is sealed.

    Raises as `save_investigation`; then nothing is saved.
    """
    found = locked(actor, investigation_id, "finish")
    content = _checked(found, actor, now, content, expected, done=True)
    write_content(found, content, actor)
    found.status, found.done_at = Status.DONE, now
    found.save(update_fields=["status", "done_at"])
    sealed = seal(found, actor, now, current_ids(found.pk))
    finish_step(found, actor, now, Verb.DONE, keys={"number": sealed.number})
    return sealed


def _checked(
    found: Investigation,
    actor: Actor,
    now: datetime,
    content: Content,
    expected: int,
    *,
    done: bool = False,
) -> Content:
    """What is to be written. Earlier reports that the actor does not read stay as they were."""
    require_write(actor, found)
    if found.version != expected:
        raise StaleInvestigation(found)
    before = content_of(found)
    seen = Report.objects.visible_to(actor).exclude(pk__in=current_ids(found.pk))
    chosen = set(
        seen.filter(pk__in={*content.earlier_ids, *before.earlier_ids}).values_list("pk", flat=True)
    )
    unseen = set(before.earlier_ids) - chosen
    earlier = tuple(unseen | (chosen & set(content.earlier_ids)))
    content = replace(content, earlier_ids=earlier).tidy()
    faults = draft_faults(content, clock.local_date(now))
    faults += causes_fault(content.cause_ids, before.cause_ids)
    if done:
        faults += finish_faults(content)
    if faults:
        raise InvalidReport(faults)
    stop_numbers(content.texts)
    return content


@transaction.atomic
def assign_investigation(
    *, actor: Actor, now: datetime, investigation_id: int, responsible_id: int
) -> Investigation:
    """Somebody else at the unit is responsible, and reads the reports for as long as she is.

    Raises NotAllowed, WrongStep, StaleInvestigation, InvalidReport.
    """
    found = locked(actor, investigation_id, "assign")
    require_write(actor, found)
    faults = responsible_fault(responsible_id, found.unit_id, now)
    if faults:
        raise InvalidReport(faults)
    if responsible_id == found.responsible_id:
        return found
    found.responsible_id = responsible_id
    found.save(update_fields=["responsible"])
    investigation_clocks.new_responsible(found, now)
    finish_step(found, actor, now, Verb.ASSIGNED, keys={"responsible": responsible_id})
    return found
