"""Locks that mean the same on both databases."""

from django.db import connection


def serialise(name: int) -> None:
    """Within a transaction: waits until no other transaction holds lock number `name`.

    SQLite needs nothing: an immediate transaction is alone from its first statement.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [name])
