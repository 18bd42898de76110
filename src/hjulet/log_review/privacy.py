"""What the models of log control hold about people: who opened what, and who looked at it."""

from hjulet.kernel.privacy import NONE, Declaration, Kind

_WORK = Declaration(
    Kind.WORK,
    "rättslig förpliktelse, GDPR art. 6.1 c: kontroll av åtkomst enligt 10 § lagen (2001:454)",
    "minst så länge de ärenden som öppningarna gäller; gallras enligt nämndens plan",
)

PRIVACY: dict[str, Declaration] = {
    "SampleSize": NONE,
    "LogReview": _WORK,
    "DrawnOpening": _WORK,
}
