"""Investigations: the list, and everything that the page of one shows."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Q

from hjulet.calendar import queries as calendar
from hjulet.findings import queries as findings
from hjulet.findings.lists import Cause
from hjulet.kernel import clock
from hjulet.kernel.swedish import sort_key
from hjulet.organisation import queries as organisation
from hjulet.organisation.kinds import Role
from hjulet.organisation.rules import may, units_for
from hjulet.organisation.types import Actor
from hjulet.reports import access
from hjulet.reports.investigation_rules import ACCEPT, CLOSE, FINISH, Content
from hjulet.reports.kinds import (
    InvestigationStatus,
    InvestigationVerb,
    Status,
    TypeKind,
)
from hjulet.reports.links import InvestigationReport
from hjulet.reports.models import (
    Handover,
    Investigation,
    InvestigationStep,
    InvestigationVersion,
    Report,
    ReportCase,
    ReportFinding,
)
from hjulet.reports.queries import scales
from hjulet.reports.queries.investigated import (
    ANSWERS,
    content_of,
    known_among,
    may_review,
    may_write,
)
from hjulet.reports.queries.names import unit_names
from hjulet.reports.queries.scales import scale_steps as scale_steps
from hjulet.reports.queries.scales import severity_words as severity_words
from hjulet.reports.queries.similar import Likeness, most_similar

SIZE = 50
CLOCKS = (FINISH, ACCEPT, CLOSE)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list shows; "" and None are everything, `mine` what the actor is responsible for."""

    status: str = ""
    unit_ids: frozenset[int] | None = None
    mine: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the list. `excerpt` is how the first report that the actor may read begins."""

    reference: str
    status: str
    restricted: bool
    unit: str
    responsible: str
    opened_at: datetime
    reports: int
    excerpt: str


@dataclass(frozen=True, slots=True)
class Page:
    rows: tuple[Row, ...]
    total: int
    more: bool


def page_of(actor: Actor, filters: Filters, page: int = 1) -> Page:
    """Latest opened first, fifty at a time. Three queries, however many."""
    rows = Investigation.objects.visible_to(actor)
    if filters.status == "open":
        rows = rows.exclude(status=InvestigationStatus.CLOSED)
    elif filters.status:
        rows = rows.filter(status=filters.status)
    if filters.unit_ids is not None:
        rows = rows.filter(unit_id__in=filters.unit_ids)
    if filters.mine:
        rows = rows.filter(responsible_id=actor.account_id or 0)
    start = (page - 1) * SIZE
    current = Count("report_links", filter=Q(report_links__left_at__isnull=True))
    found = list(
        rows.select_related("unit", "responsible")
        .annotate(count=current)
        .order_by("-opened_at", "-pk")[start : start + SIZE]
    )
    total = rows.count()
    texts = _excerpts(actor, [row.pk for row in found])
    return Page(
        rows=tuple(
            Row(
                reference=row.reference,
                status=row.status,
                restricted=row.restricted,
                unit=row.unit.name,
                responsible=row.responsible.name,
                opened_at=row.opened_at,
                reports=row.count,
                excerpt=texts.get(row.pk, ""),
            )
            for row in found
        ),
        total=total,
        more=total > start + SIZE,
    )


def _excerpts(actor: Actor, ids: Collection[int]) -> dict[int, str]:
    links = (
        InvestigationReport.objects.filter(
            investigation_id__in=list(ids),
            left_at__isnull=True,
            report__in=Report.objects.visible_to(actor),
        )
        .order_by("-pk")
        .values_list("investigation_id", "report__restricted", "report__what_happened")
    )
    return {key: access.told(restricted, text[:120]) for key, restricted, text in links}


def open_investigation(actor: Actor, reference: str) -> Investigation | None:
    """The investigation, if the actor may read it. One query."""
    return (
        Investigation.objects.visible_to(actor)
        .filter(reference=reference)
        .select_related("board", "unit", "responsible", "saved_by")
        .first()
    )


@dataclass(frozen=True, slots=True)
class Joined:
    """A report of the investigation; `readable` when the actor may open it."""

    report: Report
    readable: bool
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A step of the history; `text` is "" when it was set aside for secrecy.

    `knows`: the actor may know of its report, and so of what it became.
    """

    step: InvestigationStep
    text: str
    knows: bool = True


