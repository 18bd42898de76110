"""What the journal holds about people."""

from hjulet.kernel.privacy import Declaration, Kind

PRIVACY: dict[str, Declaration] = {
    "Event": Declaration(
        Kind.WORK,
        "rättslig förpliktelse, GDPR art. 6.1 c: behörighetskontroll enligt 10 § lagen (2001:454)",
        "minst så länge de ärenden som raderna gäller; gallras enligt nämndens plan",
    ),
}
