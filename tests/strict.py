"""Habits that fail in every test: undefined variables in templates, lists without an order, faults
that nobody sees."""

from html.parser import HTMLParser
from typing import Any

from django.db.models import QuerySet
from django.db.models.query import MAX_GET_RESULTS


class Undefined(str):
    """Stands in for a variable that a template shows but nobody gave it."""

    __slots__ = ()

    def __contains__(self, item: object) -> bool:
        return True

    def __mod__(self, name: Any) -> str:  # type: ignore[override]
        raise UndefinedVariable(f"mallen visar {name} som inte finns")


class UndefinedVariable(Exception):
    """A template shows a variable that does not exist."""


class Unordered(Exception):
    """A slice of rows without an order shows other rows each time."""


def fetch_in_order(original: Any) -> Any:
    """QuerySet._fetch_all that refuses a slice of our own rows without an order."""

    def fetch(self: QuerySet[Any]) -> None:
        ours = self.model.__module__.startswith("hjulet.")
        from_get = self.query.high_mark == MAX_GET_RESULTS and self.query.low_mark == 0
        if ours and self.query.is_sliced and not self.ordered and not from_get:
            raise Unordered(str(self.model))
        original(self)

    return fetch


class HiddenFault(Exception):
    """A form came back with a fault inside something folded in, where nobody sees it."""


class _Folds(HTMLParser):
    """Refuses a field with a fault (ui: c-field) inside a details element that is shut."""

    def __init__(self) -> None:
        super().__init__()
        self.folds: list[bool] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name for name, _ in attrs}
        if tag == "details":
            self.folds.append("open" in names)
        if "data-err" in names and not all(self.folds):
            raise HiddenFault(self.get_starttag_text())

    def handle_endtag(self, tag: str) -> None:
        if tag == "details":
            self.folds.pop()


def show_faults(original: Any) -> Any:
    """Client.request that refuses a page where a fault is folded in."""

    def request(self: Any, **given: Any) -> Any:
        answer = original(self, **given)
        if not answer.streaming and b"data-err" in answer.content:
            _Folds().feed(answer.content.decode())
        return answer

    return request
