"""What the models of findings hold about people: nothing but who wrote."""

from hjulet.kernel.privacy import NONE, Declaration, Kind

_WORK = Declaration(
    Kind.WORK,
    "allmänt intresse, GDPR art. 6.1 e: avvikelser analyseras (SOSFS 2011:9 5 kap.)",
    "bevaras; fynd innehåller inga uppgifter om enskilda",
)

PRIVACY: dict[str, Declaration] = {
    "Cause": NONE,
    "Theme": NONE,
    "FindingGroup": _WORK,
    "Finding": _WORK,
    "FindingUnit": NONE,
    "FindingVersion": _WORK,
    "HandlingChange": _WORK,
}
