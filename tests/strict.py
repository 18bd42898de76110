"""Habits that fail in every test: undefined variables in templates, lists without an order."""

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
