"""On SQLite those who write are served in the order they came, and nobody waits for ever."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler

from hjulet.kernel.sqlite.base import DatabaseWrapper

pytestmark = pytest.mark.django_db


def base(path: Path, timeout: float = 20) -> DatabaseWrapper:
    """A connection of its own to the file; each call and thread another."""
    options = {"transaction_mode": "IMMEDIATE", "timeout": timeout}
    handler = ConnectionHandler(
        {"default": {"ENGINE": "hjulet.kernel.sqlite", "NAME": str(path), "OPTIONS": options}}
    )
    opened = handler["default"]
    opened.inc_thread_sharing()
    opened.ensure_connection()
    return opened


def begin(on: DatabaseWrapper) -> None:
    on._start_transaction_under_autocommit()


def test_first_come_first_served(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    first, others = base(path), [base(path) for _ in range(6)]
    begin(first)
    served: list[int] = []

    def write(number: int) -> None:
        begin(others[number])
        served.append(number)
        others[number].connection.execute("COMMIT")

    threads = [threading.Thread(target=write, args=[number]) for number in range(6)]
    for thread in threads:
        thread.start()
        time.sleep(0.03)
    first.connection.execute("COMMIT")
    for thread in threads:
        thread.join()
    for one in (first, *others):
        one.close()
    assert served == [0, 1, 2, 3, 4, 5]


def test_the_wait_has_an_end_and_the_line_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    first, other, patient = base(path), base(path, timeout=0.2), base(path)
    begin(first)
    start = time.monotonic()
    with pytest.raises(OperationalError, match="locked"):
        begin(other)
    assert time.monotonic() - start >= 0.2
    assert other.connection.execute("PRAGMA busy_timeout").fetchone() == (200,)
    first.connection.execute("COMMIT")
    begin(patient)
    for one in (first, other, patient):
        one.close()


HOLDER = """
import fcntl, os, sqlite3, sys, time
line = os.open(sys.argv[1] + "-queue", os.O_RDONLY | os.O_CREAT)
fcntl.flock(line, fcntl.LOCK_EX)
sqlite3.connect(sys.argv[1], isolation_level=None).execute("BEGIN IMMEDIATE")
print("holds", flush=True)
time.sleep(600)
"""


def test_one_that_dies_first_in_line_lets_the_others_go_on(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite3"
    after = base(path)
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "holds\n"
        threading.Timer(0.2, os.kill, [holder.pid, signal.SIGKILL]).start()
        begin(after)
    after.connection.execute("COMMIT")
    after.close()


def test_what_is_no_queue_is_said_at_once(tmp_path: Path) -> None:
    one = base(tmp_path / "a.sqlite3")
    begin(one)
    with pytest.raises(OperationalError, match="within a transaction"):
        begin(one)
    one.connection.execute("ROLLBACK")
    one.close()
