"""Verbs that write risk analyses. Each is atomic, writes one journal event and raises by name."""

from hjulet.risks.operations.analyses import (
    begin,
    change,
    discard,
    hand_over,
    set_participants,
)
from hjulet.risks.operations.faults import (
    AlreadyReassessed,
    HasFindings,
    InvalidRisk,
    NotDraft,
    NotFinished,
)
from hjulet.risks.operations.finishing import CLOCK, finish, reassess
from hjulet.risks.operations.items import add_risk, change_risk, link_finding, remove_risk

__all__ = [
    "CLOCK",
    "AlreadyReassessed",
    "HasFindings",
    "InvalidRisk",
    "NotDraft",
    "NotFinished",
    "add_risk",
    "begin",
    "change",
    "change_risk",
    "discard",
    "finish",
    "hand_over",
    "link_finding",
    "reassess",
    "remove_risk",
    "set_participants",
]
