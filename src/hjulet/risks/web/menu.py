"""The menu item of the room, and what it shows on the page of a finding."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string

from hjulet.kernel import clock
from hjulet.organisation.rules import may
from hjulet.risks import queries
from hjulet.risks.rules import level
from hjulet.risks.web.words import LEVEL_WORDS
from hjulet.ui import slots
from hjulet.ui.menu import MenuItem, register


def register_all() -> None:
    """Called once when the application starts."""
    register(
        MenuItem(
            label="Riskanalyser",
            url_name="risk_list",
            stage="plan",
            order=20,
            visible=lambda actor: may(actor, "risk.read"),
            count=lambda actor: queries.waiting_count(actor, clock.today()),
        )
    )
    slots.register("finding.sources", finding_sources)


def finding_sources(actor: Any, finding: Any, request: HttpRequest | None) -> str:
    """The risks that ended in the finding, of the analyses that the actor may open."""
    risks = queries.risks_of_finding(actor, finding.pk)
    if not risks:
        return ""
    rows = [
        (
            risk,
            queries.path_of(risk.analysis.reference, risk.pk),
            LEVEL_WORDS[level(risk.probability, risk.consequence)],
        )
        for risk in risks
    ]
    return render_to_string("risks/_of_finding.html", {"rows": rows}, request=request)
