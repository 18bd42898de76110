"""The risks of a draft, and the findings that a risk ended in."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from hjulet.kernel.free_text import Fault
from hjulet.organisation.types import Actor
from hjulet.risks.kinds import Consequence, Probability
from hjulet.risks.models import Risk, RiskFinding
from hjulet.risks.operations.common import locked_draft, note
from hjulet.risks.operations.faults import HasFindings, check, text_faults

MAX_LINE = 300


@transaction.atomic
def add_risk(
    *,
    actor: Actor,
    now: datetime,
    analysis_id: int,
    description: str,
    probability: int,
    consequence: int,
    leads_to: str = "",
    today: str = "",
) -> Risk:
    """A risk, last in a draft: what can happen, what it leads to, what protects today.

    `probability` and `consequence` are 1-4. Raises NotAllowed, NotDraft, InvalidRisk,
    NumbersInText.
    """
    analysis = locked_draft(actor, analysis_id)
    texts = _checked(description, leads_to, today, probability, consequence)
    last = analysis.risks.aggregate(last=Max("order"))["last"] or 0
    risk = Risk.objects.create(
        analysis=analysis,
        probability=probability,
        consequence=consequence,
        order=last + 1,
        **texts,
    )
    note(actor, now, "add_risk", analysis.pk, {"risk": risk.pk})
    return risk


@transaction.atomic
def change_risk(
    *,
    actor: Actor,
    now: datetime,
    risk_id: int,
    description: str,
    probability: int,
    consequence: int,
    leads_to: str = "",
    today: str = "",
) -> Risk:
    """Changes a risk of a draft. Raises as `add_risk`, and Risk.DoesNotExist."""
    risk = Risk.objects.get(pk=risk_id)
    analysis = locked_draft(actor, risk.analysis_id)
    texts = _checked(description, leads_to, today, probability, consequence)
    for field, text in texts.items():
        setattr(risk, field, text)
    risk.probability, risk.consequence = probability, consequence
    risk.save()
    note(actor, now, "change_risk", analysis.pk, {"risk": risk.pk})
    return risk


@transaction.atomic
def remove_risk(*, actor: Actor, now: datetime, risk_id: int) -> None:
    """Takes a risk out of a draft; the numbers of those after it close up.

    Raises NotAllowed, NotDraft, HasFindings, Risk.DoesNotExist.
    """
    risk = Risk.objects.get(pk=risk_id)
    analysis = locked_draft(actor, risk.analysis_id)
    if risk.finding_links.exists():
        raise HasFindings(risk.pk)
    risk.delete()
    for number, row in enumerate(analysis.risks.order_by("order", "pk"), start=1):
        if row.order != number:
            Risk.objects.filter(pk=row.pk).update(order=number)
    note(actor, now, "remove_risk", analysis.pk, {"risk": risk_id})


@transaction.atomic
def link_finding(*, actor: Actor, now: datetime, finding_id: int, risk_id: int) -> RiskFinding:
    """Ties a finding to the risk that it came from, within the caller's transaction; twice is once.

    The caller has found the risk through `sources`, and journals the finding. Raises
    Risk.DoesNotExist when the actor may not read the analysis.
    """
    risk = Risk.objects.visible_to(actor).get(pk=risk_id)
    return RiskFinding.objects.get_or_create(risk=risk, finding_id=finding_id)[0]


def _checked(
    description: str, leads_to: str, today: str, probability: int, consequence: int
) -> dict[str, str]:
    """The texts as they are stored. Raises InvalidRisk, NumbersInText."""
    texts = {
        "description": " ".join(description.split()),
        "leads_to": " ".join(leads_to.split()),
        "today": today.strip(),
    }
    faults = text_faults(texts, {"description": MAX_LINE, "leads_to": MAX_LINE})
    if not texts["description"]:
        faults.append(Fault("description", "Skriv vad som kan hända."))
    if probability not in Probability.values:
        faults.append(Fault("probability", "Välj hur sannolikt det är."))
    if consequence not in Consequence.values:
        faults.append(Fault("consequence", "Välj hur stor konsekvensen blir."))
    check(faults, texts)
    return texts
