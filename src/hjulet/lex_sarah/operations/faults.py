"""What can go wrong, by name."""

from hjulet.kernel.free_text import Fault, Invalid, length_faults, stop_numbers
from hjulet.kernel.identity_numbers import in_words, persons
from hjulet.lex_sarah.kinds import Status
from hjulet.lex_sarah.rules import TRANSITIONS

# Of a text of one line; 120 when it is not named.
LIMITS = {"reference": 60}


class InvalidCase(Invalid):
    """Something given cannot be saved; `faults` say field by field what to do, in Swedish."""


class WrongStatus(Exception):
    """The step cannot be taken from the status that the case has."""

    def __init__(self, step: str, status: str) -> None:
        super().__init__(f"Ärendet är {Status(status).label}: steget går inte att ta.")
        self.step = step
        self.status = status


class StaleCase(Exception):
    """Somebody else saved or decided meanwhile; `stamp` is what holds now."""

    def __init__(self, stamp: str) -> None:
        super().__init__("Någon annan har sparat under tiden.")
        self.stamp = stamp


class UnknownReport(LookupError):
    """The actor reads no such report, or it belongs to another board."""


def require_step(step: str, status: str) -> None:
    """Raises WrongStatus unless `step` may be taken from `status`."""
    if status not in TRANSITIONS[step]:
        raise WrongStatus(step, status)


def reference_faults(number: str) -> list[Fault]:
    """IVO's number is that of a case, which no other text may hold, and not that of a person."""
    limit = LIMITS["reference"]
    if len(number) > limit:
        return [Fault("reference", f"Korta texten till högst {limit} tecken.")]
    found = persons(number)
    return [Fault("reference", f"Texten innehåller {in_words(found)}.")] if found else []


def check(faults: list[Fault], texts: dict[str, str], short: tuple[str, ...] = ()) -> None:
    """Raises InvalidCase for the faults and for texts that are too long, else NumbersInText.

    `short` are the texts of one line.
    """
    for name in short:
        limit = LIMITS.get(name, 120)
        if len(texts[name]) > limit:
            faults = [*faults, Fault(name, f"Korta texten till högst {limit} tecken.")]
    rest = {name: text for name, text in texts.items() if name not in short}
    faults = [*faults, *length_faults(rest)]
    if faults:
        raise InvalidCase(faults)
    stop_numbers(texts)
