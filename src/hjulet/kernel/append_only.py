"""A table whose rows the database itself refuses to change."""

from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def forbid_update(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Adds a trigger that stops every UPDATE (from a migration)."""
    if editor.connection.vendor == "sqlite":
        editor.execute(
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'append-only'); END"
        )
    else:
        editor.execute(
            f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'append-only'; END $$"
        )
        editor.execute(
            f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
        )


def allow_update(editor: BaseDatabaseSchemaEditor, table: str) -> None:
    """Takes the trigger away again."""
    if editor.connection.vendor == "sqlite":
        editor.execute(f"DROP TRIGGER {table}_no_update")
    else:
        editor.execute(f"DROP TRIGGER {table}_no_update ON {table}")
        editor.execute(f"DROP FUNCTION {table}_refuse()")