@dataclass(frozen=True, slots=True)
class Detail:
    """What the page of an investigation shows.

    `writes`: the actor investigates. `reviews`: she accepts and returns. `earlier` are the reports
    ticked as alike, `handovers` of the reports that she reads.
    """

    content: Content
    writes: bool
    reviews: bool
    joined: tuple[Joined, ...]
    causes: tuple[str, ...]
    earlier: tuple[Report, ...]
    versions: tuple[InvestigationVersion, ...]
    steps: tuple[Told, ...]
    findings: tuple[findings.Brief, ...]
    handovers: tuple[Handover, ...]
    severity: str
    steps_in_words: dict[str, str]

    @property
    def report_ids(self) -> list[int]:
        return [one.report.pk for one in self.joined]

    @property
    def holds_secrets(self) -> bool:
        """Whether it holds words that were set aside: they may be read, and it is noted."""
        return any(row.restricted for row in self.versions) or any(
            one.step.restricted and one.text for one in self.steps
        )


def detail_of(actor: Actor, found: Investigation) -> Detail:
    """Everything on its page. About fourteen queries, however long its history."""
    content = content_of(found)
    secret = found.restricted
    reports = list(
        Report.objects.filter(
            investigation_links__investigation=found, investigation_links__left_at__isnull=True
        )
        .select_related("reporter")
        .order_by("received_at", "pk")
    )
    ids = [report.pk for report in reports]
    seen = set(
        Report.objects.filter(access.by_role(actor), pk__in=ids).values_list("pk", flat=True)
    )
    units = unit_names(ids)
    causes = Cause.objects.filter(pk__in=content.cause_ids).order_by("order", "name")
    versions = found.versions.select_related("by").order_by("-number")
    steps = list(found.steps.select_related("by", "report").order_by("-pk"))
    aside = [one.report_id for one in steps if one.verb == InvestigationVerb.SET_ASIDE]
    left = {key for key in aside if key is not None}
    hidden = left - known_among(actor, left)
    may_secrets = _reads_secrets(actor, found)
    return Detail(
        content=content,
        writes=not secret and may_write(actor, found),
        reviews=not secret and may_review(actor, found),
        joined=tuple(Joined(one, one.pk in seen, tuple(units.get(one.pk, ()))) for one in reports),
        causes=tuple(causes.values_list("name", flat=True)),
        earlier=tuple(
            Report.objects.visible_to(actor)
            .filter(pk__in=content.earlier_ids)
            .order_by("-received_at", "-pk")
        ),
        versions=tuple(row for row in versions if may_secrets or not row.restricted),
        steps=tuple(
            Told(
                one,
                one.text if may_secrets or not one.restricted else "",
                one.report_id not in hidden,
            )
            for one in steps
        ),
        findings=_findings(actor, found, ids),
        handovers=handovers_of(seen),
        severity=severity_words(content.consequence, content.likelihood),
        steps_in_words=_words_of(found, content),
    )


def _words_of(found: Investigation, content: Content) -> dict[str, str]:
    """What the steps of the scales meant when it was done; what they mean now in a draft."""
    sealed = None
    if found.status != InvestigationStatus.DRAFT:
        rows = found.versions.filter(restricted=found.restricted).order_by("-number")
        sealed = rows.values_list("fields", flat=True).first()
    return (sealed or {}).get("words") or scales.in_words(content)


def _reads_secrets(actor: Actor, found: Investigation) -> bool:
    """Whether what was set aside for secrecy is hers to read."""
    return actor.second_factor and may(actor, "report.read_restricted", found.board_id)


def _findings(
    actor: Actor, found: Investigation, report_ids: Iterable[int]
) -> tuple[findings.Brief, ...]:
    keys = list(found.finding_links.order_by("pk").values_list("finding_id", flat=True))
    of_reports = ReportFinding.objects.filter(report_id__in=list(report_ids)).order_by("pk")
    keys += of_reports.values_list("finding_id", flat=True)
    return tuple(findings.briefs(actor, dict.fromkeys(keys))) if keys else ()


def handovers_of(report_ids: Collection[int]) -> tuple[Handover, ...]:
    """Where the reports, which the actor reads whole, were handed over, latest first. One query."""
    rows = Handover.objects.filter(report_id__in=list(report_ids)).select_related(
        "report", "by", "from_unit", "to_unit", "to_board", "new_report"
    )
    return tuple(rows.order_by("-pk"))


