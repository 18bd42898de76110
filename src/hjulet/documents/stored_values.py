"""Single values of the stored form: limits, addresses, keys and parameters.

Every function takes the value and its JSON path, gives the value back or raises
`StoredFormError`. See `stored` for the form as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

MAX_NODES = 20_000
MAX_CHARACTERS = 500_000
MAX_LIST_DEPTH = 6
MAX_COLUMNS = 30
MAX_ROWS = 500
MAX_START = 9_999
MAX_HREF = 2_000
MAX_CAPTION = 300
MAX_PARAMS = 30
MAX_PARAM_LENGTH = 200
MAX_PARAM_ITEMS = 300
MAX_INT = 10**12

SCHEMES = ("http", "https", "mailto")

_KEY = re.compile(r"[A-Za-z][A-Za-z0-9_.:-]{0,99}")
_PARAM_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,63}")
# Control characters, lone surrogates and non-characters: no XML, no PostgreSQL, no reader.
_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_SPACE = re.compile(r"\s")


class StoredFormError(ValueError):
    """The JSON is not a text of ours. `path` says where, `message` why, in Swedish."""

    def __init__(self, path: str, message: str) -> None:
        self.path = path
        self.message = message
        super().__init__(f"{message} ({path or 'doc'})")


def string(value: Any, path: str, *, longest: int) -> str:
    """A text of at most `longest` characters, none of them a control character."""
    if not isinstance(value, str):
        raise StoredFormError(path, "Här ska det stå text.")
    if len(value) > longest:
        raise StoredFormError(path, f"Texten här är längre än {longest} tecken.")
    if _FORBIDDEN.search(value):
        raise StoredFormError(path, "Texten har ett styrtecken som inte går att visa.")
    return value


def href(value: Any, path: str) -> str:
    """An absolute http, https or mailto address without white space."""
    address = string(value, path, longest=MAX_HREF)
    message = "En länk börjar med http://, https:// eller mailto: och har en adress."
    try:
        parts = urlsplit(address)
    except ValueError:
        raise StoredFormError(path, message) from None
    target = parts.path if parts.scheme == "mailto" else parts.hostname
    if parts.scheme not in SCHEMES or not target or _SPACE.search(address):
        raise StoredFormError(path, message)
    return address


def key(value: Any, path: str) -> str:
    """The name of a figure or number in the catalogue."""
    if not isinstance(value, str) or not _KEY.fullmatch(value):
        raise StoredFormError(path, "Siffran eller figuren saknar giltigt namn.")
    return value


def params(value: Any, path: str) -> Mapping[str, Any]:
    """Parameters of a live reference: names with a scalar or a flat list of scalars.

    Whether the names and types are right for the key is for the catalogue to say.
    """
    if value is None:
        return {}
    if not isinstance(value, dict) or len(value) > MAX_PARAMS:
        raise StoredFormError(path, "Urvalet för siffran eller figuren har fel form.")
    for name, items in value.items():
        if not isinstance(name, str) or not _PARAM_NAME.fullmatch(name):
            raise StoredFormError(path, "Urvalet har ett namn som vi inte känner till.")
        where = f"{path}.{name}"
        flat = items if isinstance(items, list) else [items]
        if len(flat) > MAX_PARAM_ITEMS:
            raise StoredFormError(where, "Urvalet har för många värden.")
        for item in flat:
            _scalar(item, where)
    return value


def _scalar(value: Any, path: str) -> None:
    if isinstance(value, str):
        string(value, path, longest=MAX_PARAM_LENGTH)
    elif isinstance(value, int):
        if abs(value) > MAX_INT:
            raise StoredFormError(path, "Urvalet har ett för stort tal.")
    elif value is not None:
        raise StoredFormError(path, "Urvalet har ett värde av fel sort.")
