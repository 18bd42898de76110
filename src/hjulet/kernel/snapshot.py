"""One consistent view of the whole database, without stopping those who write."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def reading() -> Iterator[None]:
    """Everything read inside sees the database as it stood at the start; nothing may be written."""
    if connection.in_atomic_block:
        # Inside a transaction already (a test): that is the view there is.
        yield
        return
    begin = (
        "BEGIN DEFERRED"
        if connection.vendor == "sqlite"
        else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    )
    with connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            yield
        finally:
            cursor.execute("ROLLBACK")


def reset_sequences(tables: list[str]) -> None:
    """After rows were written with their keys: the next key follows the largest (PostgreSQL)."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(
                "SELECT pg_get_serial_sequence(%s, 'id')",
                [f'"{table}"'],
            )
            name = cursor.fetchone()[0]
            if name:
                cursor.execute(
                    f'SELECT setval(%s, COALESCE((SELECT MAX(id) FROM "{table}"), 0) + 1, false)',  # noqa: S608
                    [name],
                )
