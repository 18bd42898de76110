"""Rooms above ask here to be told: of a changed tree, of a changed way to log in."""

from collections.abc import Callable
from datetime import date, datetime

Follower = Callable[[date], None]
LoginFollower = Callable[[int, str, datetime], None]

_followers: list[Follower] = []
_login_followers: list[LoginFollower] = []


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


def register_login(follower: LoginFollower) -> None:
    """Calls `follower(account_id, change, now)` in the transaction that notes a LoginChange.

    Registering the same function again changes nothing.
    """
    if follower not in _login_followers:
        _login_followers.append(follower)


def login_changed(account_id: int, change: str, now: datetime) -> None:
    """Tells all of them. Call inside the transaction."""
    for follower in tuple(_login_followers):
        follower(account_id, change, now)
