"""Verbs that write reports. Each is atomic, writes one journal event and raises by name.

Intake: `save_draft`, `discard_draft`, `tidy_drafts` (the worker), `submit`, `add_note`.
Assessment: `assess`,
`save_assessment_draft`, `close`, `reopen`.
Afterwards: `note_notification`, `correct_date`, `grant_access`, `withdraw_access`.
Cases, for the rooms that hold them: `take_up`, `settle`, `take_back`, `let_go`,
`mark_notified`, `take_back_notified`. Disposal, for retention and those rooms: `dispose_report`.
Investigations: `open_investigation`, `add_report`, `remove_report`, `save_investigation`,
`finish_investigation`, `assign_investigation`, `return_investigation`, `accept_investigation`,
`close_investigation`, `reopen_investigation`.
Handing over: `hand_over_to_unit`, `hand_over_to_board`, `hand_over_outside`, `note_answer`.
Lists: `rename_type`, `add_category`, `rename_category`, `set_active`, `change_scale_step`.
Reading that must be noted: `opened`, `note_export`.
"""

from hjulet.kernel.free_text import NumbersInText
from hjulet.reports.operations.additions import add_note
from hjulet.reports.operations.afterwards import close, correct_date, note_notification, reopen
from hjulet.reports.operations.answering import note_answer
from hjulet.reports.operations.assessment import assess
from hjulet.reports.operations.assessment_drafts import save_assessment_draft
from hjulet.reports.operations.cases import (
    let_go,
    mark_notified,
    settle,
    take_back,
    take_back_notified,
    take_up,
)
from hjulet.reports.operations.concluding import (
    accept_investigation,
    close_investigation,
    findings_left,
    reopen_investigation,
    return_investigation,
)
from hjulet.reports.operations.disposing import dispose_report
from hjulet.reports.operations.drafts import discard_draft, save_draft, tidy_drafts
from hjulet.reports.operations.faults import (
    AlreadyHandedOver,
    AlreadyListed,
    AlreadyTakenUp,
    Disposed,
    InvalidReport,
    StaleAssessment,
    StaleInvestigation,
    WrongKind,
    WrongStatus,
    WrongStep,
)
from hjulet.reports.operations.gathering import add_report, remove_report
from hjulet.reports.operations.grants import UnknownAccount, grant_access, withdraw_access
from hjulet.reports.operations.handing import (
    hand_over_outside,
    hand_over_to_board,
    hand_over_to_unit,
)
from hjulet.reports.operations.handover_common import may_hand_over
from hjulet.reports.operations.intake import submit
from hjulet.reports.operations.investigations import (
    assign_investigation,
    finish_investigation,
    open_investigation,
    save_investigation,
)
from hjulet.reports.operations.lists import (
    add_category,
    rename_category,
    rename_type,
    set_active,
)
from hjulet.reports.operations.reading import note_export, opened, opened_investigation
from hjulet.reports.operations.scales import change_scale_step

__all__ = [
    "AlreadyHandedOver",
    "AlreadyListed",
    "AlreadyTakenUp",
    "Disposed",
    "InvalidReport",
    "NumbersInText",
    "StaleAssessment",
    "StaleInvestigation",
    "UnknownAccount",
    "WrongKind",
    "WrongStatus",
    "WrongStep",
    "accept_investigation",
    "add_category",
    "add_note",
    "add_report",
    "assess",
    "assign_investigation",
    "change_scale_step",
    "close",
    "close_investigation",
    "correct_date",
    "discard_draft",
    "dispose_report",
    "findings_left",
    "finish_investigation",
    "grant_access",
    "hand_over_outside",
    "hand_over_to_board",
    "hand_over_to_unit",
    "let_go",
    "mark_notified",
    "may_hand_over",
    "note_answer",
    "note_export",
    "note_notification",
    "open_investigation",
    "opened",
    "opened_investigation",
    "remove_report",
    "rename_category",
    "rename_type",
    "reopen",
    "reopen_investigation",
    "return_investigation",
    "save_assessment_draft",
    "save_draft",
    "save_investigation",
    "set_active",
    "settle",
    "submit",
    "take_back",
    "take_back_notified",
    "take_up",
    "tidy_drafts",
    "withdraw_access",
]
