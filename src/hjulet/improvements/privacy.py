"""What the models of improvements hold about people: who answers for what."""

from hjulet.kernel.privacy import NONE, Declaration, Kind

_WORK = Declaration(
    Kind.WORK,
    "allmänt intresse, GDPR art. 6.1 e: åtgärder vidtas och följs upp (SOSFS 2011:9 5 kap.)",
    "bevaras; åtgärder innehåller inga uppgifter om enskilda",
)

PRIVACY: dict[str, Declaration] = {
    "Measure": _WORK,
    "MeasureFinding": NONE,
    "Step": _WORK,
    "EffectCheck": _WORK,
    "Evidence": NONE,
    "ActionPlan": _WORK,
    "PlanMeasure": NONE,
}
