"""What stored files hold about people."""

from hjulet.kernel.privacy import Declaration, Kind

PRIVACY: dict[str, Declaration] = {
    "StoredFile": Declaration(
        Kind.SENSITIVE,
        "allmänt intresse, GDPR art. 6.1 e och 9.2 h: avvikelser utreds enligt SOSFS 2011:9 5 kap.",
        "tas bort med det som filen hör till",
    ),
}
