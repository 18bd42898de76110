"""The demo year."""

import argparse
import sys
from typing import Any

from hjulet.cli import Refused


def register(commands: Any) -> None:
    """`hjulet demo [--if-empty]`."""
    demo = commands.add_parser("demo", help="bygg Demostad i en tom databas (inte i drift)")
    demo.add_argument(
        "--if-empty", action="store_true", help="gör inget om det redan finns uppgifter"
    )
    demo.set_defaults(run=run_demo)


def run_demo(options: argparse.Namespace) -> int:
    from django.conf import settings

    from hjulet.demo import building
    from hjulet.kernel import clock

    if not settings.DEMO_LOGINS:
        raise Refused("Demokonton får inte finnas i drift. Kör med HJULET_MODE=local.")
    if not building.is_empty():
        if options.if_empty:
            return 0
        raise Refused("Det finns redan uppgifter. Demoåret byggs bara i en tom databas.", 1)
    print("Bygger demoåret …", file=sys.stderr)
    building.build(clock.now(), _show)
    print("\nDemoåret är klart. Inloggningarna står på inloggningssidan.", file=sys.stderr)
    return 0


def _show(done: int, total: int) -> None:
    end = "" if sys.stderr.isatty() else "\n"
    print(f"\r  {done} av {total} rapporter", end=end, file=sys.stderr, flush=True)
