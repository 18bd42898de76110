"""What the models of the room hold about people."""

from hjulet.kernel.privacy import NONE, Declaration, Kind

_INCIDENT = Declaration(
    Kind.SENSITIVE,
    "rättslig förpliktelse, GDPR art. 6.1 c: varje personuppgiftsincident dokumenteras (art. 33.5)",
    "gallras enligt nämndens plan, när den är avslutad",
)

PRIVACY: dict[str, Declaration] = {
    "Incident": _INCIDENT,
    "Notification": _INCIDENT,
    "Step": _INCIDENT,
    "IncidentReport": NONE,
    "IncidentFinding": NONE,
}
