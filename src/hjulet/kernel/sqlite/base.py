"""SQLite where writers stand in line: first come, first served.

SQLite has one writer at a time. The others sleep and try again, longer and longer, so that one
that just came may pass one that has waited for seconds: of sixteen that write without rest most
waited no time at all and one in a hundred a hundred times as long. Here only the first in line
tries, and the kernel keeps the line: a lock on a file beside the database, which it lets go of
when a process dies.

The line is held only until the transaction has begun, so nothing has to be given back when it
ends, and what keeps writers apart is still SQLite's own lock. A writer that does not stand in
line (another program, a single statement outside a transaction) is only less well served.
"""

import fcntl
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.sqlite3 import base

SUFFIX = "-queue"
PAUSE = 0.0005


class DatabaseWrapper(base.DatabaseWrapper):
    """As Django's own, but an immediate transaction waits for its turn."""

    transaction_mode: str | None  # set by Django from the settings

    def _start_transaction_under_autocommit(self) -> None:
        """Begins when it is the turn of this one and the one before is done.

        Raises OperationalError ("database is locked") after the `timeout` of the settings, the
        time in line included.
        """
        if self.transaction_mode != "IMMEDIATE" or self.is_in_memory_db():
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
            return
        timeout = self.settings_dict["OPTIONS"].get("timeout", 5)
        last = time.monotonic() + timeout
        path = f"{self.settings_dict['NAME']}{SUFFIX}"
        with self.wrap_database_errors, _in_line(path):
            # The first in line looks often instead of sleeping longer and longer.
            self.connection.execute("PRAGMA busy_timeout = 0")
            try:
                while not self._begun(last):
                    time.sleep(PAUSE)
            finally:
                self.connection.execute(f"PRAGMA busy_timeout = {int(timeout * 1000)}")

    def _begun(self, last: float) -> bool:
        try:
            self.connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            # The lowest byte is the code itself, the others say more about why.
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > last:
                raise
            return False
        return True


@contextmanager
def _in_line(path: str) -> Iterator[None]:
    """Inside it is one's turn. A file of its own: SQLite must be alone with the database's."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        # Said aloud: a process that forked meanwhile has the same open file.
        fcntl.flock(descriptor, fcntl.LOCK_UN)
        os.close(descriptor)
