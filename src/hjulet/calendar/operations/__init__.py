"""Verbs of the calendar.

`next_reference`, `start`, `stop` and `move` are called by the rooms within their own transaction,
whose journal event tells of it: these record none of their own.
"""

from hjulet.calendar.operations.clocks import (
    deadline,
    move,
    next_reference,
    running,
    start,
    start_many,
    stop,
)

__all__ = ["deadline", "move", "next_reference", "running", "start", "start_many", "stop"]
