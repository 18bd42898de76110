"""A report is disposed of (gallrad): what was written goes, what is counted stays.

10 § arkivlagen (1990:782), art. 5.1 e GDPR. Types, units, causes, category, dates and facts stand
as they were, so that every figure of every year is what it was.
"""

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from django.db import transaction

from hjulet.files.models import StoredFile
from hjulet.journal import operations as journal
from hjulet.kernel.clock import local_date
from hjulet.organisation.types import Actor
from hjulet.reports import searching
from hjulet.reports.kinds import Status, TypeKind
from hjulet.reports.models import AccessGrant, AssessmentDraft, Report, ReportCase
from hjulet.reports.operations import emptying
from hjulet.retention.queries import is_disposed, require_at, require_not_held
from hjulet.retention.record_kinds import Gone, StillNeeded

# The kind of record that a report itself is.
REPORT = "reports.report"
# Reports with a case of these kinds go with it. The value is the case's own kind of record.
CASE_KINDS: dict[str, str] = {
    TypeKind.LEX_SARAH: "lex_sarah.case",
    TypeKind.DATA_BREACH: "data_breaches.incident",
}
TEXTS = "texter"


@transaction.atomic
def dispose_report(*, actor: Actor, now: datetime, report_id: int, case_kind: str = "") -> Gone:
    """Empties a closed report, within the caller's transaction; its row and facts stay.

    Called by retention for a report of its own, and with `case_kind` (a TypeKind) by the room
    whose case of that kind is being disposed of. A report that another case keeps as well stays
    as it is until that case goes too: the answer is then empty. A report that is held stops its
    case too. The files named in the answer are removed by retention. Raises NotAllowed,
    StillNeeded.
    """
    report = Report.objects.select_for_update().get(pk=report_id)
    require_at(actor, "retention.dispose", report.board_id)
    if report.disposed_on is not None:
        raise StillNeeded("Rapporten är redan gallrad.")
    if report.status != Status.CLOSED:
        raise StillNeeded("Rapporten är inte avslutad.")
    kept_by = _kept_by(report, case_kind)
    if not case_kind and (kept_by or report.restricted):
        raise StillNeeded("Rapporten gallras med det ärende som den hör till.")
    if kept_by:
        return Gone()
    require_not_held(REPORT, report.board_id, report.pk, local_date(now))
    gone = _empty(report, now)
    journal.record(
        actor_id=actor.account_id,
        now=now,
        verb="reports.dispose",
        subject=("report", report.pk),
        keys={**gone.rows, "files": len(gone.files)},
        confidential=report.restricted,
    )
    return gone


def _kept_by(report: Report, case_kind: str) -> list[str]:
    """References of the cases that keep the report: other than `case_kind`, and not gone."""
    cases = ReportCase.objects.filter(report=report, kind__in=list(CASE_KINDS))
    rows = list(cases.exclude(kind=case_kind).order_by("pk").values_list("kind", "reference"))
    return [
        reference
        for kind, reference in rows
        if reference not in is_disposed(CASE_KINDS[kind], [reference])
    ]


def _empty(report: Report, now: datetime) -> Gone:
    rows, files = Counter[str](), list[str]()
    for part in PARTS:
        found = part(report)
        rows.update(found.rows)
        files.extend(found.files)
    Report.objects.filter(pk=report.pk).update(
        what_happened="",
        done_at_once="",
        occurred_text="",
        reporter=None,
        # A file with the same row must not bring the text back, nor may a hash of it stay.
        row_fingerprint="",
        touched=True,
        idempotency_key=None,
        disposed_on=local_date(now),
    )
    report.refresh_from_db()
    searching.index(report)  # by its reference alone: its words are not found any more
    return Gone({word: number for word, number in rows.items() if number}, tuple(files))


def _own_texts(report: Report) -> Gone:
    """Counted only: they are emptied with the row itself."""
    written = (report.what_happened, report.done_at_once, report.occurred_text)
    return Gone({TEXTS: sum(bool(text) for text in written)})


def _additions(report: Report) -> Gone:
    number, _ = report.additions.all().delete()
    return Gone({"tillägg": number})


def _assessments(report: Report) -> Gone:
    """Reason and comment; what was chosen is counted and stays."""
    number = sum(
        bool(text)
        for pair in report.assessments.order_by("pk").values_list("reason", "comment")
        for text in pair
    )
    report.assessments.update(reason="", comment="", assessed_by=None)
    return Gone({TEXTS: number})


def _status_changes(report: Report) -> Gone:
    number = report.status_changes.exclude(reason="").count()
    report.status_changes.update(reason="", by=None)
    return Gone({TEXTS: number})


def _cases(report: Report) -> Gone:
    """What came of each; that a case had the report, and when, stays."""
    number = report.cases.exclude(outcome="").count()
    report.cases.update(outcome="")
    return Gone({TEXTS: number})


def _corrections(report: Report) -> Gone:
    """What stood and what came instead; that a field was corrected, and when, stays."""
    number = report.corrections.exclude(before="", after="").count()
    report.corrections.update(before="", after="", by=None)
    return Gone({"rättelser": number})


def _attachments(report: Report) -> Gone:
    stored = StoredFile.objects.filter(pk__in=report.attachments.values("file_id"))
    keys = [str(key) for key in stored.order_by("pk").values_list("key", flat=True)]
    ids = list(report.attachments.order_by("pk").values_list("file_id", flat=True))
    report.attachments.all().delete()
    StoredFile.objects.filter(pk__in=ids).delete()
    return Gone({"bilagor": len(ids)}, tuple(keys))


def _drafts(report: Report) -> Gone:
    number, _ = AssessmentDraft.objects.filter(report=report).delete()
    return Gone({"utkast": number})


def _grants(report: Report) -> Gone:
    number, _ = AccessGrant.objects.filter(report=report).delete()
    return Gone({"rättigheter att läsa": number})


# What a report consists of beside its own row. Whoever adds a table with text about a report adds
# a function here that empties it and says how much there was.
PARTS: tuple[Callable[[Report], Gone], ...] = (
    _own_texts,
    _additions,
    _assessments,
    _status_changes,
    _cases,
    _corrections,
    _attachments,
    _drafts,
    _grants,
    emptying.handovers,
    emptying.investigations,
)
