"""Who may do what: the table of rights."""

import argparse
from typing import Any


def register(commands: Any) -> None:
    """`hjulet rights`."""
    rights = commands.add_parser("rights", help="skriv ut vem som får göra vad")
    rights.set_defaults(run=run_rights)


def run_rights(_: argparse.Namespace) -> int:
    from hjulet.organisation.rules import rights_in_words

    print(rights_in_words(), end="")
    return 0
