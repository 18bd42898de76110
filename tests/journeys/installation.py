"""An installation of Hjulet as an operator has it: a data folder, a database and the command.

Nothing here runs inside the test process: everything goes through `hjulet` and over HTTP.
"""

import csv
import fcntl
import functools
import io
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

COMMAND = Path(sys.executable).with_name("hjulet")
OTHERS = ("DJANGO_SETTINGS_MODULE", "DATABASE_URL", "HJULET_HOME", "HJULET_MODE", "PYTHONPATH")


@dataclass(frozen=True)
class Installation:
    """`database` is a PostgreSQL address, or None for SQLite in `home`."""

    home: Path
    database: str | None = None

    def environment(self) -> dict[str, str]:
        kept = {key: value for key, value in os.environ.items() if key not in OTHERS}
        kept |= {"HJULET_HOME": str(self.home), "HJULET_MODE": "local"}
        return kept | ({"DATABASE_URL": self.database} if self.database else {})

    def run(self, *words: str, typed: str = "", status: int = 0) -> str:
        """Runs `hjulet WORDS` and answers what it printed; any other exit status fails."""
        done = subprocess.run(
            [str(COMMAND), *words],
            input=typed,
            env=self.environment(),
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert done.returncode == status, f"hjulet {' '.join(words)}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def figure(self, key: str, period: str, **choices: str) -> dict[str, dict[str, int]]:
        """A figure as {row: {column: number}}, read from the csv of the command line."""
        words = [word for name, value in choices.items() for word in (f"--{name}", value)]
        text = self.run("figures", key, "--period", period, "--format", "csv", *words)
        _, *columns = next(csv.reader(io.StringIO(text)))
        rows = list(csv.reader(io.StringIO(text)))[1:]
        return {
            row[0]: {name: int(cell) for name, cell in zip(columns, row[1:], strict=True)}
            for row in rows
        }

    @contextmanager
    def serving(self) -> Iterator[str]:
        """The server and its worker on a free port; the address while it lasts."""
        port = _free_port()
        log = self.home.with_name(f"{self.home.name}.log")
        with log.open("w", encoding="utf-8") as output:
            process = subprocess.Popen(
                [str(COMMAND), "serve", "--port", str(port), "--workers", "2", "--with-worker"],
                env=self.environment(),
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        address = f"http://127.0.0.1:{port}"
        try:
            while not _answers(address):
                assert process.poll() is None, log.read_text(encoding="utf-8")
                time.sleep(0.2)
            yield address
        finally:
            _stop(process)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/halsa") as answer:  # noqa: S310  our own
            return answer.status == 200
    except (urllib.error.URLError, ConnectionError):
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _stop(process: "subprocess.Popen[bytes]") -> None:
    """The server and everything it started: they share a process group of their own."""
    for word in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, word)
        except ProcessLookupError:
            break
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            continue
    process.wait()


# --- New, built and copied ---


def fresh(name: str) -> Installation:
    """A new installation after `hjulet init`: no units, no accounts."""
    made = Installation(_folder() / name, _postgres(name))
    made.run("init")
    return made


@functools.cache
def demo_template() -> Installation:
    """Demostad, built once by the command line for all workers. Copy it; do not change it."""
    with (_folder() / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        made, done = Installation(_folder() / "demo", _address("demo")), _folder() / "demo.done"
        if not done.exists():
            made = fresh("demo")
            made.run("demo", "--if-empty")
            done.touch()
    return made


def copy_of(source: Installation, name: str) -> Installation:
    """The same installation once more, to be changed freely."""
    home = _folder() / name
    shutil.copytree(source.home, home)
    if source.database:
        return replace(source, home=home, database=_postgres(name, template=source.database))
    return replace(source, home=home)


def _run() -> str:
    """What all processes of this run have in common (see tests/conftest.py)."""
    return os.environ["HJULET_TEST_RUN"]


def _place() -> Path:
    return Path(tempfile.gettempdir()) / f"hjulet-journeys-{_run()}"


def _folder() -> Path:
    _place().mkdir(mode=0o700, exist_ok=True)
    return _place()


def clean_up() -> None:
    """Takes away every data folder and database that was made in this run, if any was."""
    if not _place().exists():
        return
    shutil.rmtree(_place(), ignore_errors=True)
    if _address("") is not None:
        for (name,) in _tell_postgres(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)", _database("")
        ):
            _tell_postgres(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _database(name: str) -> str:
    return f"{os.environ.get('HJULET_TEST_DB', 'test_hjulet')}_{_run()}_{name}"


def _address(name: str) -> str | None:
    """Of the database beside the one that DATABASE_URL names; None when it names none."""
    server = os.environ.get("DATABASE_URL", "")
    if not server.startswith("postgres"):
        return None
    return urlunsplit(urlsplit(server)._replace(path=f"/{_database(name)}"))


def _postgres(name: str, template: str | None = None) -> str | None:
    """A fresh database, and its address; None on SQLite."""
    address = _address(name)
    if address is not None:
        source = f' TEMPLATE "{urlsplit(template).path[1:]}"' if template else ""
        _tell_postgres(f'DROP DATABASE IF EXISTS "{_database(name)}" WITH (FORCE)')
        _tell_postgres(f'CREATE DATABASE "{_database(name)}"{source}')
    return address


def _tell_postgres(words: str, *given: str) -> list[tuple[str, ...]]:
    import psycopg

    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        answer = connection.execute(words, given or None)  # type: ignore[call-overload]
        return list(answer.fetchall()) if answer.description else []
