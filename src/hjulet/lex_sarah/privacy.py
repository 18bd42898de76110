"""What the models of the room hold about people."""

from hjulet.kernel.privacy import NONE, Declaration, Kind

_BASIS = (
    "rättslig förpliktelse och socialtjänst, GDPR art. 6.1 c och 9.2 h: lex Sarah dokumenteras "
    "och utreds enligt 27 kap. socialtjänstlagen (2025:400) och 24 a–24 f §§ LSS"
)
_KEEP = "gallras enligt nämndens plan, tidigast när ärendet är avslutat"
_SENSITIVE = Declaration(Kind.SENSITIVE, _BASIS, _KEEP)
_WORK = Declaration(Kind.WORK, _BASIS, _KEEP)

PRIVACY: dict[str, Declaration] = {
    "Case": _WORK,
    "CaseReport": NONE,
    "CaseFinding": NONE,
    "Investigator": _WORK,
    "ReportRecord": _SENSITIVE,
    "InvestigationRecord": _SENSITIVE,
    "ManagerSummary": _SENSITIVE,
    "Decision": _SENSITIVE,
    "IvoNotification": _SENSITIVE,
    "IvoAnswer": _SENSITIVE,
    "Information": _SENSITIVE,
    "Step": _SENSITIVE,
    "BoardRules": _WORK,
}
