"""The command speaks Swedish and exits as promised."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hjulet.cli import COMMANDS, in_swedish, main, parser


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        parser().parse_args(["--help"])
    assert stop.value.code == 0
    out = capsys.readouterr().out
    for name in COMMANDS:
        assert name in out


@pytest.mark.parametrize("arguments", [["nonsens"], [], ["serve", "--nonsens"], ["backup"]])
def test_wrong_arguments_exit_with_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    err = capsys.readouterr().err
    assert "required" not in err
    assert "invalid" not in err
    assert "unrecognized" not in err


def test_complaints_are_swedish() -> None:
    assert in_swedish("unrecognized arguments: --x") == "okända argument: --x"


def test_asking_for_help_loads_no_charts() -> None:
    code = (
        "import sys; from hjulet.cli import parser; parser();"
        "assert not {'altair', 'vl_convert', 'scipy', 'django'} & set(sys.modules), sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    "arguments",
    [
        ["figures", "reports.causes", "--period", "2023"],
        ["figures", "verify"],
        ["journal", "verify"],
        ["report", "list"],
    ],
)
@pytest.mark.parametrize(
    ("address", "words"),
    [("", "Kör först: hjulet init"), ("postgres://nobody@127.0.0.1:1/x", "går inte att nå")],
)
def test_a_database_that_is_not_there_is_told_in_one_sentence(
    tmp_path: Path, arguments: list[str], address: str, words: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hjulet", *arguments],
        env={**os.environ, "HJULET_HOME": str(tmp_path), "DATABASE_URL": address},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("home", "address", "words"),
    [
        (__file__, "", "Datamappen går inte att använda"),
        ("", "mysql://localhost/hjulet", "DATABASE_URL ska börja med postgres://"),
    ],
)
def test_a_home_or_an_address_that_cannot_be_used(
    tmp_path: Path, home: str, address: str, words: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hjulet", "init"],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "hjulet.config.settings.local",
            "HJULET_HOME": home or str(tmp_path),
            "DATABASE_URL": address,
        },
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_settings_are_told_in_one_sentence() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hjulet", "init"],
        env={
            **os.environ,
            "HJULET_MODE": "production",
            "DJANGO_SETTINGS_MODULE": "hjulet.config.settings.production",
            "DEBUG": "1",
        },
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stderr) == (
        2,
        "DEBUG får inte vara på i drift. Ta bort variabeln DEBUG.\n",
    )
