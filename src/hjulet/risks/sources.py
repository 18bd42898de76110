"""Risks as a source of findings."""

from datetime import datetime

from hjulet.findings import sources
from hjulet.findings.kinds import Origin
from hjulet.findings.sources import SourceInfo, SourceRoom
from hjulet.organisation.types import Actor
from hjulet.risks import operations
from hjulet.risks.kinds import Status
from hjulet.risks.models import Risk, RiskFinding
from hjulet.risks.queries import path_of

KIND = "risk"


def register_all() -> None:
    """Called once when the application starts."""
    sources.register(SourceRoom(kind=KIND, find=find, link=link, texts=texts))


def find(actor: Actor, key: int) -> SourceInfo | None:
    """A risk in a done analysis that the actor may read. A draft is no source: it may change."""
    risk = (
        Risk.objects.visible_to(actor)
        .filter(pk=key, analysis__status=Status.FINISHED)
        .select_related("analysis")
        .first()
    )
    if risk is None:
        return None
    return SourceInfo(
        kind=KIND,
        key=risk.pk,
        label=f"Riskanalys {risk.analysis.reference}, risk {risk.order}",
        path=path_of(risk.analysis.reference, risk.pk),
        board_id=risk.analysis.board_id,
        found_on=risk.analysis.held_on,
        origin=Origin.RISK,
        texts=_texts(risk),
        unit_ids=(risk.analysis.unit_id,),
    )


def link(actor: Actor, now: datetime, finding_id: int, key: int) -> None:
    """Ties the finding to the risk within the caller's transaction."""
    operations.link_finding(actor=actor, now=now, finding_id=finding_id, risk_id=key)


def texts(finding_id: int) -> tuple[str, ...]:
    """All that is written in the risks that ended in the finding."""
    rows = RiskFinding.objects.filter(finding_id=finding_id).select_related("risk__analysis")
    return tuple(text for row in rows.order_by("pk") for text in _texts(row.risk))


def _texts(risk: Risk) -> tuple[str, ...]:
    written = (risk.analysis.occasion, risk.description, risk.leads_to, risk.today)
    return tuple(text for text in written if text)
