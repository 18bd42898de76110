"""One finding and one group, and what waits for whom."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from hjulet.findings import rules
from hjulet.findings.access import writable
from hjulet.findings.kinds import Handling, Status
from hjulet.findings.models import Finding, FindingGroup, FindingUnit
from hjulet.findings.queries.briefs import Brief, to_briefs
from hjulet.organisation.rules import units_for
from hjulet.organisation.types import Actor


@dataclass(frozen=True, slots=True)
class Group:
    """A group as the actor may see it. `days` are those of its released findings."""

    id: int
    name: str
    findings: tuple[Brief, ...]
    days: tuple[date, ...]

    @property
    def years_in_a_row(self) -> int:
        return rules.years_in_a_row(self.days)


def open_finding(actor: Actor, reference: str) -> Finding | None:
    """The finding of that reference; None when the actor may not read it."""
    return (
        Finding.objects.visible_to(actor)
        .filter(reference=reference)
        .select_related("board", "theme", "cause", "cause__parent", "group", "written_by",
                        "released_by")
        .first()
    )  # fmt: skip


def may_write(actor: Actor, finding: Finding) -> bool:
    return Finding.objects.filter(pk=finding.pk).writable_by(actor).exists()


def open_group(actor: Actor, group_id: int) -> Group | None:
    """The group with those of its findings that the actor may read; None when that is none."""
    rows = list(
        Finding.objects.visible_to(actor)
        .filter(group_id=group_id)
        .order_by("-found_on", "-pk")
        .defer("text", "handling_reason")
    )
    if not rows:
        return None
    return Group(
        id=group_id,
        name=FindingGroup.objects.get(pk=group_id).name,
        findings=tuple(to_briefs(rows)),
        days=tuple(row.found_on for row in rows if row.status == Status.RELEASED),
    )


def group_names(board_id: int) -> list[str]:
    """The names of the board's groups, for suggestions."""
    rows = FindingGroup.objects.filter(board=board_id).order_by("name")
    return list(rows.values_list("name", flat=True))


def waiting_count(actor: Actor) -> int:
    """Released findings of her units that nothing is done about, and drafts that she may release.

    One query. 0 for who neither proposes measures nor writes findings.
    """
    units = units_for(actor, "measure.propose")
    if not units:
        return 0
    links = FindingUnit.objects.filter(finding=OuterRef("pk"), unit_id__in=units)
    unhandled = Q(
        Exists(links),
        status=Status.RELEASED,
        handling=Handling.OPEN,
        board_id__in=actor.board_ids,
    )
    return Finding.objects.filter(unhandled | (Q(status=Status.DRAFT) & writable(actor))).count()
