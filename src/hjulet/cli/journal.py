"""Checking the journal from the command line."""

import argparse
import sys
from typing import Any


def register(commands: Any) -> None:
    """`hjulet journal verify`."""
    journal = commands.add_parser("journal", help="kontrollera journalen")
    verbs = journal.add_subparsers(title="vad", metavar="VAD", dest="verb", required=True)
    verify = verbs.add_parser("verify", help="räkna om kedjan och säg om något är ändrat")
    verify.set_defaults(run=run_verify)


def run_verify(_: argparse.Namespace) -> int:
    """Exit 1 and the number of the first row that does not fit, or 0 and the head of the chain.

    A row taken away at the very end leaves a chain that fits: keep the printed number and hash
    somewhere else, and compare.
    """
    from hjulet.journal import queries

    verdict = queries.verify()
    if verdict.broken_at is not None:
        print(
            f"Journalen är bruten vid rad {verdict.broken_at}: "
            f"{verdict.rows} rader före den stämmer.",
            file=sys.stderr,
        )
        return 1
    print(f"Journalen stämmer: {verdict.rows} rader.")
    print(f"Sista raden: {verdict.rows} {verdict.head}")
    return 0
