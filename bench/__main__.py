"""Runs the benchmark on SQLite and, when one answers, PostgreSQL.

`make bench ARGS='--rows 100000'`
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path

POSTGRES = "postgres://postgres@127.0.0.1:5432/postgres"


PARTS = (
    "figures",
    "lists",
    "writing",
    "writers",
    "serving",
    "kills",
    "power_cut",
    "importing",
    "checking",
)


def main() -> int:
    options = argparse.ArgumentParser(prog="make bench")
    options.add_argument("--rows", type=int, default=1_000_000, help="rapporter i basen")
    options.add_argument("--import-rows", type=int, default=100_000, help="rader i filen")
    options.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    options.add_argument("--kills", type=int, default=100, help="gånger servern dödas")
    options.add_argument(
        "--reports", type=int, default=2000, help="rapporter medan hela servern dödas"
    )
    options.add_argument(
        "--only", nargs="+", default=[], metavar="DEL", help=f"av {' '.join(PARTS)}"
    )
    options.add_argument(
        "--base", type=Path, metavar="MAPP", help="spara SQLite-basen här och återanvänd den"
    )
    options.add_argument("--one", action="store_true", help=argparse.SUPPRESS)
    options.add_argument("--markdown", type=Path, help="skriv resultatet som tabeller till en fil")
    chosen = options.parse_args()
    if chosen.one:
        return run(chosen)
    return each_database(chosen)


def each_database(chosen: argparse.Namespace) -> int:
    """Each database in a process of its own, in a folder or database that is thrown away.

    With `--base` the folder stays. Only the figures leave it as it was.
    """
    parts = []
    code = 0
    for name in ("sqlite", "postgresql"):
        if chosen.database not in (name, "both"):
            continue
        kept = chosen.base if name == "sqlite" else None
        with (
            nullcontext(kept)
            if kept
            else tempfile.TemporaryDirectory(prefix="hjulet-bench-") as home
        ):
            environment = {**os.environ, "HJULET_HOME": str(home), "HJULET_MODE": "local"}
            environment.pop("DATABASE_URL", None)
            made = ""
            if name == "postgresql":
                made = make_database()
                if not made:
                    print("Ingen PostgreSQL svarar: hoppar över den.", file=sys.stderr)
                    continue
                environment["DATABASE_URL"] = f"{server().rsplit('/', 1)[0]}/{made}"
            part = Path(home) / "resultat.md"
            arguments = ["--one", "--rows", str(chosen.rows), "--import-rows",
                         str(chosen.import_rows), "--kills", str(chosen.kills),
                         "--reports", str(chosen.reports),
                         "--markdown", str(part), "--only", *(chosen.only or PARTS)]  # fmt: skip
            try:
                code |= subprocess.run(  # noqa: S603
                    [sys.executable, "-m", "bench", *arguments], env=environment, check=False
                ).returncode
                if part.exists():
                    parts.append(part.read_text(encoding="utf-8"))
            finally:
                if made:
                    drop_database(made)
    if chosen.markdown:
        chosen.markdown.write_text("\n".join(parts), encoding="utf-8")
    return code


def server() -> str:
    return os.environ.get("DATABASE_URL") or os.environ.get("TEST_DATABASE_URL") or POSTGRES


def make_database() -> str:
    import psycopg

    name = f"hjulet_bench_{os.getpid()}"
    try:
        with psycopg.connect(server(), autocommit=True, connect_timeout=5) as connection:
            connection.execute(f"CREATE DATABASE {name}")
    except psycopg.OperationalError:
        return ""
    return name


def drop_database(name: str) -> None:
    import psycopg

    with psycopg.connect(server(), autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def run(chosen: argparse.Namespace) -> int:
    from hjulet.config import boot

    boot.start()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    settings.ALLOWED_HOSTS = ["testserver"]
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    call_command("migrate", verbosity=0)
    from bench import data, serving, tasks
    from bench.lines import Line

    places = data.places() or data.organisation()
    client = tasks.person(places[0].board_id)
    there = data.reports()
    if there not in (0, chosen.rows):
        raise SystemExit(f"Basen har {there} rapporter, inte {chosen.rows}.")
    if not there:
        start = time.perf_counter()
        print(
            f"{connection.vendor}: skriver {chosen.rows} rapporter …", file=sys.stderr, flush=True
        )
        data.fill(chosen.rows, places)
        print(f"  {time.perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
    folder = Path(settings.HJULET_HOME)
    parts = {
        "figures": lambda: tasks.figures(places),
        "lists": lambda: tasks.lists(client),
        "writing": lambda: tasks.writing(places),
        "writers": lambda: tasks.writers(places),
        "serving": lambda: serving.serving(client, places),
        "kills": lambda: serving.killed(client, places, chosen.kills),
        "power_cut": lambda: serving.power_cut(client, places, chosen.reports),
        "importing": lambda: tasks.importing(chosen.import_rows, folder, places),
        "checking": tasks.checking,
    }
    lines: list[Line] = []
    for name in chosen.only:
        for line in parts[name]():
            lines.append(line)
            ratio = "" if line.ratio is None else f"{line.ratio:.2f}"
            print(f"  {line.what}: {line.measured} | {line.compared} | {ratio}", flush=True)
    write(chosen.markdown, connection.vendor, chosen.rows, lines)
    return 0


def write(path: Path | None, vendor: str, rows: int, lines: "list[Line]") -> None:  # noqa: F821
    if path is None:
        return
    title = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[vendor]
    table = [
        f"### {title}, {f'{rows:,}'.replace(',', ' ')} rapporter",
        "",
        f"Python {platform.python_version()}, {os.cpu_count()} kärnor. "
        "Median (snabbast–långsammast).",
        "",
        "| Vad | Uppmätt | Jämfört med | Kvot |",
        "|---|---|---|---|",
    ]
    for line in lines:
        ratio = "" if line.ratio is None else f"{line.ratio:.2f}".replace(".", ",")
        table.append(f"| {line.what} | {line.measured} | {line.compared} | {ratio} |")
    path.write_text("\n".join([*table, ""]), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
