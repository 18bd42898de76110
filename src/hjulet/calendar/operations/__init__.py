"""Verbs of the calendar.

`next_reference`, `start`, `start_many`, `keep`, `stop`, `move` and `tell_landed` are called by the
rooms within their own transaction, whose journal event tells of it: these record none of their own.
`chase`, `digest` and `run_recurrences` are the worker's.
"""

from hjulet.calendar.operations.chasing import chase, tell_landed
from hjulet.calendar.operations.clocks import (
    deadline,
    keep,
    move,
    next_reference,
    running,
    start,
    start_many,
    stop,
)
from hjulet.calendar.operations.deadlines import set_deadline
from hjulet.calendar.operations.digest import digest
from hjulet.calendar.operations.recurring import run_recurrences

__all__ = [
    "chase",
    "deadline",
    "digest",
    "keep",
    "move",
    "next_reference",
    "run_recurrences",
    "running",
    "set_deadline",
    "start",
    "start_many",
    "stop",
    "tell_landed",
]