def came_from(report: Report) -> Handover | None:
    """The handover from another board that made this report. One query."""
    rows = Handover.objects.filter(new_report=report).select_related("report__board", "by")
    return rows.order_by("pk").first()


def responsibles(unit_id: int, today: date) -> list[tuple[int, str]]:
    """Who may be responsible for an investigation at the unit, by Swedish name."""
    keys = organisation.holders(ANSWERS, unit_id, today)
    rows = [(one.pk, one.name) for one in organisation.people() if one.pk in keys]
    return sorted(rows, key=lambda row: sort_key(row[1]))


def sas_of(board_id: int, today: date) -> list[str]:
    """Who is SAS of the board, by Swedish name."""
    keys = organisation.holders({Role.SAS}, board_id, today)
    return [one.name for one in organisation.people() if one.pk in keys]


def joinable(actor: Actor, found: Investigation, limit: int = 8) -> list[Report]:
    """Assessed deviations that nobody investigates and that the actor may add, latest first."""
    taken = ReportCase.objects.filter(kind=TypeKind.DEVIATION).values("report_id")
    units = units_for(actor, "report.investigate")
    rows = (
        Report.objects.filter(
            access.by_role(actor),
            access.concerns(units),
            board_id=found.board_id,
            restricted=False,
            status__in=[Status.ASSESSED, Status.INVESTIGATING],
            type_links__type__kind=TypeKind.DEVIATION,
        )
        .exclude(pk__in=taken)
        .distinct()
    )
    return list(rows.order_by("-received_at", "-pk")[:limit])


def alike(actor: Actor, found: Investigation, ids: Collection[int]) -> list[Likeness]:
    """Earlier reports that resemble any of those investigated. A few queries."""
    return most_similar(actor, Report.objects.filter(pk__in=list(ids)).order_by("pk"), 6)


def of_report(actor: Actor, report: Report) -> Investigation | None:
    """The investigation that has the report now, if the actor may read it. One query."""
    return (
        Investigation.objects.visible_to(actor)
        .filter(report_links__report=report, report_links__left_at__isnull=True)
        .select_related("unit", "responsible")
        .first()
    )


def writable_drafts(actor: Actor, board_id: int, limit: int = 20) -> list[Investigation]:
    """Open investigations that the actor may put one more report into, latest first. One query."""
    units = units_for(actor, "report.investigate")
    rows = (
        Investigation.objects.visible_to(actor)
        .filter(board_id=board_id, status=InvestigationStatus.DRAFT)
        .filter(Q(unit_id__in=units) | Q(responsible_id=actor.account_id or 0))
        .select_related("unit")
    )
    return list(rows.order_by("-opened_at", "-pk")[:limit])


def set_aside_of(actor: Actor, report: Report) -> list[Investigation]:
    """For SAS: the investigations whose words were set aside when the report became secret."""
    rows = Investigation.objects.visible_to(actor).filter(
        steps__report=report, steps__verb="set_aside"
    )
    return list(rows.distinct().order_by("pk"))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the one who reported is told of the investigation. `told` is "" until it is accepted."""

    status: str
    since: date
    told: str
    handed: tuple[Any, ...]


def outcome_of(report: Report) -> Outcome | None:
    """For the reporter's own page, of a report without secrecy. Three queries."""
    if report.restricted:
        return None
    handed = tuple(
        report.handovers.select_related("to_unit", "to_board")
        .order_by("pk")
        .only("kind", "at", "body_kind", "to_unit__name", "to_board__name")
    )
    found = Investigation.objects.filter(
        report_links__report=report, report_links__left_at__isnull=True, restricted=False
    ).first()
    if found is None:
        return Outcome("", report.received_on, "", handed) if handed else None
    shown = found.status in (InvestigationStatus.ACCEPTED, InvestigationStatus.CLOSED)
    latest = found.steps.order_by("-pk").values_list("at", flat=True).first()
    return Outcome(
        status=found.status,
        since=clock.local_date(latest or found.opened_at),
        told=found.told_reporter if shown else "",
        handed=handed,
    )


def clock_day(found: Investigation) -> date | None:
    """The day that the running clock of the investigation names. One query."""
    return calendar.due_of(CLOCKS, found.pk)
