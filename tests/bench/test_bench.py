"""The benchmark runs from end to end on a small base, and what it counts agrees."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.slow
def test_the_benchmark_runs(tmp_path: Path) -> None:
    out = tmp_path / "resultat.md"
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    done = subprocess.run(
        [sys.executable, "-m", "bench", "--rows", "2000", "--import-rows", "200",
         "--kills", "10", "--reports", "200", "--database", "sqlite", "--markdown", str(out)],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    table = out.read_text(encoding="utf-8")
    assert "### SQLite, 2 000 rapporter" in table
    for what in ("T1, ett år, hela basen", "fritt urval", "sökning", "en bedömning",
                 "16 samtidiga skrivare", "servern, 8 besökare", "10 gånger SIGKILL",
                 "200 rader från fil", "minne", "verify"):  # fmt: skip
        assert what in table
    checked = next(line for line in table.splitlines() if "verify" in line)
    assert checked.endswith("| skillnader | 0,00 |")
