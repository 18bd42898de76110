"""Earlier decided cases of the same theme, without anything that points at somebody.

Like cases are judged alike (regeringsformen 1 kap. 9 §). Only degree, year, what kind of service
it was, and what was found: no texts, references, units or days.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from hjulet.findings import queries as findings
from hjulet.lex_sarah.kinds import Degree, Status
from hjulet.lex_sarah.models import Case, CaseFinding
from hjulet.organisation.queries import settings_for, tree_during
from hjulet.organisation.types import Actor

LIMIT = 12


@dataclass(frozen=True, slots=True)
class Earlier:
    """A case as it may be shown to who decides another one. `area` is "" where few units have
    that kind of service."""

    degree: str
    year: int
    area: str
    findings: tuple[str, ...]

    @property
    def word(self) -> str:
        """The degree in words."""
        return str(Degree(self.degree).label)


@dataclass(frozen=True, slots=True)
class Likeness:
    """The latest ones, and how often each degree was decided among all of them."""

    rows: tuple[Earlier, ...]
    degrees: tuple[tuple[Degree, int], ...]
    total: int


def earlier_alike(actor: Actor, case: Case) -> Likeness:
    """Cases of the board with the theme of this one, latest decided first. Five queries.

    The actor decides this case and may not open the others.
    """
    if case.theme_id is None:
        return Likeness((), (), 0)
    decided = Case.objects.filter(
        board_id=case.board_id,
        theme_id=case.theme_id,
        status__in=[Status.DECIDED, Status.CLOSED],
    ).exclude(pk=case.pk)
    rows = list(decided.order_by("-decided_on", "-pk").values_list(
        "pk", "degree", "decided_on", "unit_id"
    ))  # fmt: skip
    counted = Counter(degree for _, degree, _, _ in rows)
    shown = rows[:LIMIT]
    areas = _areas(case.board_id, [day for _, _, day, _ in shown if day])
    titles = _titles(actor, [pk for pk, _, _, _ in shown])
    return Likeness(
        rows=tuple(
            Earlier(degree, day.year if day else 0, areas.get(unit_id, ""), titles.get(pk, ()))
            for pk, degree, day, unit_id in shown
        ),
        degrees=tuple((one, counted[one]) for one in Degree if counted[one]),
        total=len(rows),
    )


def _areas(board_id: int, days: list[date]) -> dict[int, str]:
    """The service area of each unit of the board, where enough units share it."""
    if not days:
        return {}
    tree = tree_during(min(days), max(days))
    areas = {}
    for unit_id in tree.below(board_id):
        if unit_id in tree:
            areas[unit_id] = next(
                (node.service_area for node in tree.ancestors(unit_id) if node.service_area), ""
            )
    many = Counter(areas.values())
    least = settings_for(board_id).small_number_limit
    return {key: area for key, area in areas.items() if many[area] >= least}


def _titles(actor: Actor, case_ids: list[int]) -> dict[int, tuple[str, ...]]:
    """What was found in each case: released findings only, which name nobody."""
    links = CaseFinding.objects.filter(case_id__in=case_ids).order_by("pk")
    pairs = list(links.values_list("case_id", "finding_id"))
    released = {
        brief.id: brief.title
        for brief in findings.briefs(actor, [key for _, key in pairs])
        if brief.released
    } if pairs else {}  # fmt: skip
    found: dict[int, tuple[str, ...]] = {}
    for case_id, key in pairs:
        if key in released:
            found[case_id] = (*found.get(case_id, ()), released[key])
    return found
