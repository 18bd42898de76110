"""Verbs that write measures. Each is atomic, writes one journal event and raises by name.

Proposing: `propose`, `decide`, `reject`. Doing: `start`, `postpone`, `hand_over`, `note_done`.
Checking: `check_effect`.
"""

from hjulet.improvements.operations.checking import check_effect
from hjulet.improvements.operations.common import may_decide, may_follow
from hjulet.improvements.operations.doing import hand_over, note_done, postpone, start
from hjulet.improvements.operations.exporting import note_export
from hjulet.improvements.operations.faults import InvalidMeasure, WrongStatus
from hjulet.improvements.operations.proposing import decide, propose, reject

__all__ = [
    "InvalidMeasure",
    "WrongStatus",
    "check_effect",
    "decide",
    "hand_over",
    "may_decide",
    "may_follow",
    "note_done",
    "note_export",
    "postpone",
    "propose",
    "reject",
    "start",
]
