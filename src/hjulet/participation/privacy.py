"""What the models of participation hold about people: who noted the meeting."""

from hjulet.kernel.privacy import NONE, Declaration, Kind

PRIVACY: dict[str, Declaration] = {
    "Meeting": Declaration(
        Kind.WORK,
        "allmänt intresse, GDPR art. 6.1 e: personalen medverkar (SOSFS 2011:9 6 kap.)",
        "gallras enligt nämndens plan",
    ),
    "MeetingItem": NONE,
}
