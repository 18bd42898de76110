"""What the models of the room hold about people: who decided, stopped, signed."""

from hjulet.kernel.privacy import Declaration, Kind

_BASIS = (
    "rättslig förpliktelse, GDPR art. 6.1 c: gallring ska kunna visas i efterhand "
    "(arkivlagen 1990:782)"
)
_KEPT = "bevaras: det visar vad som är gallrat och vem som bestämde det"
_WORK = Declaration(Kind.WORK, _BASIS, _KEPT)

PRIVACY: dict[str, Declaration] = {
    "RetentionRule": _WORK,
    "Hold": _WORK,
    "DisposalList": _WORK,
    "DisposalItem": _WORK,
    "Tombstone": _WORK,
}
