"""What the page frame needs on every page."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from hjulet.kernel import clock
from hjulet.ui.menu import menu_for, shows

# The frame's own links. A room that is not installed simply leaves its link out.
_LINKS = {
    "home": "start",
    "search": "report_list",
    "report_new": "report_new",
    "account": "account_home",
    "logout": "account_logout",
    "login": "account_login",
    "accessibility": "accessibility",
    "help": "help",
    "privacy": "privacy",
}


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `frame` (links, unit, initials, board), `menu`, `now` and `demo`.

    Reads `request.actor` by attribute name (`name`, `home_unit_name`, `home_department_name`,
    `board_name`), all optional; None means anonymous. The menu is built only when a template
    asks for it, since its counts cost queries.
    """
    actor = getattr(request, "actor", None)
    return {
        "frame": {
            "links": {key: _address(name) for key, name in _LINKS.items()},
            "unit": getattr(actor, "home_unit_name", "") or "",
            "department": getattr(actor, "home_department_name", "") or "",
            "board": getattr(actor, "board_name", "") or "",
            "name": getattr(actor, "name", "") or "",
            "initials": initials(getattr(actor, "name", "") or ""),
            "signed_in": actor is not None,
            # Who reads no list of reports has nothing to search in.
            "searches": SimpleLazyObject(lambda: shows(_LINKS["search"], actor)),
        },
        "menu": SimpleLazyObject(lambda: menu_for(actor, request.path)),
        "now": clock.now(),
        "demo": settings.DEMO_LOGINS,
    }


def initials(name: str) -> str:
    """The first letters of the first and the last word: "Hanna Maria Berg" gives "HB"."""
    words = name.split()
    if not words:
        return ""
    return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
