"""What can go wrong, by name."""

from hjulet.improvements.kinds import Status
from hjulet.kernel.free_text import Invalid


class InvalidMeasure(Invalid):
    """Something given cannot be saved; `faults` say field by field what to do, in Swedish."""


class WrongStatus(Exception):
    """The step cannot be taken from where the measure is: somebody was there before."""

    def __init__(self, verb: str, status: str) -> None:
        super().__init__(f"Åtgärden är {Status(status).label}: steget går inte att ta.")
        self.verb = verb
        self.status = status
