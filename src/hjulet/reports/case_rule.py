"""Which reports are in cases that somebody may open: a right given for a case ends with the task.

OSL (2009:400) 26 kap. 1 §. The room that holds the cases knows who may open them, and registers
here.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from hjulet.organisation.types import Actor

Reports = Callable[[Actor], QuerySet[Any, Any]]

_rules: list[Reports] = []


def register(reports_of: Reports) -> None:
    """Called from a room's apps.py with a function that gives the keys of the reports, without
    asking the database. The same function again changes nothing."""
    if reports_of not in _rules:
        _rules.append(reports_of)


def of_open_cases(actor: Actor) -> list[QuerySet[Any, Any]]:
    """Keys of the reports that are now in a case that the actor may open, room by room."""
    return [rule(actor) for rule in _rules]
