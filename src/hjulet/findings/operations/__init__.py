"""Verbs that write findings. Each is atomic, writes one journal event and raises by name.

Writing: `write`, `change`, `discard`, `tie`. Open to all: `release`, `correct`.
Handling: `set_handling`, `need_nothing`. Groups: `group`, `ungroup`.
Lists: `add_cause`, `rename_cause`, `add_theme`, `rename_theme`, `set_active`.
"""

from hjulet.findings.operations.faults import (
    AlreadyListed,
    UnansweredNames,
    UnknownSource,
    WrongStatus,
)
from hjulet.findings.operations.groups import group, ungroup
from hjulet.findings.operations.handling import need_nothing, set_handling
from hjulet.findings.operations.lists import (
    add_cause,
    add_theme,
    rename_cause,
    rename_theme,
    set_active,
)
from hjulet.findings.operations.releasing import correct, release
from hjulet.findings.operations.writing import change, discard, tie, write
from hjulet.kernel.free_text import Fault, Invalid, NumbersInText

__all__ = [
    "AlreadyListed",
    "Fault",
    "Invalid",
    "NumbersInText",
    "UnansweredNames",
    "UnknownSource",
    "WrongStatus",
    "add_cause",
    "add_theme",
    "change",
    "correct",
    "discard",
    "group",
    "need_nothing",
    "release",
    "rename_cause",
    "rename_theme",
    "set_active",
    "set_handling",
    "tie",
    "ungroup",
    "write",
]
