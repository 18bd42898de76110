"""What can go wrong, by name."""

from datetime import date

from hjulet.kernel.free_text import Invalid
from hjulet.reports.kinds import InvestigationStatus, Status
from hjulet.reports.models import Investigation
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


class Disposed(WrongStatus):
    """The report has been disposed of (gallrad): nothing of it changes any more."""

    def __init__(self, step: str) -> None:
        Exception.__init__(self, "Rapporten är gallrad: steget går inte att ta.")
        self.step = step
        self.status = Status.CLOSED


class WrongKind(Exception):
    """The report has not been assessed as what the case is about."""


class AlreadyTakenUp(Exception):
    """Another case of the kind has the report; `reference` is that case."""

    def __init__(self, reference: str) -> None:
        super().__init__(f"Rapporten hanteras redan i {reference}.")
        self.reference = reference


class AlreadyListed(ValueError):
    """The list has the name already."""


def require_step(step: str, status: str) -> None:
    """Raises WrongStatus unless `step` may be taken from `status`."""
    if status not in TRANSITIONS[step]:
        raise WrongStatus(step, status)


def require_kept(step: str, disposed_on: date | None) -> None:
    """Raises Disposed when what was written is gone: figures must stay as they were counted."""
    if disposed_on is not None:
        raise Disposed(step)


class WrongStep(Exception):
    """The step cannot be taken from the status that the investigation has."""

    def __init__(self, step: str, status: str) -> None:
        super().__init__(f"Utredningen är {InvestigationStatus(status).label}: steget går inte.")
        self.step = step
        self.status = status


class StaleInvestigation(Exception):
    """Somebody else saved meanwhile; `version` is the latest, `name` who saved it ("" unknown)."""

    def __init__(self, found: Investigation) -> None:
        super().__init__(f"Utredning {found.reference} har sparats under tiden.")
        self.version = found.version
        self.name = found.saved_by.name if found.saved_by else ""


class AlreadyHandedOver(Exception):
    """Somebody else handed the report over meanwhile; `to` says to whom."""

    def __init__(self, to: str) -> None:
        super().__init__(f"Rapporten är redan lämnad till {to}.")
        self.to = to
