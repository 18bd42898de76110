"""Bringing in the organisation and reports from a file."""

import argparse
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hjulet.cli import Refused

if TYPE_CHECKING:
    from hjulet.files.tabular_cells import RowFault


def register(commands: Any) -> None:
    """`hjulet import organisation FIL` and `hjulet import reports FIL`."""
    top = commands.add_parser(
        "import",
        help="för in organisation eller rapporter från CSV eller Excel",
        description="För in från CSV eller Excel (.xlsx). Allt eller inget: har filen fel ändras "
        "ingenting, och alla fel räknas upp. Kolumnerna beskrivs i docs/import.md.",
    )
    kinds = top.add_subparsers(title="vad", metavar="VAD", dest="verb", required=True)
    units = kinds.add_parser("organisation", help="nämnder, avdelningar, enheter och team")
    reports = kinds.add_parser("reports", help="rapporter om avvikelser")
    for parser in (units, reports):
        _common(parser)
    units.set_defaults(run=_organisation)
    reports.set_defaults(run=_reports)


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FIL", type=Path, help="filen, .csv eller .xlsx")
    parser.add_argument(
        "--dry-run", action="store_true", help="visa vad som skulle hända, ändra ingenting"
    )
    parser.add_argument("--sheet", metavar="BLAD", help="bladets namn i Excel (annars det första)")
    parser.add_argument(
        "--map",
        metavar="RUBRIK=KOLUMN",
        action="append",
        default=[],
        help="filens rubrik och vår kolumn, till exempel ”Ärende=referens”; kan upprepas",
    )
    parser.add_argument(
        "--mapping",
        metavar="NAMN",
        help="använd den sparade kopplingen med det namnet; tillsammans med --map sparas den",
    )
    parser.add_argument(
        "--progress", action="store_true", help="visa förloppet även när ingen skärm är ansluten"
    )


def _organisation(options: argparse.Namespace) -> int:
    from hjulet.kernel import clock
    from hjulet.organisation.imports.operations import Busy, import_organisation
    from hjulet.organisation.types import SYSTEM

    outcome = _run(
        options,
        "organisation",
        Busy,
        lambda **more: import_organisation(actor=SYSTEM, now=clock.now(), **more),
    )
    if outcome is None or _faults(outcome.faults):
        return 1
    for item in outcome.kept:
        print(f"Behålls: {item}", file=sys.stderr)
    _summary(options, outcome)
    return 0


def _reports(options: argparse.Namespace) -> int:
    from hjulet.kernel import clock
    from hjulet.organisation.types import SYSTEM
    from hjulet.reports.imports.operations import Busy, import_reports

    bar = Bar(sys.stderr.isatty(), options.progress)
    try:
        outcome = _run(
            options,
            "reports",
            Busy,
            lambda **more: import_reports(actor=SYSTEM, now=clock.now(), progress=bar.tell, **more),
        )
    finally:
        bar.end()
    if outcome is None or _faults(outcome.faults):
        return 1
    for item in outcome.kept:
        print(
            f"Behålls: rad {item.row}, {item.reference} är ändrad eller skriven i Hjulet.",
            file=sys.stderr,
        )
    _listed("Nya kategorier", outcome.new_categories)
    _listed("Nya orsaker", outcome.new_causes)
    _summary(options, outcome)
    return 0


def _run(options: argparse.Namespace, target: str, busy: type[Exception], verb: Any) -> Any:
    """The outcome; None when the file as a whole could not be read (told on stderr)."""
    from hjulet.files.tabular_faults import TableFault

    path: Path = options.file
    if not path.is_file():
        raise Refused(f"Filen ”{path}” finns inte.")
    mapping = _mapping(options, target)
    try:
        outcome = verb(path=path, sheet=options.sheet, mapping=mapping, dry_run=options.dry_run)
    except (TableFault, busy) as fault:
        print(fault, file=sys.stderr)
        print("Inget är infört.", file=sys.stderr)
        return None
    except PermissionError as problem:
        raise Refused(
            f"Filen ”{path}” går inte att läsa. Kontrollera vem som får öppna den."
        ) from problem
    if options.mapping and options.map and not options.dry_run and not outcome.faults:
        from hjulet.kernel import clock
        from hjulet.organisation.types import SYSTEM
        from hjulet.reports.imports.mappings import keep_mapping

        keep_mapping(
            actor=SYSTEM, now=clock.now(), name=options.mapping, target=target, columns=mapping
        )
    if outcome.unused:
        names = ", ".join(f"”{name}”" for name in outcome.unused)
        print(f"Kolumner som inte används: {names}", file=sys.stderr)
    return outcome


def _mapping(options: argparse.Namespace, target: str) -> dict[str, str]:
    from hjulet.reports.imports.mappings import UnknownMapping, check_mapping, find_mapping

    found: dict[str, str] = {}
    if options.mapping:
        try:
            found |= find_mapping(name=options.mapping, target=target)
        except UnknownMapping as problem:
            if not options.map:
                raise Refused(str(problem)) from problem
    for pair in options.map:
        theirs, sign, ours = pair.rpartition("=")
        if not sign or not theirs.strip():
            raise Refused(f"Skriv --map som RUBRIK=KOLUMN, inte ”{pair}”.")
        found[theirs.strip()] = ours.strip()
    try:
        return check_mapping(found, target)
    except UnknownMapping as problem:
        raise Refused(str(problem)) from problem


def _faults(faults: "Iterable[RowFault]") -> bool:
    """One line a fault on stderr; True when there is any."""
    count = 0
    for fault in faults:
        print(fault, file=sys.stderr)
        count += 1
    if count:
        print(f"{count} fel. Inget är infört.", file=sys.stderr)
    return bool(count)


def _listed(label: str, names: list[str]) -> None:
    if names:
        print(f"{label}: {', '.join(names)}")


def _summary(options: argparse.Namespace, outcome: Any) -> None:
    words = f"{outcome.new} nya, {outcome.changed} ändrade, {outcome.unchanged} oförändrade"
    if outcome.kept:
        words += f", {len(outcome.kept)} behållna"
    if options.dry_run:
        words = f"Provkörning, inget är sparat: {words}"
    print(words)


class Bar:
    """How far an import has come, on stderr: a line redrawn on a screen, else plain lines."""

    WIDTH = 30

    def __init__(self, screen: bool, asked: bool) -> None:
        self.screen = screen
        self.on = screen or asked
        self._last = (-1, "")
        self._drawn = False
        self._began = time.monotonic()

    def tell(self, what: str, done: int, of: int) -> None:
        """Draws at whole per cents, or at tenths where each is a line of its own."""
        if not self.on:
            return
        step = 100 if self.screen else 10
        part = min(step, done * step // of) if of else step
        if (part, what) == self._last:
            return
        self._last = (part, what)
        share = part * 100 // step
        text = f"{what}: {done} av {of} rader, {share} %" if of else f"{what} …"
        if self.screen:
            filled = share * self.WIDTH // 100
            sys.stderr.write(f"\r\x1b[K[{'#' * filled}{'.' * (self.WIDTH - filled)}] {text}")
            self._drawn = True
        else:
            sys.stderr.write(f"{text}\n")
        sys.stderr.flush()

    def end(self) -> None:
        if self._drawn:
            sys.stderr.write("\n")
