"""What the models of the organisation hold about people."""

from hjulet.kernel.privacy import NONE, Declaration, Kind

_WORK = "allmänt intresse, GDPR art. 6.1 e: uppgifter fördelas enligt SOSFS 2011:9 3 kap. 3 §"

PRIVACY: dict[str, Declaration] = {
    "Unit": NONE,
    "Placement": NONE,
    "BoardSettings": NONE,
    "Headcount": NONE,
    "Account": Declaration(
        Kind.WORK,
        _WORK,
        "stängs när uppdraget upphör; bevaras så länge journalen, som säger vem som gjorde vad",
    ),
    "RoleAssignment": Declaration(Kind.WORK, _WORK, "som kontot"),
    "Absence": Declaration(Kind.WORK, _WORK, "tas bort ett år efter sista dagen"),
}
