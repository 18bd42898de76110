"""The processes that answer are killed while people report and assess: nothing acknowledged is
lost, half written or doubled. On PostgreSQL it is the client of the database that dies."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = [pytest.mark.slow, pytest.mark.both_databases]


def test_many_kills_lose_nothing(tmp_path: Path) -> None:
    """A hundred where the process that dies is the database too."""
    kills = "40" if os.environ.get("DATABASE_URL") else "100"
    told = bench(tmp_path, "--only", "kills", "--kills", kills)
    assert f"{kills} gånger SIGKILL" in told


def test_the_whole_server_dies_in_the_middle_of_two_thousand_reports(tmp_path: Path) -> None:
    told = bench(tmp_path, "--only", "power_cut", "--reports", "2000")
    assert "2000 kvitterade rapporter" in told


def bench(folder: Path, *words: str) -> str:
    """What `python -m bench` says of a small base of the database that the tests run on."""
    out = folder / "resultat.md"
    database = "postgresql" if os.environ.get("DATABASE_URL") else "sqlite"
    environment = {key: value for key, value in os.environ.items() if "SETTINGS" not in key}
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--rows", "500", *words,
         "--database", database, "--markdown", str(out)],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return out.read_text(encoding="utf-8")
