"""What the log control gets to know of reports and of lists that were taken out: no content."""

import json
from collections.abc import Collection, Mapping
from datetime import datetime

from hjulet.journal.queries import history
from hjulet.log_review import subjects
from hjulet.log_review.subjects import Described, Subject
from hjulet.reports.models import Investigation, Report
from hjulet.ui.format import date_plain

_ACCESS = ("reports.grant_access", "reports.withdraw_access")


def register() -> None:
    """Called once when the application starts."""
    right = "report.read_restricted"
    subjects.register(Subject(kind="report", right=right, describe=_reports, grant=_let_in))
    subjects.register(Subject(kind="report_list", right=right, describe=_lists))
    subjects.register(Subject(kind="investigation", right=right, describe=_investigations))


def _reports(ids: Collection[int]) -> Mapping[int, Described]:
    rows = Report.objects.filter(pk__in=list(ids)).order_by("pk")
    return {
        pk: Described(reference, "rapport", (board_id,))
        for pk, reference, board_id in rows.values_list("pk", "reference", "board_id")
    }


def _investigations(ids: Collection[int]) -> Mapping[int, Described]:
    rows = Investigation.objects.filter(pk__in=list(ids)).order_by("pk")
    return {
        pk: Described(reference, "utredning", (board_id,))
        for pk, reference, board_id in rows.values_list("pk", "reference", "board_id")
    }


def _lists(ids: Collection[int]) -> Mapping[int, Described]:
    # The event itself says which boards had reports with secrecy in the file.
    return {key: Described("", "lista i Excel") for key in ids}


def _let_in(report_id: int, account_id: int, at: datetime) -> str:
    """Whether SAS had let her in then: a grant that is taken back leaves only its events."""
    events = history("report", report_id).filter(verb__in=_ACCESS, at__lte=at)
    since = None
    for verb, moment, keys in events.values_list("verb", "at", "keys"):
        if json.loads(keys).get("account") == account_id:
            since = moment if verb == _ACCESS[0] else None
    return f"släppt in av SAS {date_plain(since)}" if since else ""
