"""Lists the catalogue, prints one figure, checks and rebuilds the facts."""

import argparse
import sys
from typing import TYPE_CHECKING, Any

from hjulet.cli import Refused

if TYPE_CHECKING:
    from hjulet.figures.catalogue import Definition

MOST_SHOWN = 50


def register(commands: Any) -> None:
    """`hjulet figures [NYCKEL]`, `hjulet figures verify`, `hjulet figures rebuild`."""
    parser = commands.add_parser(
        "figures",
        help="siffror: lista, skriv ut, kontrollera",
        description="Utan NYCKEL: alla siffror som finns. verify jämför räkneraderna med "
        "rapporterna, rebuild gör dem på nytt.",
    )
    parser.add_argument("key", nargs="?", metavar="NYCKEL", help="siffrans nyckel, verify, rebuild")
    parser.add_argument(
        "--period", metavar="PERIOD", help="2023, kv2025, 2023T2 eller 2023-02-01..2023-06-30"
    )
    parser.add_argument(
        "--unit", default="", metavar="NAMN", help="enhet eller ”Avdelning > Enhet”"
    )
    parser.add_argument(
        "--count",
        default="received",
        metavar="received|closed",
        help="räkna inkomna (received) eller avslutade (closed)",
    )
    parser.add_argument(
        "--commissioned",
        default="all",
        metavar="all|own|others",
        help="alla rapporter, bara egna eller bara på uppdrag av andra",
    )
    parser.add_argument(
        "--format", choices=("table", "csv", "json"), default="table", help="hur det skrivs ut"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Exit 0; 1 when verify finds differences; 2 for an unknown key, unit or period."""
    if options.key is None:
        return _list()
    if options.key == "verify":
        return _verify()
    if options.key == "rebuild":
        return _rebuild()
    return _print(options)


def _list() -> int:
    from hjulet.figures import catalogue

    found = catalogue.definitions()
    width = max((len(one.key) for one in found), default=0)
    for one in found:
        print(f"{one.key.ljust(width)}  {one.title}")
    return 0


def _print(options: argparse.Namespace) -> int:
    from hjulet.figures import catalogue, export, scopes
    from hjulet.kernel import clock

    try:
        key = scopes.known_key(options.key)
        _stop_choices(options, catalogue.definition(key))
        if not options.period:
            raise Refused("--period behövs, till exempel --period 2023.")
        scope = scopes.scope(options.period, options.unit, options.count, options.commissioned)
    except scopes.UnknownScope as error:
        raise Refused(str(error)) from error
    figure = catalogue.compute(key, scope, clock.now())
    if options.format == "table":
        _write(export.as_text(figure))
    elif options.format == "json":
        _write(export.as_json(figure))
    else:
        _write(export.as_csv(figure))
        for line in export.words(figure):
            print(line, file=sys.stderr)
    return 0


def _stop_choices(options: argparse.Namespace, figure: "Definition") -> None:
    """A choice that changes nothing in the figure would be read as if it had."""
    for name, usual in (("count", "received"), ("commissioned", "all")):
        if name not in figure.takes and getattr(options, name) != usual:
            raise Refused(f"”{figure.title}” räknas bara på ett sätt. Ta bort --{name}.")


def _write(text: str) -> None:
    """As UTF-8 with LF, whatever the terminal or the pipe is set to."""
    raw = getattr(sys.stdout, "buffer", None)
    if raw is None:
        sys.stdout.write(text)
        return
    sys.stdout.flush()
    raw.write(text.encode("utf-8"))
    raw.flush()


def _verify() -> int:
    from hjulet.figures import catalogue

    differences = catalogue.verify()
    if not differences:
        print("Räkneraderna stämmer med rapporterna.")
        return 0
    print(f"{len(differences)} skillnader:", file=sys.stderr)
    for one in differences[:MOST_SHOWN]:
        print(f"  {one}", file=sys.stderr)
    if len(differences) > MOST_SHOWN:
        print(f"  och {len(differences) - MOST_SHOWN} till", file=sys.stderr)
    print("”hjulet figures rebuild” gör räkneraderna på nytt.", file=sys.stderr)
    return 1


def _rebuild() -> int:
    from hjulet.figures import catalogue

    print(f"{catalogue.rebuild()} räknerader är gjorda på nytt.")
    return 0
