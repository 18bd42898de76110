"""What can be done with an edition and its sections."""

from hjulet.annual_report.operations.editions import (
    decide,
    discard,
    open_edition,
    open_next,
    publish,
    rename_edition,
)
from hjulet.annual_report.operations.faults import (
    AddressTaken,
    BadAddress,
    BadDecision,
    BadTitle,
    NotABoard,
    NotDecided,
    NotInThisState,
    StaleSection,
    UnknownWriter,
)
from hjulet.annual_report.operations.freezing import freeze
from hjulet.annual_report.operations.sections import (
    assign_section,
    rename_section,
    restore_section,
    save_section,
    set_section_status,
)

__all__ = [
    "AddressTaken",
    "BadAddress",
    "BadDecision",
    "BadTitle",
    "NotABoard",
    "NotDecided",
    "NotInThisState",
    "StaleSection",
    "UnknownWriter",
    "assign_section",
    "decide",
    "discard",
    "freeze",
    "open_edition",
    "open_next",
    "publish",
    "rename_edition",
    "rename_section",
    "restore_section",
    "save_section",
    "set_section_status",
]
