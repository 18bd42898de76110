"""Names of the units, types and causes of many reports, one query for each."""

from collections import defaultdict
from collections.abc import Iterable

from hjulet.findings.lists import Cause
from hjulet.kernel.swedish import sort_key
from hjulet.reports.models import DeviationType, ReportCause, ReportType, ReportUnit


def unit_names(report_ids: Iterable[int]) -> dict[int, list[str]]:
    """Report id to the latest names of its units, in Swedish order."""
    rows = ReportUnit.objects.filter(report_id__in=list(report_ids))
    return _gather(rows.values_list("report_id", "unit__name"))


def type_names(report_ids: Iterable[int]) -> dict[int, list[str]]:
    """Report id to the names of its types, in the order of the list of types."""
    rows = ReportType.objects.filter(report_id__in=list(report_ids)).order_by(
        "type__order", "type__name"
    )
    found: dict[int, list[str]] = defaultdict(list)
    for report_id, name in rows.values_list("report_id", "type__name"):
        found[report_id].append(name)
    return found


def cause_names(report_ids: Iterable[int]) -> dict[int, list[str]]:
    """Report id to the names of its causes, in Swedish order."""
    rows = ReportCause.objects.filter(report_id__in=list(report_ids))
    return _gather(rows.values_list("report_id", "cause__name"))


def _gather(rows: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for report_id, name in rows:
        found[report_id].append(name)
    for names in found.values():
        names.sort(key=sort_key)
    return found


def types_by_name() -> dict[str, int]:
    """Every type's id by its name."""
    return dict(DeviationType.objects.values_list("name", "id"))


def causes_by_name() -> dict[str, int]:
    """Every cause's id by its name."""
    return dict(Cause.objects.values_list("name", "id"))
