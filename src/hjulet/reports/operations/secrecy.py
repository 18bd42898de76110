"""What a unit has written about a report that becomes secret is taken from it at once.

OSL (2009:400) 26 kap. 1 §: a report that becomes lex Sarah opens only to SAS. So must what an
investigation says of it, in the same transaction: also when it is investigated with others, has
left the investigation, or is closed already. Nothing is destroyed: what stood is sealed for SAS.
"""

from datetime import datetime

from django.urls import reverse

from hjulet.notices import operations as notices
from hjulet.organisation.types import Actor
from hjulet.reports.investigation_rules import Content
from hjulet.reports.kinds import InvestigationStatus as Status
from hjulet.reports.kinds import InvestigationVerb as Verb
from hjulet.reports.kinds import TypeKind
from hjulet.reports.models import (
    Investigation,
    InvestigationReport,
    Report,
    ReportFinding,
)
from hjulet.reports.operations import cases
from hjulet.reports.operations.investigation_common import (
    finish_step,
    seal,
    write_content,
)
from hjulet.reports.queries.investigated import content_of, current_ids


def set_aside(report: Report, actor: Actor, now: datetime) -> list[int]:
    """Takes the report out of its investigations, and their words from all but SAS.

    An investigation of this report alone becomes secret whole and ends. One of several goes on
    for the others, with empty fields. Called when the report has become secret, in that
    transaction and with the report held. Gives the keys of the investigations.
    """
    links = InvestigationReport.objects.filter(report=report).order_by("investigation_id")
    keys = list(links.values_list("investigation_id", flat=True).distinct())
    for found in Investigation.objects.select_for_update().filter(pk__in=keys).order_by("pk"):
        _set_aside(found, report, actor, now)
    return keys


def _set_aside(found: Investigation, report: Report, actor: Actor, now: datetime) -> None:
    before = current_ids(found.pk)
    # What was learnt goes with the report to the case that takes over.
    for finding_id in found.finding_links.order_by("pk").values_list("finding_id", flat=True):
        ReportFinding.objects.get_or_create(report=report, finding_id=finding_id)
    InvestigationReport.objects.filter(investigation=found, report=report).delete()
    if report.pk in before:
        cases.let_go(now=now, report_id=report.pk, kind=TypeKind.DEVIATION)
    if content_of(found) != Content():
        seal(found, actor, now, before)
    found.versions.update(restricted=True)
    found.steps.update(restricted=True)
    told = "" if found.status == Status.CLOSED else "fortsätter utan en av rapporterna"
    if current_ids(found.pk):
        if found.status != Status.CLOSED:
            found.status, found.done_at = Status.DRAFT, None
        write_content(found, Content(), actor)
    else:
        if told:
            told = "behöver du inte gå vidare med"
            found.closed_at = now
        found.status, found.restricted = Status.CLOSED, True
        found.save()
    if told and found.responsible_id != actor.account_id:
        notices.tell(
            now=now,
            account_ids=[found.responsible_id],
            kind="investigation.set_aside",
            words=f"Utredning {found.reference} {told}",
            path=reverse("investigation_list"),
            once=f"set_aside:{found.pk}:{report.pk}:{found.version}",
        )
    finish_step(found, actor, now, Verb.SET_ASIDE, report_id=report.pk, keys={"report": report.pk})
