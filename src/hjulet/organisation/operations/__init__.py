"""Verbs of the organisation. Each is atomic, needs a right and leaves one journal event."""

from hjulet.organisation.operations.absences import end_absence, set_absence
from hjulet.organisation.operations.accounts import (
    add_account,
    change_account,
    deactivate_account,
    reactivate_account,
)
from hjulet.organisation.operations.boards import set_board_settings
from hjulet.organisation.operations.faults import (
    AlreadyHasRole,
    AlreadyLoggedIn,
    EmailTaken,
    LastAdmin,
    NameTaken,
    NotFound,
    NotPossible,
    NotThere,
    NumberOfPerson,
    OwnRole,
    ParentNotThere,
    RoleNeedsUnit,
    StillStands,
    WrongHeadcount,
    WrongLevel,
    WrongPeriod,
)
from hjulet.organisation.operations.headcounts import set_headcounts
from hjulet.organisation.operations.passwords import (
    make_password_link,
    note_login_change,
    remove_second_factor,
)
from hjulet.organisation.operations.roles import end_role, give_role
from hjulet.organisation.operations.units import add_unit, change_unit, end_unit, move_unit

__all__ = [
    "AlreadyHasRole",
    "AlreadyLoggedIn",
    "EmailTaken",
    "LastAdmin",
    "NameTaken",
    "NotFound",
    "NotPossible",
    "NotThere",
    "NumberOfPerson",
    "OwnRole",
    "ParentNotThere",
    "RoleNeedsUnit",
    "StillStands",
    "WrongHeadcount",
    "WrongLevel",
    "WrongPeriod",
    "add_account",
    "add_unit",
    "change_account",
    "change_unit",
    "deactivate_account",
    "end_absence",
    "end_role",
    "end_unit",
    "give_role",
    "make_password_link",
    "move_unit",
    "note_login_change",
    "reactivate_account",
    "remove_second_factor",
    "set_absence",
    "set_board_settings",
    "set_headcounts",
]
