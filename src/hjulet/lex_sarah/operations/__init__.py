"""Verbs that write cases. Each is atomic, writes one journal event and raises by name.

Opening: `open_case`, `join`, `leave`, `change`. People: `assign`, `withdraw`, `hand_over`.
Documentation: `save_report`, `seal_report`, `save_investigation`, `seal_investigation`.
Decision: `send`, `send_back`, `decide`. Outwards: `notify`, `note_answer`, `inform`,
`summarise`. The end: `close`, `reopen`, `write_off`; findings: `link_finding`.
The board: `set_rules`. Reading that must be noted: `opened`.
"""

from hjulet.kernel.free_text import NumbersInText
from hjulet.lex_sarah.operations.board_rules import set_rules
from hjulet.lex_sarah.operations.deciding import decide, left_to_write, send, send_back
from hjulet.lex_sarah.operations.ending import close, link_finding, reopen, write_off
from hjulet.lex_sarah.operations.faults import (
    InvalidCase,
    StaleCase,
    UnknownReport,
    WrongStatus,
    require_step,
)
from hjulet.lex_sarah.operations.opening import change, join, leave, open_case
from hjulet.lex_sarah.operations.people import assign, hand_over, withdraw
from hjulet.lex_sarah.operations.reading import note_export, opened
from hjulet.lex_sarah.operations.records import (
    save_investigation,
    save_report,
    seal_investigation,
    seal_report,
)
from hjulet.lex_sarah.operations.telling import inform, note_answer, notify, summarise

__all__ = [
    "InvalidCase",
    "NumbersInText",
    "StaleCase",
    "UnknownReport",
    "WrongStatus",
    "assign",
    "change",
    "close",
    "decide",
    "hand_over",
    "inform",
    "join",
    "leave",
    "left_to_write",
    "link_finding",
    "note_answer",
    "note_export",
    "notify",
    "open_case",
    "opened",
    "reopen",
    "require_step",
    "save_investigation",
    "save_report",
    "seal_investigation",
    "seal_report",
    "send",
    "send_back",
    "set_rules",
    "summarise",
    "withdraw",
    "write_off",
]
