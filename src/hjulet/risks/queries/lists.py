"""Lists of analyses, how many there are and are late, and the risk picture of a unit."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from hjulet.organisation.types import Actor
from hjulet.risks.kinds import Level, Status
from hjulet.risks.models import Risk, RiskAnalysis, RiskAnalysisQuerySet
from hjulet.risks.rules import level

PAGE = 50
_GRAVE = (Level.CRITICAL, Level.HIGH, Level.MODERATE, Level.LOW)


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to.

    `unit_ids` are a unit and what is below it (None: all), `level` that of the gravest risk;
    `late` is those that should have been made anew.
    """

    unit_ids: frozenset[int] | None = None
    level: str = ""
    year: int | None = None
    late: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """An analysis in the list: its gravest level ("" without risks) and how many risks it has."""

    analysis: RiskAnalysis
    level: str
    risks: int
    late: bool
    replaced: bool


@dataclass(frozen=True, slots=True)
class Page:
    """`total` is of the whole selection; `more` whether there is another page."""

    rows: list[Row]
    total: int
    more: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """How many analyses the actor may see in the unit, drafts among them, and those to redo."""

    finished: int
    drafts: int
    late: int


def page_of(actor: Actor, filters: Filters, today: date, page: int = 1) -> Page:
    """Newest first, fifty at a time. Four queries, however many."""
    chosen = _chosen(actor, filters, today)
    start = (page - 1) * PAGE
    found = list(
        chosen.select_related("unit", "responsible").order_by("-held_on", "-pk")[
            start : start + PAGE
        ]
    )
    total = chosen.count()
    ids = [one.pk for one in found]
    graves: dict[int, list[Level]] = {pk: [] for pk in ids}
    pairs = Risk.objects.filter(analysis__in=ids).order_by("pk")
    for pk, probability, consequence in pairs.values_list(
        "analysis_id", "probability", "consequence"
    ):
        graves[pk].append(level(probability, consequence))
    in_force = set(RiskAnalysis.objects.filter(pk__in=ids).in_force().values_list("pk", flat=True))
    return Page(
        rows=[_row(one, graves[one.pk], one.pk in in_force, today) for one in found],
        total=total,
        more=total > start + PAGE,
    )


def _row(analysis: RiskAnalysis, graves: list[Level], in_force: bool, today: date) -> Row:
    due = analysis.reassess_on
    return Row(
        analysis=analysis,
        level=next((str(one) for one in _GRAVE if one in graves), ""),
        risks=len(graves),
        late=in_force and due is not None and due < today,
        replaced=analysis.status == Status.FINISHED and not in_force,
    )


def overview(actor: Actor, unit_ids: frozenset[int] | None, today: date) -> Overview:
    """Counts for the opening sentence. Two queries."""
    chosen = _chosen(actor, Filters(unit_ids=unit_ids), today)
    states = Counter(chosen.order_by("pk").values_list("status", flat=True))
    return Overview(
        finished=states[Status.FINISHED],
        drafts=states[Status.DRAFT],
        late=chosen.in_force().filter(reassess_on__lt=today).count(),
    )


def years(actor: Actor) -> list[int]:
    """The years of the analyses that the actor may see, latest first. One query."""
    found = RiskAnalysis.objects.visible_to(actor).dates("held_on", "year", order="DESC")
    return [day.year for day in found]


def picture(actor: Actor, unit_ids: frozenset[int] | None) -> dict[tuple[int, int], int]:
    """How many risks stand at (probability, consequence) in the analyses in force. One query."""
    chosen = _chosen(actor, Filters(unit_ids=unit_ids), date.max).in_force()
    pairs = Risk.objects.filter(analysis__in=chosen).order_by("pk")
    return dict(Counter(pairs.values_list("probability", "consequence")))


def waiting_count(actor: Actor, today: date) -> int:
    """The actor's own drafts and her own late ones. One query."""
    if actor.account_id is None:
        return 0
    own = RiskAnalysis.objects.visible_to(actor).filter(responsible_id=actor.account_id)
    late = own.in_force().filter(reassess_on__lt=today)
    return own.filter(Q(status=Status.DRAFT) | Q(pk__in=late.values("pk"))).count()


def _chosen(actor: Actor, filters: Filters, today: date) -> RiskAnalysisQuerySet:
    rows = RiskAnalysis.objects.visible_to(actor)
    if filters.unit_ids is not None:
        rows = rows.filter(unit_id__in=filters.unit_ids)
    if filters.year is not None:
        rows = rows.filter(
            held_on__gte=date(filters.year, 1, 1), held_on__lte=date(filters.year, 12, 31)
        )
    if filters.late:
        rows = rows.in_force().filter(reassess_on__lt=today)
    if filters.level:
        rows = rows.filter(pk__in=_at_level(filters.level))
    return rows


def _at_level(wanted: str) -> "RiskAnalysisQuerySet":
    """The analyses whose gravest risk is of that level."""
    cells = [(p, c) for p in range(1, 5) for c in range(1, 5)]
    at, above = Q(pk__in=[]), Q(pk__in=[])
    for p, c in cells:
        grave = level(p, c)
        if grave == wanted:
            at |= Q(probability=p, consequence=c)
        elif _GRAVE.index(grave) < _GRAVE.index(Level(wanted)):
            above |= Q(probability=p, consequence=c)
    found = RiskAnalysis.objects.filter(pk__in=Risk.objects.filter(at).values("analysis_id"))
    return found.exclude(pk__in=Risk.objects.filter(above).values("analysis_id"))
