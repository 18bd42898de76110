"""What the models of risks hold about people: who answers for an analysis."""

from hjulet.kernel.privacy import NONE, Declaration, Kind

_WORK = Declaration(
    Kind.WORK,
    "allmänt intresse, GDPR art. 6.1 e: riskanalyser görs fortlöpande (SOSFS 2011:9 5 kap. 1 §)",
    "bevaras; riskanalyser innehåller inga uppgifter om enskilda",
)

PRIVACY: dict[str, Declaration] = {
    "RiskAnalysis": _WORK,
    "Participant": NONE,
    "Risk": NONE,
    "RiskFinding": NONE,
}
