"""Rooms above that keep something derived from the tree ask here to be told when it changes."""

from collections.abc import Callable
from datetime import date

Follower = Callable[[date], None]

_followers: list[Follower] = []


def register(follower: Follower) -> None:
    """Calls `follower(first_day)` in the transaction of every change of the tree.

    `first_day` is the first day from which the tree may be another than before (`date.min` when
    the change has no beginning). Registering the same function again changes nothing.
    """
    if follower not in _followers:
        _followers.append(follower)


def unregister(follower: Follower) -> None:
    """Take a follower away again. For tests."""
    _followers.remove(follower)


def tree_changed(first_day: date | None) -> None:
    """Tells all followers; None is a change without a beginning. Call inside the transaction."""
    for follower in tuple(_followers):
        follower(first_day or date.min)
