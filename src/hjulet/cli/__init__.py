"""The `hjulet` command: one module per noun, loaded only when it is asked for.

Exit codes: 0 done, 1 the input has faults (listed on stderr), 2 the command was asked for
something that does not exist, or the settings are wrong (message on stderr).
"""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NoReturn

from hjulet import __version__

# Command -> module in this package that has `register(commands)`.
COMMANDS: dict[str, str] = {
    "init": "data",
    "backup": "data",
    "restore": "data",
    "check": "data",
    "serve": "server",
    "worker": "worker",
    "import": "imports",
    "figures": "figures",
    "report": "report",
    "journal": "journal",
    "rights": "rights",
    "account": "accounts",
    "demo": "demo",
}


class Swedish(argparse.HelpFormatter):
    """The frame of a help text in Swedish."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "så här: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """Speaks Swedish and exits with 2."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("formatter_class", Swedish)
        super().__init__(*args, **{**kwargs, "add_help": False})
        self._positionals.title, self._optionals.title = "argument", "flaggor"
        self.add_argument("-h", "--help", action="help", help="visa den här hjälpen")

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {in_swedish(message)}\n")


_SWEDISH = (
    ("the following arguments are required:", "det här saknas:"),
    ("unrecognized arguments:", "okända argument:"),
    ("invalid choice:", "okänt val:"),
    ("choose from", "välj bland"),
    ("expected one argument", "behöver ett värde"),
    ("expected at least one argument", "behöver minst ett värde"),
    ("one of the arguments", "ett av argumenten"),
    ("is required", "behövs"),
    ("not allowed with argument", "går inte ihop med"),
    ("invalid int value:", "inte ett heltal:"),
    ("argument ", "argumentet "),
)


def in_swedish(message: str) -> str:
    """argparse's own complaints in Swedish."""
    for english, swedish in _SWEDISH:
        message = message.replace(english, swedish)
    return message


class Refused(Exception):
    """A command that cannot do what was asked: `str()` is the Swedish message, `code` the exit."""

    def __init__(self, message: str, code: int = 2) -> None:
        super().__init__(message)
        self.code = code


def parser(names: Sequence[str] = tuple(COMMANDS)) -> Parser:
    """The parser with the modules of these commands loaded."""
    top = Parser(
        prog="hjulet",
        description="Ledningssystem för systematiskt kvalitetsarbete i socialtjänsten.",
        epilog="hjulet KOMMANDO --help visar mer. HJULET_HOME är datamappen, "
        "DATABASE_URL byter till PostgreSQL.",
    )
    top.add_argument(
        "--version", action="version", version=f"hjulet {__version__}", help="visa versionen"
    )
    commands = top.add_subparsers(
        title="kommandon", metavar="KOMMANDO", dest="command", required=True
    )
    for module in dict.fromkeys(COMMANDS[name] for name in names):
        import_module(f"hjulet.cli.{module}").register(commands)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code (0, 1 or 2)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    first = next((word for word in arguments if not word.startswith("-")), None)
    known = (first,) if first in COMMANDS else tuple(COMMANDS)
    options = parser(known).parse_args(arguments)
    from django.core.exceptions import ImproperlyConfigured

    from hjulet.config import boot

    try:
        boot.start()
    except ImproperlyConfigured as fault:
        print(fault, file=sys.stderr)
        return 2
    except OSError as fault:
        print(f"Datamappen går inte att använda: {fault.filename}", file=sys.stderr)
        return 2
    try:
        return int(options.run(options) or 0)
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        return refusal.code
    except BrokenPipeError:
        return 0
    except Exception as error:
        if words := _about_the_database(error):
            print(words, file=sys.stderr)
            return 2
        raise


def _about_the_database(error: Exception) -> str:
    """What the one who runs the command can mend herself, in Swedish; "" for faults of ours."""
    from django.db import DatabaseError, connection

    if not isinstance(error, DatabaseError):
        return ""
    try:
        tables = connection.introspection.table_names()
    except DatabaseError:
        return "Databasen går inte att nå. Se efter HJULET_HOME och DATABASE_URL."
    if "journal_event" not in tables:
        return "Databasen är inte upplagd. Kör först: hjulet init"
    if "locked" in str(error):
        return "Databasen är upptagen. Försök igen om en stund."
    return ""


def entry() -> NoReturn:
    """The console script."""
    sys.exit(main())
