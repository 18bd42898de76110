"""Frozen values that other rooms may hold: what somebody opened."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Read:
    """An event where something under secrecy was read: its number, when, who, how and which.

    `kind` and `key` name the thing, `keys` is the JSON of the event.
    """

    seq: int
    at: datetime
    actor_id: int | None
    verb: str
    kind: str
    key: str
    keys: str
