"""Reports as a kind of record that is disposed of.

Lex Sarah and data breaches are kept by their case and go with it (`dispose_report` with
`case_kind`); a report that is restricted without a case is never proposed, but `unreached` counts
it.
"""

from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from hjulet.kernel import search
from hjulet.organisation.types import Actor
from hjulet.reports import access, searching
from hjulet.reports.kinds import Status
from hjulet.reports.models import Report, ReportCase
from hjulet.reports.operations.disposing import CASE_KINDS, REPORT, dispose_report
from hjulet.reports.queries import investigations_of
from hjulet.retention import record_kinds
from hjulet.retention.queries import Told, tombstone_of
from hjulet.retention.record_kinds import Columns, Gone, RecordKind
from hjulet.ui.format import plural

KIND = REPORT


def register() -> None:
    """Called once when the application starts."""
    record_kinds.register(
        RecordKind(
            key=KIND,
            label="Rapporter",
            noun="rapport",
            definite="rapporten",
            ended="avslutades",
            goes="Det som skrevs i rapporten, bedömningen och utredningen, tillägg, bilagor, "
            "överlämningar och svar, och vem som rapporterade.",
            stays="Typ, enheter, orsaker, kategori och dagar. Därför är alla siffror som förut. "
            "Fynd och åtgärder står också kvar: de har inga personuppgifter.",
            note="En rapport som är lex Sarah eller en personuppgiftsincident gallras med sitt "
            "ärende. En utredning av flera rapporter gallras med den sista av dem.",
            ready=ready,
            visible=visible,
            dispose=dispose,
            address=lambda reference: reverse("report_page", args=[reference]),
            columns=Columns(unit="reported_unit_id"),
            afterwards=lambda: search.forget(searching.TABLE),
            shares=investigations_of,
            unreached=unreached,
        )
    )


def ready() -> QuerySet[Report]:
    """Closed, not gone, without secrecy, and without a case that keeps them."""
    kept = ReportCase.objects.filter(report=OuterRef("pk"), kind__in=list(CASE_KINDS))
    return Report.objects.filter(
        ~Exists(kept), status=Status.CLOSED, restricted=False, disposed_on=None
    )


def unreached(board_id: int) -> str:
    """Closed under secrecy without a case, as old lex Sarah from a file. One query."""
    cases = ReportCase.objects.filter(report=OuterRef("pk"), kind__in=list(CASE_KINDS))
    number = Report.objects.filter(
        ~Exists(cases),
        board_id=board_id,
        status=Status.CLOSED,
        restricted=True,
        disposed_on=None,
    ).count()
    if not number:
        return ""
    count = plural(number, "avslutad rapport", "avslutade rapporter")
    one = number == 1
    return (
        f"{count} med sekretess har inget ärende och gallras därför inte, till exempel äldre lex "
        f"Sarah från en fil. SAS kan öppna {'den' if one else 'dem'} igen och lägga "
        f"{'den' if one else 'dem'} i ett ärende. Då gallras {'den' if one else 'de'} med ärendet."
    )


def visible(actor: Actor) -> QuerySet[Report]:
    """Those that the actor may open."""
    return Report.objects.filter(access.readable(actor))


def dispose(actor: Actor, now: datetime, key: int) -> Gone:
    """One report, for retention."""
    return dispose_report(actor=actor, now=now, report_id=key)


def told_of(report: Report) -> Told | None:
    """What the tombstone of the report says, or that of the case which it went with."""
    if report.disposed_on is None:
        return None
    if own := tombstone_of(KIND, key=report.pk):
        return own
    cases = report.cases.filter(kind__in=list(CASE_KINDS)).order_by("pk")
    for kind, reference in cases.values_list("kind", "reference"):
        if told := tombstone_of(CASE_KINDS[kind], reference=reference):
            return told
    return None
