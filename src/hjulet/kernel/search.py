"""Full-text search over stemmed Swedish: FTS5 on SQLite, tsvector on PostgreSQL.

Both hold the same stems made here in Python, so that a search finds the same rows in both.
FTS5 folds å, ä and ö to a and o unless `remove_diacritics 0` is set.
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import BooleanField, Model, QuerySet
from django.db.models.expressions import RawSQL

from hjulet.kernel.swedish import stems

M = TypeVar("M", bound=Model)


def create_index(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Makes the search table `table` (from a migration)."""
    if editor.connection.vendor == "sqlite":
        editor.execute(
            f"CREATE VIRTUAL TABLE {table} USING fts5(stems, "
            "tokenize='unicode61 remove_diacritics 0')"
        )
    else:
        editor.execute(f"CREATE TABLE {table} (rowid bigint PRIMARY KEY, stems tsvector NOT NULL)")
        editor.execute(f"CREATE INDEX {table}_gin ON {table} USING gin (stems)")


def drop_index(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    editor.execute(f"DROP TABLE {table}")


def put(table: str, rows: Iterable[tuple[int, str]]) -> None:
    """Writes (id, text) rows; an earlier text with the same id is replaced."""
    prepared = [(key, " ".join(stems(text))) for key, text in rows]
    put_stemmed(table, prepared)


def put_stemmed(table: str, rows: Sequence[tuple[int, str]]) -> None:
    """As `put`, for texts that are stemmed already (outside a write lock)."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.executemany(
                f"INSERT OR REPLACE INTO {table} (rowid, stems) VALUES (%s, %s)",  # noqa: S608
                rows,
            )
        else:
            cursor.executemany(
                f"INSERT INTO {table} (rowid, stems) VALUES (%s, array_to_tsvector("  # noqa: S608
                "string_to_array(%s, ' '))) "
                "ON CONFLICT (rowid) DO UPDATE SET stems = excluded.stems",
                [(key, " ".join(sorted(set(text.split())))) for key, text in rows],
            )


def remove(table: str, key: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE rowid = %s", [key])  # noqa: S608


def forget(table: str) -> None:
    """After texts were replaced because they had to go: their words leave the index for good.

    FTS5 keeps the words of replaced rows until it merges its parts; this merges them now.
    PostgreSQL's vacuum comes by itself.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {table}({table}) VALUES('optimize')")


def matching(table: str, query: str, key: str) -> RawSQL | None:
    """A condition: the row whose id is the column `key` holds every word; the last may be begun.

    All that match are gathered from the index first: for words that are not very common. None
    when the query holds no word.
    """
    words = stems(query)[:12]
    if not words:
        return None
    gathered = f"SELECT rowid FROM {table} WHERE {_match(table)}"  # noqa: S608
    # As an array PostgreSQL must gather them. Of a plain subquery it guesses how many there are,
    # and walked through a million reports in search of a word that none of them holds.
    among = f"IN ({gathered})" if connection.vendor == "sqlite" else f"= ANY (ARRAY({gathered}))"
    return RawSQL(f"{key} {among}", [_terms(words)], output_field=BooleanField())  # noqa: S611


def is_common(table: str, query: str, limit: int) -> bool:
    """Whether more than `limit` texts hold the words; on PostgreSQL as its statistics have it."""
    words = stems(query)[:12]
    if not words:
        return False
    if connection.vendor == "postgresql":
        return _estimate(table, words) > limit
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {_match(table)} "  # noqa: S608
            "LIMIT %s) found",
            [_terms(words), limit + 1],
        )
        return bool(cursor.fetchone()[0] > limit)


def _estimate(table: str, words: Sequence[str]) -> float:
    """How many texts hold all the words, from how often PostgreSQL saw each (ANALYZE).

    Its index gives all that match or nothing, so counting to a limit costs as much as counting
    all. Words that it did not see often, or a table that it has not looked at, give 0.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT seen.word, seen.share, size.reltuples FROM pg_class size, pg_stats known, "
            "unnest(known.most_common_elems::text::text[], known.most_common_elem_freqs) "
            "AS seen(word, share) WHERE size.oid = %s::regclass AND known.tablename = %s "
            "AND known.schemaname = current_schema() AND known.attname = 'stems' "
            "AND (seen.word = ANY(%s) OR starts_with(seen.word, %s))",
            [table, table, list(words[:-1]), words[-1]],
        )
        seen = cursor.fetchall()
    if not seen:
        return 0
    share = min(1.0, sum(part for word, part, _ in seen if word.startswith(words[-1])))
    exact = {word: part for word, part, _ in seen}
    for word in set(words[:-1]):
        share *= exact.get(word, 0)
    return float(seen[0][2] * share)


def holding(table: str, query: str, key: str) -> RawSQL:
    """A condition: the text of the row whose id is the column `key` holds every word of `query`.

    As `matching`, but asked row by row: for words so common that it is faster to walk through a
    list until the page is full than to gather all that match. FTS5 cannot be asked about one row
    without reading its index from the start, so there the stored stems themselves are looked at.
    """
    words = stems(query)[:12]
    if connection.vendor == "sqlite":
        text = "' ' || held.c0 || ' '"
        each = " AND ".join([f"instr({text}, %s) > 0"] * len(words))
        wanted = [f" {word} " for word in words[:-1]] + [f" {words[-1]}"]
        sql = f"EXISTS (SELECT 1 FROM {table}_content held WHERE held.id = {key} AND {each})"  # noqa: S608
    else:
        wanted = [_terms(words)]
        # In this shape PostgreSQL takes every other row for a hit and walks in the order asked
        # for. When it may guess itself, it takes hits for few and reads all rows to sort them.
        text = f"SELECT held.stems FROM {table} held WHERE held.rowid = {key}"  # noqa: S608
        sql = f"COALESCE(({text}) @@ %s::tsquery, FALSE)"
    return RawSQL(sql, wanted, output_field=BooleanField())  # noqa: S611


def joined(rows: QuerySet[M], table: str, query: str) -> QuerySet[M]:
    """The rows whose text holds every word of `query`, found from the index one at a time.

    For counting to a limit: a subquery would gather all that match before the first is counted.
    """
    key = f"{rows.model._meta.db_table}.{rows.model._meta.pk.column}"
    where = f"{table}.rowid = {key} AND {_match(table)}"
    return rows.extra(tables=[table], where=[where], params=[_terms(stems(query)[:12])])  # noqa: S610


def _match(table: str) -> str:
    return f"{table} MATCH %s" if connection.vendor == "sqlite" else f"{table}.stems @@ %s::tsquery"


def _terms(words: Sequence[str]) -> str:
    """Every word, the last one perhaps begun, in the language of the index."""
    if connection.vendor == "sqlite":
        return " ".join([f'"{word}"' for word in words[:-1]] + [f'"{words[-1]}" *'])
    return " & ".join([f"'{word}'" for word in words[:-1]] + [f"'{words[-1]}':*"])


def clear(table: str) -> None:
    """Empties the index."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")  # noqa: S608
