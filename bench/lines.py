"""A line of the result."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One measured thing; `ratio` is measured / compared, None when there is nothing to compare."""

    what: str
    measured: str
    compared: str = ""
    ratio: float | None = None
