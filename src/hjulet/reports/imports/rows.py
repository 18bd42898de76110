"""One row of a file: read, checked, and every fault in it told at once."""

import hashlib
import re
from datetime import date, datetime, time
from urllib.parse import unquote

from django.urls import resolve, reverse

from hjulet.files.tabular import Row
from hjulet.files.tabular_cells import Columns, NotADay, RowFault, fault, read_day
from hjulet.kernel.clock import STOCKHOLM
from hjulet.kernel.identity_numbers import find, in_words, persons
from hjulet.kernel.swedish import fold
from hjulet.reports.imports.columns import (
    COLUMNS,
    MAX_NAME,
    MAX_REFERENCE,
    STATUSES,
    YES_NO,
)
from hjulet.reports.imports.values import Incoming
from hjulet.reports.imports.world import Unclear, World
from hjulet.reports.kinds import Status, TypeKind

NOON = time(12, 0)
# References like these are never another page's address, and need not be looked up.
_PLAIN = re.compile(r"[\w .:-]*\d[\w .:-]*")


class RowReader:
    """Reads rows of one file against one snapshot of Hjulet."""

    def __init__(self, columns: Columns, world: World, today: date) -> None:
        self._places = [columns.places.get(column, -1) for column in COLUMNS]
        self._world = world
        self._today = today
        self._faults: list[RowFault] = []
        self._row = 0

    def read(self, row: Row) -> Incoming | list[RowFault]:
        """The row as a value, or its faults."""
        self._faults, self._row = [], row.number
        cells = [row.cells[place].strip() if place >= 0 else "" for place in self._places]
        (reference, received, occurred, types, units, category, causes, text, status, closed,
         ivo, imy, commissioned) = cells  # fmt: skip
        if row.beyond:
            self._wrong(
                "",
                "",
                "raden har fler celler än det finns rubriker. Saknas citattecken någonstans?",
            )
        reference = self._reference(reference)
        day, clock = self._day("inkommen", received, required=True)
        happened, happened_clock = self._day("inträffade", occurred)
        closed_on, _ = self._day("avslutad", closed)
        type_ids = self._types(types)
        unit_ids = self._units(units, day)
        state = self._status(status, closed_on, closed)
        is_ivo, ivo_on = self._notified("anmäld_ivo", ivo, day)
        is_imy, imy_on = self._notified("anmäld_imy", imy, day)
        named = [self._name("orsaker", name) for name in values(causes)]
        names = tuple(sorted({fold(name): name for name in named}.values()))
        category = self._name("kategori", category)
        commissioned = self._name("uppdragsgivare", commissioned)
        # Excel writes a line break in a cell as LF, CSV often as CRLF.
        text = text.replace("\r\n", "\n")
        self._free_text(text)
        if day and closed_on and closed_on < day:
            self._wrong("avslutad", closed, f"ligger före den dag då rapporten kom in ({day}).")
        if day and happened and happened > day:
            self._wrong(
                "inträffade", occurred, f"ligger efter den dag då rapporten kom in ({day})."
            )
        if self._faults or day is None:
            return self._faults
        incoming = Incoming(
            row=row.number,
            reference=reference,
            received_at=datetime.combine(day, clock or NOON, tzinfo=STOCKHOLM),
            received_on=day,
            occurred_on=happened,
            occurred_text=f"kl. {happened_clock:%H.%M}" if happened_clock else "",
            type_ids=type_ids,
            unit_ids=unit_ids,
            board_id=self._world.board_id(day, unit_ids[0]),
            category=category,
            causes=names,
            text=text,
            status=state,
            closed_on=closed_on,
            ivo=is_ivo,
            ivo_on=ivo_on,
            imy=is_imy,
            imy_on=imy_on,
            commissioned_by=commissioned,
        )
        incoming.fingerprint = fingerprint(incoming)
        return incoming

    def _wrong(self, column: str, value: str, message: str) -> None:
        self._faults.append(fault(self._row, column, value, message))

    def _reference(self, text: str) -> str:
        text = " ".join(text.split())
        if not text:
            self._wrong("referens", "", "referens saknas.")
        elif len(text) > MAX_REFERENCE:
            self._wrong("referens", text, f"är längre än {MAX_REFERENCE} tecken.")
        # A reference may well look like a case number, but never be a person's.
        elif found := persons(text):
            self._wrong("referens", text, f"är {in_words(found)}. Använd en annan referens.")
        elif not has_a_page(text):
            self._wrong("referens", text, "är en adress i Hjulet. Använd en annan referens.")
        return text

    def _day(
        self, column: str, text: str, *, required: bool = False
    ) -> tuple[date | None, time | None]:
        if not text:
            if required:
                self._wrong(column, "", "datum saknas.")
            return None, None
        try:
            day, clock = read_day(text)
        except NotADay as error:
            self._wrong(column, text, f"{error}.")
            return None, None
        if day > self._today:
            self._wrong(column, text, "dagen har inte varit än.")
            return None, None
        return day, clock

    def _types(self, text: str) -> tuple[int, ...]:
        found: set[int] = set()
        for name in values(text):
            try:
                found.add(self._world.type_id(name))
            except Unclear as problem:
                self._wrong("typer", name, str(problem))
        if not values(text):
            self._wrong("typer", text, "typ saknas.")
        kinds = {self._world.kinds[key] for key in found}
        if TypeKind.NOT_DEVIATION in kinds and len(found) > 1:
            self._wrong("typer", text, "”Ej avvikelse” kan inte stå tillsammans med en annan typ.")
        return tuple(sorted(found))

    def _units(self, text: str, day: date | None) -> tuple[int, ...]:
        found: dict[int, None] = {}
        names = values(text)
        if not names:
            self._wrong("enheter", text, "enhet saknas.")
        if day is None:
            for name in names:
                if not self._world.ever_known(name):
                    self._wrong("enheter", name, "okänd enhet. Den finns inte i Hjulet.")
            return ()
        for name in names:
            try:
                found[self._world.unit_id(day, name)] = None
            except Unclear as problem:
                self._wrong("enheter", name, str(problem))
        first, *others = found or (0,)
        return (first, *sorted(others))

    def _status(self, text: str, closed_on: date | None, closed: str) -> str:
        state = STATUSES.get(fold(text))
        if text and state is None:
            self._wrong("status", text, "ska vara inkommen, bedömd, utreds eller avslutad.")
        if state == Status.CLOSED and not closed:
            self._wrong("status", text, "datum saknas i kolumnen avslutad.")
        if closed_on:
            return Status.CLOSED
        return state or Status.ASSESSED

    def _notified(self, column: str, text: str, received: date | None) -> tuple[bool, date | None]:
        answer = YES_NO.get(fold(text))
        if answer is not None:
            return answer, None
        try:
            day = read_day(text)[0]
        except NotADay:
            self._wrong(column, text, "ska vara ett datum, ja eller nej.")
            return False, None
        if day > self._today:
            self._wrong(column, text, "dagen har inte varit än.")
        elif received and day < received:
            self._wrong(column, text, f"ligger före den dag då rapporten kom in ({received}).")
        return True, day

    def _name(self, column: str, text: str) -> str:
        name = " ".join(text.split())
        if len(name) > MAX_NAME:
            self._wrong(column, name, f"är längre än {MAX_NAME} tecken.")
        elif name and (found := find(name)):
            self._wrong(column, name, f"innehåller {in_words(found)}. Ta bort det.")
        return name

    def _free_text(self, text: str) -> None:
        if text and (found := find(text)):
            shown = ", ".join(item.shown for item in found[:3])
            self._wrong("beskrivning", shown, f"texten innehåller {in_words(found)}. Ta bort det.")


