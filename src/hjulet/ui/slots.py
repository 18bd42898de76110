"""Places in a page that a room further up may fill, without the page's room knowing it.

A room registers in `apps.py`; the page says `{% slot "finding.sources" finding %}`.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

Fragment = Callable[[Any, Any, HttpRequest | None], str]

_fragments: dict[str, list[tuple[int, Fragment]]] = defaultdict(list)


def register(name: str, fragment: Fragment, *, order: int = 100) -> None:
    """Fill the slot `name`. `fragment(actor, obj, request)` returns safe HTML, "" for nothing.

    The fragment is called in the same request and decides itself what the actor may see.
    Registering the same function again changes nothing (apps may be loaded twice in tests).
    """
    known = _fragments[name]
    if all(other is not fragment for _, other in known):
        known.append((order, fragment))
        known.sort(key=lambda pair: pair[0])


def render(name: str, actor: Any, obj: Any, request: HttpRequest | None) -> SafeString:
    """What the rooms registered for `name` have to show, joined in order."""
    parts = [fragment(actor, obj, request) for _, fragment in _fragments.get(name, ())]
    return mark_safe("".join(part for part in parts if part))  # noqa: S308 - fragments are HTML


def unregister(name: str, fragment: Fragment) -> None:
    """Take a fragment away again. For tests."""
    _fragments[name] = [pair for pair in _fragments[name] if pair[1] is not fragment]
