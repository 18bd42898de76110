"""What importers of tables share: which column is which, days, and faults by row and column."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import lru_cache

from hjulet.files.tabular import heading_key
from hjulet.files.tabular_faults import WrongHeadings
from hjulet.kernel.identity_numbers import mask

_SHOWN = 60
_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T]+(\d{1,2})[:.](\d{2})(?:[:.]\d{2}(?:\.0+)?)?)?"
)
_DOTTED = re.compile(r"(\d{1,2})[.](\d{1,2})[.](\d{4})(?:[ ]+(\d{1,2})[:.](\d{2}))?")
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})[ /-] ?(\d{4})(?:[ ]+(\d{1,2})[:.](\d{2}))?")
_SHORT_YEAR = re.compile(r"\d{2}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}[ ./-]\d{2}|\d{6}")
_SERIAL = re.compile(r"[2-6]\d{4}(\.\d+)?")


class NotADay(ValueError):
    """The text is not a day that exists; `str()` says in Swedish how one is written."""


@dataclass(frozen=True, slots=True)
class RowFault:
    """One thing wrong in a table: the row as a spreadsheet numbers it, the column, what is wrong.

    `value` is safe to show: personal identity numbers are dotted, and long texts cut.
    """

    row: int
    column: str
    value: str
    message: str

    def __str__(self) -> str:
        where = f"Rad {self.row}, kolumn {self.column}" if self.column else f"Rad {self.row}"
        return (
            f"{where}, ”{self.value}”: {self.message}" if self.value else f"{where}: {self.message}"
        )


def fault(row: int, column: str, value: str, message: str) -> RowFault:
    """A fault with the value made safe to show."""
    shown = " ".join(mask(value).split())
    if len(shown) > _SHOWN:
        shown = shown[: _SHOWN - 1].rstrip() + "…"
    return RowFault(row, column, shown, message)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each known column stands in a table; `unused` are headings that nothing reads."""

    places: Mapping[str, int]
    unused: tuple[str, ...]

    def __contains__(self, column: object) -> bool:
        return column in self.places


def find_columns(
    headings: Sequence[str],
    known: Sequence[str],
    required: Sequence[str],
    mapping: Mapping[str, str] | None = None,
) -> Columns:
    """Ties headings to `known` columns, by name in any case or by `mapping` (heading -> column).

    Raises WrongHeadings when a required column is missing, or two headings mean the same one.
    """
    by_key = {heading_key(name): name for name in known}
    mapped = {heading_key(theirs): ours for theirs, ours in (mapping or {}).items()}
    places: dict[str, int] = {}
    unused: list[str] = []
    for place, heading in enumerate(headings):
        key = heading_key(heading)
        column = mapped[key] if key in mapped else by_key.get(key)
        if not column:
            if heading:
                unused.append(heading)
        elif column in places:
            raise WrongHeadings(f"Två rubriker läses som ”{column}”. Koppla bara en av dem.")
        else:
            places[column] = place
    if missing := [name for name in required if name not in places]:
        raise WrongHeadings(missing_words(missing, headings))
    return Columns(places, tuple(unused))


def missing_words(missing: Sequence[str], headings: Sequence[str]) -> str:
    """Which columns are missing and which headings the file has."""
    lacking = ", ".join(f"”{name}”" for name in missing)
    found = ", ".join(f"”{heading[:40]}”" for heading in headings[:20] if heading)
    noun = "Kolumnen" if len(missing) == 1 else "Kolumnerna"
    return (
        f"{noun} {lacking} saknas. Filens rubriker är {found}. Rätta rubrikerna eller koppla dem "
        "till våra kolumner."
    )


@lru_cache(maxsize=16384)
def read_day(text: str) -> tuple[date, time | None]:
    """2023-05-17, 17.5.2023, 17/5 2023 or 17/5-2023, with 14:30 after it or not.

    Raises NotADay.
    """
    text = " ".join(text.split())
    if match := _ISO.fullmatch(text):
        year, month, day, hour, minute = match.groups()
    elif match := _DOTTED.fullmatch(text) or _SLASHED.fullmatch(text):
        day, month, year, hour, minute = match.groups()
    else:
        raise NotADay(_how(text))
    try:
        found = date(int(year), int(month), int(day))
        clock = time(int(hour), int(minute)) if hour else None
    except ValueError as error:
        raise NotADay("dagen finns inte i almanackan") from error
    if not 1900 <= found.year <= 2200:
        raise NotADay("årtalet är orimligt")
    return found, clock


def _how(text: str) -> str:
    if _SHORT_YEAR.fullmatch(text):
        return "skriv året med fyra siffror, till exempel 2023-05-17"
    if _SERIAL.fullmatch(text):
        return "är ett tal, inte ett datum. Ge kolumnen formatet Datum i Excel"
    return "är inte ett datum. Skriv som 2023-05-17, 17.5.2023 eller 17/5 2023"
