"""What can go wrong, by name."""

from hjulet.kernel.free_text import Invalid
from hjulet.reports.kinds import Status
from hjulet.reports.rules import TRANSITIONS


class InvalidReport(Invalid):
    """Something given cannot be saved; `faults` say field by field what to do, in Swedish."""


class StaleAssessment(Exception):
    """Somebody else assessed meanwhile; `number` is the latest assessment."""

    def __init__(self, number: int) -> None:
        super().__init__(f"Bedömning {number} har sparats under tiden.")
        self.number = number


class WrongStatus(Exception):
    """The step cannot be taken from the status that the report has."""

    def __init__(self, step: str, status: str) -> None:
        super().__init__(f"Rapporten är {Status(status).label}: steget går inte att ta.")
        self.step = step
        self.status = status


class AlreadyListed(ValueError):
    """The list has the name already."""


def require_step(step: str, status: str) -> None:
    """Raises WrongStatus unless `step` may be taken from `status`."""
    if status not in TRANSITIONS[step]:
        raise WrongStatus(step, status)
