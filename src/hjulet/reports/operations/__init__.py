"""Verbs that write reports. Each is atomic, writes one journal event and raises by name.

Intake: `save_draft`, `discard_draft`, `submit`, `add_note`. Assessment: `assess`,
`save_assessment_draft`, `close`, `reopen`.
Afterwards: `note_notification`, `correct_date`, `grant_access`, `withdraw_access`.
Lists: `rename_type`, `add_category`, `rename_category`, `set_active`.
Reading that must be noted: `opened`, `note_export`.
"""

from hjulet.kernel.free_text import NumbersInText
from hjulet.reports.operations.additions import add_note
from hjulet.reports.operations.afterwards import close, correct_date, note_notification, reopen
from hjulet.reports.operations.assessment import assess
from hjulet.reports.operations.assessment_drafts import save_assessment_draft
from hjulet.reports.operations.drafts import discard_draft, save_draft
from hjulet.reports.operations.faults import (
    AlreadyListed,
    InvalidReport,
    StaleAssessment,
    WrongStatus,
)
from hjulet.reports.operations.grants import UnknownAccount, grant_access, withdraw_access
from hjulet.reports.operations.intake import submit
from hjulet.reports.operations.lists import (
    add_category,
    rename_category,
    rename_type,
    set_active,
)
from hjulet.reports.operations.reading import note_export, opened

__all__ = [
    "AlreadyListed",
    "InvalidReport",
    "NumbersInText",
    "StaleAssessment",
    "UnknownAccount",
    "WrongStatus",
    "add_category",
    "add_note",
    "assess",
    "close",
    "correct_date",
    "discard_draft",
    "grant_access",
    "note_export",
    "note_notification",
    "opened",
    "rename_category",
    "rename_type",
    "reopen",
    "save_assessment_draft",
    "save_draft",
    "set_active",
    "submit",
    "withdraw_access",
]
