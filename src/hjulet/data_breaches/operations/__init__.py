"""Verbs that write incidents. Each is atomic, writes one journal event and raises by name.

Contents: `open_incident`, `save`, `correct_discovered`, `hand_over`, `add_report`,
`remove_report`. Law: `decide`, `notify`, `complement`, `note_reference`, `inform`. End: `close`,
`reopen`. Findings: `link_finding`. Reading that must be noted: `opened`, `note_document`,
`note_export`.
"""

from hjulet.data_breaches.operations.contents import correct_discovered, hand_over, save
from hjulet.data_breaches.operations.ending import close, findings_left, link_finding, reopen
from hjulet.data_breaches.operations.faults import (
    InvalidIncident,
    StaleIncident,
    WrongStatus,
)
from hjulet.data_breaches.operations.informing import inform
from hjulet.data_breaches.operations.notifying import complement, decide, note_reference, notify
from hjulet.data_breaches.operations.opening import add_report, open_incident, remove_report
from hjulet.data_breaches.operations.reading import note_document, note_export, opened

__all__ = [
    "InvalidIncident",
    "StaleIncident",
    "WrongStatus",
    "add_report",
    "close",
    "complement",
    "correct_discovered",
    "decide",
    "findings_left",
    "hand_over",
    "inform",
    "link_finding",
    "note_document",
    "note_export",
    "note_reference",
    "notify",
    "open_incident",
    "opened",
    "remove_report",
    "reopen",
    "save",
]
