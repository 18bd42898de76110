"""Rooms above ask here to be told when a report that their case has taken up is assessed anew, or
the day it came in corrected.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from hjulet.organisation.types import Actor


@dataclass(frozen=True, slots=True)
class Follower:
    """`hold(report_id)` locks the case before the report is locked, in the order in which the verbs
    of the case do it. `follow(actor, now, report_id)` makes the case follow what now holds.
    Both do nothing for a report that the room has not taken up.
    """

    hold: Callable[[int], None]
    follow: Callable[[Actor, datetime, int], None]


_followers: list[Follower] = []


def register(follower: Follower) -> None:
    """Called from a room's apps.py. The same one again changes nothing."""
    if follower not in _followers:
        _followers.append(follower)


def hold(report_id: int) -> None:
    """Call inside the transaction, before the report is locked."""
    for one in _followers:
        one.hold(report_id)


def assessed(actor: Actor, now: datetime, report_id: int) -> None:
    """Tells all of them. Call inside the transaction, when the report is as it is to be."""
    for one in _followers:
        one.follow(actor, now, report_id)
