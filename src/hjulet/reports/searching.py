"""The search index of reports: derived, so it may lag behind and can be made anew."""

from django.db import transaction

from hjulet.kernel import search
from hjulet.kernel.swedish import stems
from hjulet.reports.models import Report, ReportAddition, ReportCorrection

TABLE = "report_search"
BATCH = 1000


def searchable(*parts: str) -> str:
    """The text that a search looks in: reference, what was written, added and corrected."""
    return " ".join(part for part in parts if part)


def index(report: Report) -> None:
    """Puts one report into the index, in the transaction of the change."""
    added = _added([report.pk]).get(report.pk, "")
    text = searchable(report.reference, report.what_happened, report.done_at_once, added)
    search.put(TABLE, [(report.pk, text)])
    Report.objects.filter(pk=report.pk).update(indexed=True)


def catch_up() -> int:
    """Indexes reports that lack a row, in short transactions; returns how many.

    Stopped half-way it goes on from there the next time.
    """
    done = 0
    while batch := _lacking():
        added = _added([key for key, *_ in batch])
        rows = [
            (key, " ".join(stems(searchable(*written, added.get(key, "")))))
            for key, *written in batch
        ]
        with transaction.atomic():
            search.put_stemmed(TABLE, rows)
            Report.objects.filter(pk__in=[key for key, _ in rows]).update(indexed=True)
        done += len(rows)
    return done


def rebuild() -> int:
    """Empties the index and fills it again."""
    with transaction.atomic():
        search.clear(TABLE)
        Report.objects.filter(indexed=True).update(indexed=False)
    return catch_up()


def _added(keys: list[int]) -> dict[int, str]:
    """What was added to each report, and the text that corrects it, in the order written."""
    found: dict[int, str] = {}
    added = ReportAddition.objects.filter(report_id__in=keys).order_by("pk")
    corrected = ReportCorrection.objects.filter(report_id__in=keys, field="what_happened").order_by(
        "pk"
    )
    for key, text in (
        *added.values_list("report_id", "text"),
        *corrected.values_list("report_id", "after"),
    ):
        found[key] = f"{found[key]} {text}" if key in found else text
    return found


def _lacking() -> list[tuple[int, str, str, str]]:
    return list(
        Report.objects.filter(indexed=False)
        .order_by("pk")
        .values_list("pk", "reference", "what_happened", "done_at_once")[:BATCH]
    )
