"""The data folder: make it, copy it, bring it back."""

import argparse
import sys
from pathlib import Path
from typing import Any

from hjulet.cli import Refused


def register(commands: Any) -> None:
    """`hjulet init`, `hjulet backup FILE`, `hjulet restore FILE`, `hjulet check`."""
    init = commands.add_parser("init", help="gör datamappen och databasen; kan upprepas")
    init.set_defaults(run=run_init)
    backup = commands.add_parser("backup", help="säkerhetskopia av databas, bilagor och utgåvor")
    backup.add_argument("file", metavar="FIL", type=Path)
    backup.set_defaults(run=run_backup)
    restore = commands.add_parser("restore", help="återställ en säkerhetskopia till en tom databas")
    restore.add_argument("file", metavar="FIL", type=Path)
    restore.set_defaults(run=run_restore)
    check = commands.add_parser("check", help="kontrollera inställningar och migrationer")
    check.set_defaults(run=run_check)


def run_init(_: argparse.Namespace) -> int:
    from django.conf import settings

    home = Path(settings.HJULET_HOME)
    try:
        for folder in (home, home / "attachments", home / "editions"):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise Refused(f"Datamappen går inte att använda: {error.filename}") from error
    prepare()
    print(f"Klart. Datamappen är {home}.")
    return 0


def prepare() -> None:
    """Database tables and static files, as this version wants them."""
    from django.core.management import call_command

    from hjulet.kernel import clock
    from hjulet.reports import clocks, searching

    print("Gör i ordning databasen …", file=sys.stderr)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    searching.catch_up()
    clocks.catch_up(clock.now())


def run_backup(options: argparse.Namespace) -> int:
    from hjulet.cli import archive
    from hjulet.kernel import clock

    if not options.file.parent.is_dir():
        raise Refused(f"Mappen {options.file.parent} finns inte.")
    if options.file.is_dir():
        raise Refused(f"{options.file} är en mapp. Skriv vad filen ska heta.")
    try:
        counts = archive.write(options.file, clock.now())
    except OSError as error:
        raise Refused(f"Det går inte att skriva {options.file}.", code=1) from error
    print(f"Säkerhetskopian {options.file} har {sum(counts.values())} rader.")
    return 0


def run_restore(options: argparse.Namespace) -> int:
    from hjulet.cli import archive
    from hjulet.findings import searching as findings
    from hjulet.reports import searching as reports

    if not options.file.is_file():
        raise Refused(f"Filen {options.file} finns inte.")
    run_init(options)
    try:
        counts = archive.read(options.file)
    except archive.BadArchive as error:
        raise Refused(str(error)) from error
    reports.rebuild()
    findings.rebuild()
    print(f"Återställt: {sum(counts.values())} rader.")
    return 0


def run_check(_: argparse.Namespace) -> int:
    from django.core.management import call_command

    call_command("check", "--fail-level", "WARNING")
    call_command("makemigrations", "--check", "--dry-run", verbosity=1)
    return 0
