"""Words and states of analyses and levels."""

from datetime import date

from django.urls import NoReverseMatch, reverse

from hjulet.risks.kinds import Level, Status
from hjulet.risks.models import RiskAnalysis
from hjulet.ui.format import date_short

LEVEL_WORDS = {
    Level.LOW: "låg risk",
    Level.MODERATE: "måttlig risk",
    Level.HIGH: "hög risk",
    Level.CRITICAL: "mycket hög risk",
}


def state_of(
    analysis: RiskAnalysis, today: date, *, replaced: bool = False
) -> tuple[str, str, str]:
    """(state, its word, short words to the right) for a list or the head of the page."""
    if analysis.status == Status.DRAFT:
        return "draft", "Pågår", ""
    if replaced:
        return "frozen", "Ersatt", ""
    due = analysis.reassess_on
    if due is None:
        return "done", "Klar", ""
    if due < today:
        return "late", "Ska göras om", f"skulle ha gjorts om {date_short(due, today)}"
    return "done", "Klar", f"görs om senast {date_short(due, today)}"


def finding_address(risk_id: int) -> str:
    """Where a finding is written from the risk; "" where findings have no such page."""
    try:
        return f"{reverse('finding_new')}?fran=risk:{risk_id}"
    except NoReverseMatch:
        return ""


def finding_page(reference: str) -> str:
    """Where the finding is read; "" where findings have no such page."""
    try:
        return reverse("finding_page", args=[reference])
    except NoReverseMatch:
        return ""
