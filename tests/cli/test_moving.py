"""A backup made on SQLite is restored into the other database, by the commands an operator uses."""

import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

pytestmark = pytest.mark.both_databases

ORGANISATION = (
    "namn,typ,överordnad\n"
    "Nämnden,nämnd,\n"
    "Avdelningen,avdelning,Nämnden\n"
    "Enheten,enhet,Avdelningen\n"
)
REPORTS = (
    "referens,inkommen,typer,enheter,beskrivning\n"
    "A-1,2023-05-17,Lex Sarah;Övrig avvikelse,Enheten,Överlämningen brast på kvällen\n"
    "A-2,2023-06-01,Ej avvikelse,Avdelningen,\n"
)


def hjulet(home: Path, database: str, *arguments: str, text: str = "") -> str:
    environment = {**os.environ, "HJULET_HOME": str(home), "HJULET_MODE": "local"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    environment.pop("DATABASE_URL", None)
    if database:
        environment["DATABASE_URL"] = database
    done = subprocess.run(
        [sys.executable, "-m", "hjulet", *arguments],
        env=environment,
        input=text,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def elsewhere(request: pytest.FixtureRequest) -> Iterator[str]:
    """An empty database of the kind this run is on: "" is SQLite in the data folder."""
    if connection.vendor == "sqlite":
        yield ""
        return
    request.getfixturevalue("db")
    name = f"hjulet_flytt_{uuid.uuid4().hex[:8]}"
    settings = connection.settings_dict
    address = f"{settings['HOST'] or '127.0.0.1'}:{settings['PORT'] or 5432}"
    server = f"postgres://{settings['USER'] or 'postgres'}:{settings['PASSWORD']}@{address}"
    import psycopg

    with psycopg.connect(f"{server}/postgres", autocommit=True) as base:
        base.execute(f"CREATE DATABASE {name}")
    yield f"{server}/{name}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as base:
        base.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_everything_moves(tmp_path: Path, elsewhere: str) -> None:
    first, second = tmp_path / "forst", tmp_path / "sedan"
    (tmp_path / "o.csv").write_text(ORGANISATION, encoding="utf-8")
    (tmp_path / "r.csv").write_text(REPORTS, encoding="utf-8")
    hjulet(first, "", "init")
    hjulet(first, "", "init")
    account = ["account", "add", "--email", "a@example.se", "--name", "Åsa Öst"]
    hjulet(first, "", *account, "--role", "system_admin", text="ett-ganska-langt-ord\n")
    hjulet(first, "", "import", "organisation", str(tmp_path / "o.csv"))
    hjulet(first, "", "import", "reports", str(tmp_path / "r.csv"))
    hjulet(first, "", "backup", str(tmp_path / "kopia.tar.gz"))
    hjulet(second, elsewhere, "restore", str(tmp_path / "kopia.tar.gz"))
    table = ["figures", "reports.types_by_unit", "--period", "2023", "--format", "csv"]
    assert hjulet(second, elsewhere, *table) == hjulet(first, "", *table)
    assert "Totalt,1,1,0,0,1,2" in hjulet(first, "", *table).replace(" ", "")
    assert hjulet(second, elsewhere, "journal", "verify") == hjulet(first, "", "journal", "verify")
    hjulet(second, elsewhere, "figures", "verify")
    # Life goes on with new keys after the move.
    (tmp_path / "r2.csv").write_text(REPORTS.replace("A-", "B-"), encoding="utf-8")
    hjulet(second, elsewhere, "import", "reports", str(tmp_path / "r2.csv"))
    assert "Totalt,2,2,0,0,2,4" in hjulet(second, elsewhere, *table).replace(" ", "")
