"""The list of cases, and the reports that still have none."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from hjulet.lex_sarah.kinds import Status
from hjulet.lex_sarah.models import Case, CaseQuerySet, CaseReport
from hjulet.lex_sarah.rules import OPEN
from hjulet.organisation.rules import may
from hjulet.organisation.types import Actor
from hjulet.reports import queries as reports
from hjulet.reports.kinds import TypeKind

SIZE = 50
STATES: dict[str, Q] = {
    "oppna": Q(status__in=OPEN),
    "avslutade": Q(status__in=[Status.CLOSED, Status.WRITTEN_OFF]),
    "alla": Q(),
}


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the list, as it stands in an address."""

    received_on: date
    id: int

    def __str__(self) -> str:
        return f"{self.received_on.isoformat()}.{self.id}"

    @classmethod
    def read(cls, text: str) -> "Cursor | None":
        """None when it cannot be read: then the list starts from the top."""
        day, _, key = text.partition(".")
        try:
            return cls(date.fromisoformat(day), min(int(key), 2**62))
        except (ValueError, OverflowError):
            return None


@dataclass(frozen=True, slots=True)
class Page:
    """Newest first; `newer` and `older` lead to the pages beside, `total` counts all."""

    rows: tuple[Case, ...]
    newer: Cursor | None
    older: Cursor | None
    total: int


def may_look(actor: Actor) -> bool:
    """Whether there is a list for the actor at all. No query for SAS, else at most one."""
    return may(actor, "lex_sarah.work") or Case.objects.visible_to(actor).exists()


def page_of(
    actor: Actor,
    state: str = "oppna",
    *,
    after: Cursor | None = None,
    before: Cursor | None = None,
    size: int = SIZE,
) -> Page:
    """One page of the cases that the actor may open: older than `after`, newer than `before`.

    Each row has `reports`, how many there are in it now. Two queries.
    """
    chosen = Case.objects.visible_to(actor).filter(STATES.get(state, STATES["oppna"]))
    total = chosen.count()
    found = _beside(chosen, after, before)
    counted = found.select_related("unit", "responsible", "decider", "theme").annotate(
        reports=Count("report_links", filter=Q(report_links__left_at__isnull=True))
    )
    rows = list(counted[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    if before is not None:
        rows.reverse()
    first = Cursor(rows[0].received_on, rows[0].pk) if rows else None
    last = Cursor(rows[-1].received_on, rows[-1].pk) if rows else None
    return Page(
        rows=tuple(rows),
        newer=first if (more if before is not None else after is not None) else None,
        older=last if before is not None or more else None,
        total=total,
    )


def rows_for_export(actor: Actor, state: str, limit: int) -> list[Case]:
    """The cases of the list, newest first; `report_references` are those of the reports in each.
    Two queries."""
    chosen = Case.objects.visible_to(actor).filter(STATES.get(state, STATES["oppna"]))
    rows = list(
        chosen.select_related("board", "unit", "theme").order_by("-received_on", "-pk")[:limit]
    )
    links = CaseReport.objects.filter(case__in=rows, left_at__isnull=True).order_by("report_id")
    references: dict[int, list[str]] = {}
    for case_id, reference in links.values_list("case_id", "report__reference"):
        references.setdefault(case_id, []).append(reference)
    for row in rows:
        row.report_references = ", ".join(references.get(row.pk, []))  # type: ignore[attr-defined]
    return rows


def _beside(chosen: CaseQuerySet, after: Cursor | None, before: Cursor | None) -> CaseQuerySet:
    if before is not None:
        newer = Q(received_on__gt=before.received_on) | Q(
            received_on=before.received_on, pk__gt=before.id
        )
        return chosen.filter(newer).order_by("received_on", "pk")
    if after is not None:
        chosen = chosen.filter(
            Q(received_on__lt=after.received_on) | Q(received_on=after.received_on, pk__lt=after.id)
        )
    return chosen.order_by("-received_on", "-pk")


def reports_in_cases(actor: Actor) -> QuerySet[Any, Any]:
    """Keys of the reports that are now in a case that the actor may open; no query by itself."""
    links = CaseReport.objects.filter(
        left_at__isnull=True, case__in=Case.objects.visible_to(actor).values("pk")
    )
    return links.values("report_id")


def waiting_reports(actor: Actor, board_id: int | None = None) -> list[Any]:
    """Reports assessed as lex Sarah that no case has taken up, where the actor is SAS."""
    if not may(actor, "lex_sarah.work"):
        return []
    return [
        one
        for one in reports.without_case(actor, TypeKind.LEX_SARAH)
        if may(actor, "lex_sarah.work", one.board_id)
        and (board_id is None or one.board_id == board_id)
    ]
