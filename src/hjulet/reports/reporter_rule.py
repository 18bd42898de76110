"""Whether the one who reported keeps her own text when her report comes under secrecy.

She does, unless her board has decided otherwise. The room that holds the cases knows what boards
have decided, and registers here.
"""

from collections.abc import Callable

Boards = Callable[[], frozenset[int]]

_rules: list[Boards] = []


def register(boards_that_hide: Boards) -> None:
    """Called from a room's apps.py. The same function again changes nothing."""
    if boards_that_hide not in _rules:
        _rules.append(boards_that_hide)


def hiding_boards() -> frozenset[int]:
    """The boards whose reporters do not see their own text of a restricted report."""
    return frozenset().union(*(rule() for rule in _rules))
