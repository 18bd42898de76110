"""Who may hand reports over, and what the verbs of handing over ask of every text."""

from collections.abc import Collection, Sequence

from hjulet.kernel.free_text import Fault, length_faults, stop_numbers
from hjulet.organisation.rules import NotAllowed
from hjulet.organisation.types import Actor
from hjulet.reports.kinds import HandoverKind
from hjulet.reports.models import Handover, Investigation, InvestigationReport, Report
from hjulet.reports.operations.faults import InvalidReport
from hjulet.reports.operations.investigation_common import readable, require_investigates
from hjulet.reports.queries.investigated import may_write


def may_hand_over(actor: Actor, report_ids: Collection[int]) -> bool:
    """Whether the actor could hand the reports over, or note an answer. A few queries."""
    reports = list(Report.objects.filter(pk__in=list(report_ids)).order_by("pk"))
    try:
        found = investigation_of(reports, hold=False)
        return bool(reports) and all(require_hands(actor, one, found) for one in reports)
    except (NotAllowed, InvalidReport):
        return False


def require_hands(actor: Actor, report: Report, found: Investigation | None) -> list[int]:
    """The units of the report that the actor may hand over from. Raises NotAllowed."""
    if found is None:
        return require_investigates(actor, report)
    if not may_write(actor, found) or not readable(actor, report.pk):
        raise NotAllowed("report.investigate")
    return list(report.unit_links.order_by("pk").values_list("unit_id", flat=True))


def investigation_of(reports: Sequence[Report], *, hold: bool = True) -> Investigation | None:
    """The one investigation of the reports, held; None when none is. Raises InvalidReport when
    they are not in the same."""
    links = InvestigationReport.objects.filter(report__in=reports, left_at__isnull=True)
    keys = list(links.order_by("pk").values_list("investigation_id", flat=True))
    if not keys:
        return None
    if len(set(keys)) > 1 or len(keys) != len(reports):
        raise InvalidReport([Fault("text", "Lämna över en utredning i taget.")])
    rows = Investigation.objects.select_for_update() if hold else Investigation.objects.all()
    found: Investigation = rows.get(pk=keys[0])
    return found


def receiver(row: Handover) -> str:
    """Who got it, in words."""
    if row.kind == HandoverKind.EXTERNAL:
        return row.body
    unit = row.to_unit if row.kind == HandoverKind.UNIT else row.to_board
    return unit.name if unit else ""


def needed(text: str, field: str, ask: str, limit: int | None = None) -> list[Fault]:
    faults = length_faults({field: text}, limit) if limit else length_faults({field: text})
    return faults or ([] if text else [Fault(field, ask)])


def check(faults: list[Fault], texts: dict[str, str]) -> None:
    if faults:
        raise InvalidReport(faults)
    stop_numbers(texts)
