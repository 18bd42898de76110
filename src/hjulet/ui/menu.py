"""The menu of the page frame, grouped by the four parts of the wheel.

Rooms register their items in `apps.py`; the frame shows those that the actor may see.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.urls import NoReverseMatch, reverse

from hjulet.ui.icons import STAGES

Stage = Literal["plan", "do", "check", "act"]


def everyone(actor: Any) -> bool:
    """Visible to whoever is logged in."""
    return actor is not None


@dataclass(frozen=True, kw_only=True)
class MenuItem:
    """One line of the menu.

    `stage` None puts it above the wheel (the work list) or, with `last=True`, below it
    (settings). What waits for the actor is `count(actor)`, or the clocks of these kinds that she
    answers for (`EVERY`: all of them), which are counted once for the whole menu; 0 shows nothing.
    `prefix` is the address under which the item is marked as the current one, if it is another
    than that of `url_name`.
    """

    label: str
    url_name: str
    stage: Stage | None = None
    order: int = 100
    visible: Callable[[Any], bool] = everyone
    count: Callable[[Any], int] | None = None
    clocks: Collection[str] = ()
    prefix: str = ""
    last: bool = False


@dataclass(frozen=True)
class Line:
    """A menu item as shown to one actor on one page."""

    label: str
    url: str
    count: int
    current: str  # "page" on the page itself, "true" below it, "" elsewhere


@dataclass(frozen=True)
class Group:
    """A heading of the menu with its lines. `stage` is "" for the lines outside the wheel."""

    stage: str
    label: str
    lines: tuple[Line, ...]


EVERY = ("*",)
Clocks = Callable[[Any], Mapping[str, int]]

_items: dict[str, MenuItem] = {}
_clocks: list[Clocks] = []


def register(item: MenuItem) -> None:
    """Add an item. The same `url_name` again replaces the earlier one."""
    _items[item.url_name] = item


def count_clocks_with(counter: Clocks) -> None:
    """How many clocks of each kind wait for an actor is known by the room that holds clocks."""
    _clocks[:] = [counter]


def unregister(url_name: str) -> None:
    """Take an item away again. For tests."""
    _items.pop(url_name, None)


def menu_for(actor: Any, path: str) -> tuple[Group, ...]:
    """The groups with at least one line that `actor` may see; `path` marks the current line.

    An item whose address does not exist in this installation is left out. Anonymous: empty.
    """
    if actor is None:
        return ()
    found = []
    for item in sorted(_items.values(), key=lambda one: (one.order, one.label)):
        if not item.visible(actor):
            continue
        try:
            url = reverse(item.url_name)
        except NoReverseMatch:
            continue
        found.append((item, url))
    current = _current(found, path)
    waiting = _waiting(actor) if any(item.clocks for item, _ in found) else {}
    groups = []
    for stage, label in (("", ""), *STAGES.items(), ("last", "Inställningar")):
        lines = tuple(
            Line(item.label, url, _count(item, actor, waiting), _mark(item, url, path, current))
            for item, url in found
            if _place(item) == stage
        )
        if lines:
            groups.append(Group(stage if stage in STAGES else "", label, lines))
    return tuple(groups)


def shows(url_name: str, actor: Any) -> bool:
    """Whether the menu of `actor` holds the item; one that no room has registered is not hidden."""
    item = _items.get(url_name)
    return actor is not None and (item is None or item.visible(actor))


def _place(item: MenuItem) -> str:
    return item.stage or ("last" if item.last else "")


def _waiting(actor: Any) -> Mapping[str, int]:
    return _clocks[0](actor) if _clocks else {}


def _count(item: MenuItem, actor: Any, waiting: Mapping[str, int]) -> int:
    if item.count:
        return item.count(actor)
    if item.clocks == EVERY:
        return sum(waiting.values())
    return sum(waiting.get(kind, 0) for kind in item.clocks)


def _current(found: list[tuple[MenuItem, str]], path: str) -> str | None:
    """The url_name of the item with the longest address that `path` lies under."""
    best, name = 0, None
    for item, url in found:
        start = item.prefix or url
        # "/" lies above everything and would win on every page: it must match exactly.
        hit = path == start if start == "/" else path.startswith(start)
        if hit and len(start) > best:
            best, name = len(start), item.url_name
    return name


def _mark(item: MenuItem, url: str, path: str, current: str | None) -> str:
    if item.url_name != current:
        return ""
    return "page" if url == path else "true"
