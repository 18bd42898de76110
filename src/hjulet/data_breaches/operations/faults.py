"""What can go wrong, by name."""

from collections.abc import Mapping, Sequence

from hjulet.data_breaches.rules import LINES, MAX_LINE
from hjulet.kernel.free_text import Fault, Invalid, length_faults, stop_numbers


class InvalidIncident(Invalid):
    """Something given cannot be saved; `faults` say field by field what to do, in Swedish."""


class WrongStatus(Exception):
    """The step cannot be taken now: the incident is closed, notified already, or not yet."""


class StaleIncident(Exception):
    """Somebody else has changed the incident; `version` is the one that holds now."""

    def __init__(self, version: int) -> None:
        super().__init__(f"Incidenten har ändrats av någon annan (version {version}).")
        self.version = version


def check(faults: Sequence[Fault], texts: Mapping[str, str]) -> None:
    """Raises InvalidIncident for faults and lengths, else NumbersInText for a number."""
    lines = {name: text for name, text in texts.items() if name in LINES}
    rest = {name: text for name, text in texts.items() if name not in LINES}
    found = [
        *faults,
        *(
            Fault(name, f"Korta texten till högst {MAX_LINE} tecken.")
            for name, text in lines.items()
            if len(text) > MAX_LINE
        ),
        *length_faults(rest),
    ]
    if found:
        raise InvalidIncident(found)
    stop_numbers(texts)
