"""Verbs of retention. Each is atomic, writes one journal event and raises by name.

What holds: `set_rule`, `place_hold`, `lift_hold`. A list: `propose`, `propose_all` (the worker),
`take_off`, `dry_run`, `sign_first`, `withdraw`, `sign_second`, `carry_out`, `go_on` (the worker).
"""

from hjulet.kernel.free_text import NumbersInText
from hjulet.retention.operations.common import CLOCK
from hjulet.retention.operations.deciding import set_rule
from hjulet.retention.operations.disposing import carry_out, go_on, sign_second
from hjulet.retention.operations.exporting import note_export
from hjulet.retention.operations.faults import (
    AlreadyOpen,
    InvalidRetention,
    NothingDue,
    NotInThisState,
)
from hjulet.retention.operations.holding import lift_hold, place_hold
from hjulet.retention.operations.proposing import propose, propose_all
from hjulet.retention.operations.signing import dry_run, sign_first, take_off, withdraw

__all__ = [
    "CLOCK",
    "AlreadyOpen",
    "InvalidRetention",
    "NotInThisState",
    "NothingDue",
    "NumbersInText",
    "carry_out",
    "dry_run",
    "go_on",
    "lift_hold",
    "note_export",
    "place_hold",
    "propose",
    "propose_all",
    "set_rule",
    "sign_first",
    "sign_second",
    "take_off",
    "withdraw",
]
