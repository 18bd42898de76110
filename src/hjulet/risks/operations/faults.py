"""What can go wrong, by name."""

from hjulet.kernel.free_text import Fault, Invalid, length_faults, stop_numbers


class InvalidRisk(Invalid):
    """Something given cannot be saved; `faults` say field by field what to do, in Swedish."""


class NotDraft(Exception):
    """The analysis is done, so what stands in it is not changed any more."""


class NotFinished(Exception):
    """Only a done analysis is made anew."""


class AlreadyReassessed(Exception):
    """A new analysis has begun or is done; `reference` is its own."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"Riskanalys {reference} har redan börjat.")
        self.reference = reference


class HasFindings(Exception):
    """The risk ended in findings and stays."""


def text_faults(texts: dict[str, str], limits: dict[str, int]) -> list[Fault]:
    """A fault for each text that is longer than its own limit, or than any text may be."""
    short = [
        Fault(field, f"Korta texten till högst {limit} tecken.")
        for field, limit in limits.items()
        if len(texts[field]) > limit
    ]
    rest = {field: text for field, text in texts.items() if field not in limits}
    return [*short, *length_faults(rest)]


def check(faults: list[Fault], texts: dict[str, str]) -> None:
    """Raises InvalidRisk for the faults, else NumbersInText for a number in the texts."""
    if faults:
        raise InvalidRisk(faults)
    stop_numbers(texts)
