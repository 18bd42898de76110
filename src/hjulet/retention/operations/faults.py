"""What can go wrong, by name."""

from hjulet.kernel.free_text import Fault, Invalid, length_faults, stop_numbers
from hjulet.retention.rules import BASIS_MOST


class InvalidRetention(Invalid):
    """Something given cannot be saved; `faults` say field by field what to do, in Swedish."""


class NotInThisState(Exception):
    """The list has gone on, or somebody was before; the message says in Swedish what."""


class AlreadyOpen(Exception):
    """There is a list of the kind already; `reference` is that list."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"Lista {reference} är inte klar än.")
        self.reference = reference


class NothingDue(Exception):
    """No record of the kind may go now; the message says in Swedish why."""


def check_reason(reason: str, ask: str, field: str = "reason", limit: int = 300) -> str:
    """The reason on one line; raises InvalidRetention and NumbersInText."""
    words = " ".join(reason.split())
    faults = length_faults({field: words}, limit)
    if not words:
        faults.append(Fault(field, ask))
    if faults:
        raise InvalidRetention(faults)
    stop_numbers({field: words})
    return words


def basis_faults(basis: str) -> list[Fault]:
    """What is wrong with the words of a rule."""
    faults = length_faults({"basis": basis}, BASIS_MOST)
    if not basis:
        faults.append(
            Fault("basis", "Skriv vilken punkt i dokumenthanteringsplanen, eller vilken lag.")
        )
    return faults
