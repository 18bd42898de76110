"""The processes that answer are killed while people report and assess: nothing acknowledged is
lost, half written or doubled. On PostgreSQL it is the client of the database that dies."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_a_hundred_kills_lose_nothing(tmp_path: Path) -> None:
    out = tmp_path / "resultat.md"
    database = "postgresql" if os.environ.get("DATABASE_URL") else "sqlite"
    environment = {key: value for key, value in os.environ.items() if "SETTINGS" not in key}
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--rows", "500", "--only", "kills", "--kills", "100",
         "--database", database, "--markdown", str(out)],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "100 gånger SIGKILL" in out.read_text(encoding="utf-8")
