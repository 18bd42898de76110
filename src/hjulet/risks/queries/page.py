"""One analysis with its risks, who took part, and the findings it ended in."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from hjulet.findings.queries import Brief, briefs
from hjulet.organisation.queries import board_of, people, roles_of, trees_until
from hjulet.organisation.rules import roles_for
from hjulet.organisation.types import Actor
from hjulet.risks.kinds import Level
from hjulet.risks.models import Participant, Risk, RiskAnalysis, RiskFinding
from hjulet.risks.rules import ASKS_FOR_FINDING, Function, level, missing


@dataclass(frozen=True, slots=True)
class Item:
    """A risk, what the matrix says of it, and the findings that the actor may read."""

    risk: Risk
    level: Level
    findings: tuple[Brief, ...]
    hidden: int  # findings that the actor may not read (drafts of others)
    asks: bool  # grave, and no finding yet


@dataclass(frozen=True, slots=True)
class Detail:
    """`missing` are the functions that were needed and did not take part."""

    analysis: RiskAnalysis
    participants: tuple[Participant, ...]
    missing: tuple[str, ...]
    items: tuple[Item, ...]
    following: RiskAnalysis | None  # the one that made this anew, or began to


def open_analysis(actor: Actor, reference: str) -> RiskAnalysis | None:
    """The analysis, if the actor may open it. One query."""
    return (
        RiskAnalysis.objects.visible_to(actor)
        .filter(reference=reference)
        .select_related("unit", "board", "responsible", "previous")
        .first()
    )


def detail_of(actor: Actor, analysis: RiskAnalysis) -> Detail:
    """Everything on its page. Six queries, however many risks and findings."""
    participants = tuple(analysis.participants.order_by("pk"))
    risks = list(analysis.risks.order_by("order", "pk"))
    links: dict[int, list[int]] = {risk.pk: [] for risk in risks}
    pairs = RiskFinding.objects.filter(risk__analysis=analysis).order_by("pk")
    for risk_id, finding_id in pairs.values_list("risk_id", "finding_id"):
        links[risk_id].append(finding_id)
    wanted = {key for keys in links.values() for key in keys}
    known = {brief.id: brief for brief in briefs(actor, wanted)} if wanted else {}
    following = analysis.next_analyses.order_by("pk").first()
    if following is not None:
        following = open_analysis(actor, following.reference)
    return Detail(
        analysis=analysis,
        participants=participants,
        missing=missing(
            Function(row.function, row.required, row.took_part) for row in participants
        ),
        items=tuple(_item(risk, links[risk.pk], known) for risk in risks),
        following=following,
    )


def _item(risk: Risk, finding_ids: list[int], known: dict[int, Brief]) -> Item:
    grave = level(risk.probability, risk.consequence)
    found = tuple(known[key] for key in finding_ids if key in known)
    return Item(
        risk=risk,
        level=grave,
        findings=found,
        hidden=len(finding_ids) - len(found),
        asks=grave in ASKS_FOR_FINDING and not finding_ids,
    )


def path_of(reference: str, risk_id: int | None = None) -> str:
    """The address of the page, at the risk when one is named."""
    address = reverse("risk_page", args=[reference])
    return f"{address}#risk-{risk_id}" if risk_id else address


def risks_of_finding(actor: Actor, finding_id: int) -> list[Risk]:
    """The risks that ended in the finding, of the analyses that the actor may open. One query."""
    return list(
        Risk.objects.visible_to(actor)
        .filter(finding_links__finding_id=finding_id)
        .select_related("analysis")
        .order_by("analysis__held_on", "pk")
    )


def responsibles(actor: Actor, on: date) -> list[tuple[int, str]]:
    """(account, "Name, role") of those who may make risk analyses in the boards of the actor.

    By Swedish name. Three queries.
    """
    ever = trees_until(on)[1]
    boards = {
        node.id: board.id for node in ever.nodes if (board := board_of(ever, node.id)) is not None
    }
    accounts = [one for one in people() if one.is_active]
    roles = roles_of(one.pk for one in accounts)
    found = []
    for one in accounts:
        own = [
            role.get_role_display().split(" (")[0]
            for role in roles[one.pk]
            if role.role in roles_for("risk.write")
            and (role.valid_from is None or role.valid_from <= on)
            and (role.valid_to is None or on <= role.valid_to)
            and (actor.system or boards.get(role.unit_id or 0) in actor.board_ids)
        ]
        if own:
            found.append((one.pk, f"{one.name}, {own[0]}"))
    return found