def has_a_page(reference: str) -> bool:
    """Whether the report can be opened by its reference: "ny" and "A-1/avsluta" mean other pages.

    Browsers also take "." and ".." between slashes for folders.
    """
    if _PLAIN.fullmatch(reference):
        return True
    if {".", ".."} & set(reference.split("/")):
        return False
    return resolve(unquote(reverse("report_page", args=[reference]))).url_name == "report_page"


def values(text: str) -> list[str]:
    """The values of a cell with several: separated by semicolon, or by a line break."""
    if not text:
        return []
    return [
        part for piece in text.splitlines() for item in piece.split(";") if (part := item.strip())
    ]


def fingerprint(incoming: Incoming) -> str:
    """Equal for rows that say the same, whatever the file format and the order inside cells."""
    parts = (
        incoming.received_at.isoformat(),
        str(incoming.occurred_on or ""),
        incoming.occurred_text,
        str(incoming.type_ids),
        str(incoming.unit_ids),
        fold(incoming.category),
        "\x1e".join(fold(name) for name in incoming.causes),
        incoming.text,
        incoming.status,
        str(incoming.closed_on or ""),
        f"{incoming.ivo}{incoming.ivo_on or ''}",
        f"{incoming.imy}{incoming.imy_on or ''}",
        incoming.commissioned_by,
    )
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
