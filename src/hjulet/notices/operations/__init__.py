"""Verbs of notices: tell somebody, read, choose how letters come, send what waits."""

from hjulet.notices.operations.guarding import tell_of_login_change
from hjulet.notices.operations.mailing import (
    LetterNotFound,
    send_again,
    send_trial,
    send_waiting,
    tidy,
)
from hjulet.notices.operations.telling import Line, choose, read, read_all, tell, write

__all__ = [
    "LetterNotFound",
    "Line",
    "choose",
    "read",
    "read_all",
    "send_again",
    "send_trial",
    "send_waiting",
    "tell",
    "tell_of_login_change",
    "tidy",
    "write",
]
