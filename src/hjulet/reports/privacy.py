"""What the models of reports hold about people."""

from hjulet.kernel.privacy import NONE, Declaration, Kind

_CASE = (
    "allmänt intresse och socialtjänst, GDPR art. 6.1 e och 9.2 h: rapporter tas om hand enligt "
    "SOSFS 2011:9 5 kap.; lex Sarah enligt 27 kap. socialtjänstlagen (2025:400)"
)
_KEEP = "gallras enligt nämndens plan, när årets kvalitetsberättelse är beslutad"
_SENSITIVE = Declaration(Kind.SENSITIVE, _CASE, _KEEP)
_WORK = Declaration(Kind.WORK, _CASE, _KEEP)

PRIVACY: dict[str, Declaration] = {
    "DeviationType": NONE,
    "Category": NONE,
    "ReportFinding": NONE,
    "ReferenceSeries": NONE,
    "Report": _SENSITIVE,
    "ReportType": NONE,
    "ReportUnit": NONE,
    "ReportCause": NONE,
    "ReportCase": _SENSITIVE,
    "Assessment": _SENSITIVE,
    "AssessmentDraft": Declaration(Kind.SENSITIVE, _CASE, "tas bort när bedömningen sparas"),
    "StatusChange": _SENSITIVE,
    "ReportCorrection": _SENSITIVE,
    "ReportAddition": _SENSITIVE,
    "ReportFact": NONE,
    "ReportSum": NONE,
    "AccessGrant": _WORK,
    "ReportDraft": Declaration(
        Kind.SENSITIVE,
        _CASE,
        "tas bort när den skickas eller kastas, efter 90 dagar, eller när kontot stängs",
    ),
    "ReportAttachment": NONE,
    "ImportMapping": NONE,
    "ScaleStep": NONE,
    "Investigation": _SENSITIVE,
    "InvestigationReport": NONE,
    "InvestigationCause": NONE,
    "InvestigationEarlier": NONE,
    "InvestigationFinding": NONE,
    "InvestigationVersion": _SENSITIVE,
    "InvestigationStep": _SENSITIVE,
    "Handover": _SENSITIVE,
}
