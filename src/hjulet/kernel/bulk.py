"""Large writes prepared outside the write lock: rows wait in temporary tables until all is ready.

Then each table is written by one statement, so that the lock is held for the writing alone.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any

from django.db import DatabaseError, connection, models

BATCH = 5000
Convert = Callable[[Any], Any]


def reserve_ids(model: type[models.Model], count: int) -> Sequence[int]:
    """`count` primary keys that nobody else will get, in rising order. A short write of its own."""
    if count == 0:
        return ()
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return _reserve_sqlite(cursor, table, count)
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [table, count],
        )
        return sorted(row[0] for row in cursor.fetchall())


def _reserve_sqlite(cursor: Any, table: str, count: int) -> range:
    """AUTOINCREMENT never gives a key at or below the one noted in sqlite_sequence."""
    cursor.execute(
        "INSERT INTO sqlite_sequence (name, seq) SELECT %s, 0 "
        "WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = %s)",
        [table, table],
    )
    cursor.execute(
        "UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s RETURNING seq", [count, table]
    )
    last: int = cursor.fetchone()[0]
    return range(last - count + 1, last + 1)


class Staged:
    """Temporary tables of one piece of work. Names are our own, never from outside."""

    def __init__(self) -> None:
        self._tables: dict[str, tuple[type[models.Model], tuple[str, ...]]] = {}

    def load(
        self,
        name: str,
        model: type[models.Model],
        fields: Sequence[str],
        rows: Iterable[Sequence[Any]],
    ) -> int:
        """Puts rows aside as `name`; `fields` as in `board_id`. Returns how many."""
        known: list[Any] = [model._meta.get_field(field) for field in fields]
        columns = tuple(f'"{field.column}"' for field in known)
        self._tables[name] = (model, columns)
        listed = ", ".join(columns)
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS stage_{name}")
            cursor.execute(
                f"CREATE TEMPORARY TABLE stage_{name} AS "  # noqa: S608
                f"SELECT {listed} FROM {model._meta.db_table} WHERE 1 = 0"
            )
        converters = [_converter(field) for field in known]
        return _fill(f"stage_{name}", columns, _converted(rows, converters))

    def insert(self, name: str) -> int:
        """Writes the rows put aside as `name`. In a transaction."""
        model, columns = self._tables[name]
        listed = ", ".join(columns)
        return _run(
            f"INSERT INTO {model._meta.db_table} ({listed}) SELECT {listed} FROM stage_{name}"  # noqa: S608
        )

    def update(self, name: str) -> int:
        """Writes every other column of `name` to the row with the same id. In a transaction."""
        model, columns = self._tables[name]
        table = model._meta.db_table
        sets = ", ".join(f"{column} = s.{column}" for column in columns if column != '"id"')
        return _run(f"UPDATE {table} SET {sets} FROM stage_{name} s WHERE s.id = {table}.id")  # noqa: S608

    def delete(self, model: type[models.Model], column: str, name: str) -> int:
        """Deletes the rows of `model` whose `column` is among the ids of `name`."""
        return _run(
            f"DELETE FROM {model._meta.db_table} "  # noqa: S608
            f"WHERE {column} IN (SELECT id FROM stage_{name})"
        )

    def copy(self, name: str, model: type[models.Model], column: str, of: str) -> int:
        """Puts aside, as `name`, the stored rows whose `column` is among the ids of `of`."""
        columns = tuple(f'"{field.column}"' for field in model._meta.local_concrete_fields)
        self._tables[name] = (model, columns)
        _run(f"DROP TABLE IF EXISTS stage_{name}")
        return _run(
            f"CREATE TEMPORARY TABLE stage_{name} AS SELECT {', '.join(columns)} "  # noqa: S608
            f"FROM {model._meta.db_table} WHERE {column} IN (SELECT id FROM stage_{of})"
        )

    def settle(self) -> None:
        """Checks foreign keys now instead of at the commit.

        PostgreSQL checks each row of a large write when it commits, which would be after locks
        that everybody needs (the journal's) have been taken. SQLite has them counted already.
        """
        if connection.vendor == "postgresql":
            connection.check_constraints()

    def taken(self, name: str, column: str) -> int:
        """How many rows of `name` have a value of `column` that a stored row already has."""
        table = self._tables[name][0]._meta.db_table
        return _ask(
            f"SELECT count(*) FROM stage_{name} s JOIN {table} t ON t.{column} = s.{column}"  # noqa: S608
        )

    def changed(self, name: str) -> int:
        """How many rows of `name` no longer look as they did: same id and all columns equal."""
        model, columns = self._tables[name]
        same = " AND ".join(f"t.{column} = s.{column}" for column in columns)
        return _ask(
            f"SELECT count(*) FROM stage_{name} s "  # noqa: S608
            f"WHERE NOT EXISTS (SELECT 1 FROM {model._meta.db_table} t WHERE {same})"
        )

    def drop(self) -> None:
        with connection.cursor() as cursor:
            for name in self._tables:
                cursor.execute(f"DROP TABLE IF EXISTS stage_{name}")
        self._tables.clear()


@contextmanager
def staging() -> Iterator[Staged]:
    """Temporary tables that are gone afterwards, whatever happens."""
    staged = Staged()
    try:
        yield staged
    finally:
        # In a transaction that has failed nothing can be dropped; the rollback does it.
        with suppress(DatabaseError):
            staged.drop()


def _fill(table: str, columns: Sequence[str], rows: Iterator[tuple[Any, ...]]) -> int:
    listed, count = ", ".join(columns), 0
    marks = ", ".join(["%s"] * len(columns))
    # A plain BEGIN takes no lock on the main file as long as only temporary tables are written.
    own = connection.vendor == "sqlite" and not connection.in_atomic_block
    with connection.cursor() as cursor:
        # A batch is made before it is sent: making a row may ask the database something, and
        # a connection in the middle of COPY would wait for itself for ever.
        while batch := list(islice(rows, BATCH)):
            count += len(batch)
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} ({listed}) FROM STDIN") as copy:
                    for row in batch:
                        copy.write_row(row)
                continue
            insert = f"INSERT INTO {table} ({listed}) VALUES ({marks})"  # noqa: S608
            if not own:
                cursor.executemany(insert, batch)
                continue
            cursor.execute("BEGIN DEFERRED")
            try:
                cursor.executemany(insert, batch)
            except BaseException:
                cursor.execute("ROLLBACK")
                raise
            cursor.execute("COMMIT")
    return count


def _run(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.rowcount)


def _ask(sql: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.fetchone()[0])


def _converted(
    rows: Iterable[Sequence[Any]], converters: Sequence[Convert | None]
) -> Iterator[tuple[Any, ...]]:
    plain = [place for place, convert in enumerate(converters) if convert is not None]
    for row in rows:
        values = list(row)
        for place in plain:
            convert = converters[place]
            if convert is not None and values[place] is not None:
                values[place] = convert(values[place])
        yield tuple(values)


def _converter(field: Any) -> Convert | None:
    """How a value of the field is written without the ORM; None when as it is."""
    if isinstance(field, models.JSONField):
        return lambda value: json.dumps(value, separators=(",", ":"))
    if connection.vendor == "postgresql":
        return None
    if isinstance(field, models.DateTimeField):
        return _sqlite_moment
    if isinstance(field, models.DateField):
        return date.isoformat
    return int if isinstance(field, models.BooleanField) else None


def _sqlite_moment(value: datetime) -> str:
    """As Django's SQLite backend writes a moment: UTC without zone."""
    return str(value.astimezone(UTC).replace(tzinfo=None))
